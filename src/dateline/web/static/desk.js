// Keys that every page has. Each does what a link or button of the page does too, so that nothing is lost without a script.

const PLACES = { h: "/events", q: "/review", d: "/documents", a: "/actors", c: "/changes", u: "/quality", p: "/problems", m: "/method" };
const PATIENCE_MS = 1500; // between g and the letter that follows
let waitingSince = -Infinity;

/** Whether a key belongs to what somebody types, or to the browser. */
export function isTyping(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return true;
  const at = event.target;
  return at.isContentEditable || ["TEXTAREA", "SELECT"].includes(at.tagName)
    || (at.tagName === "INPUT" && !["checkbox", "radio", "button", "submit"].includes(at.type))
    || document.querySelector("dialog[open]") !== null;
}

/** The pressed key is a link or button of the page whose data-key names it. */
function press(key) {
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((one) => one.checkVisibility());
  if (!found) return false;
  if (found.matches("input, textarea, select")) {
    found.closest("details")?.setAttribute("open", "");
    found.focus();
    if (found.matches("input[type=radio], input[type=checkbox]")) found.click();
  } else {
    found.click();
  }
  return true;
}

function rows() {
  return [...document.querySelectorAll("[data-rows] [data-row]")].filter((one) => one.checkVisibility());
}

function step(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  (next.querySelector("a[href]") ?? next).focus();
  next.scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  if (isTyping(event)) return;
  const key = event.key;
  if (performance.now() - waitingSince < PATIENCE_MS) {
    waitingSince = -Infinity;
    if (key === "e") document.getElementById("go-id").focus();
    else if (PLACES[key]) location.assign(PLACES[key]);
    else return;
  } else if (press(key)) {
    // done
  } else if (key === "g") {
    waitingSince = performance.now();
  } else if (key === "/") {
    (document.querySelector("[data-search]") ?? document.getElementById("go-id")).focus();
  } else if (key === "?") {
    document.getElementById("keys").showModal();
  } else if (key === "j" || key === "k") {
    step(key === "j" ? 1 : -1);
  } else if (key === "o" && document.activeElement.closest("[data-row]")) {
    document.activeElement.click();
  } else {
    return;
  }
  event.preventDefault();
}

document.addEventListener("keydown", onKey);
const opener = document.getElementById("keys-open");
opener.hidden = false;
opener.addEventListener("click", () => document.getElementById("keys").showModal());
