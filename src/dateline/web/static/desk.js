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

/** Single keys can be switched off, for people who speak to their computer or brush keys by chance. Source: WCAG 2.2, 2.1.4. */
const isOn = () => localStorage.getItem("keys") !== "off";

/** Whether a page is there for whoever looks: the list of pages leaves out what they may not open. */
const isOpen = (path) => !["/review", "/admin"].includes(path) || document.querySelector(`nav a[href="${path}"]`) !== null;

/** The pressed key is a link or button of the page whose data-key names it. */
function press(key) {
  const all = [...document.querySelectorAll("[data-key]")].filter((one) => one.dataset.key === key);
  const found = all.find((one) => one.checkVisibility()) ?? all.find((one) => one.matches("textarea, input"))
    ?? (key === "Backspace" ? all[0] : undefined);
  if (!found) return false;
  if (found.matches("input[type=checkbox]")) {
    found.click();
  } else if (found.matches("input, textarea, select")) {
    found.closest("details")?.setAttribute("open", "");
    found.focus();
    if (found.matches("input[type=radio]")) found.click();
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
  (next.hasAttribute("tabindex") ? next : next.querySelector("a[href]") ?? next).focus();
  next.scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  const key = event.key;
  if (isTyping(event) || (!isOn() && key !== "?")) return;
  if (key === " " && event.target.closest("button, a, summary, input")) return; // it presses what has the focus
  if (performance.now() - waitingSince < PATIENCE_MS) {
    waitingSince = -Infinity;
    if (key === "e") document.getElementById("go-id").focus();
    else if (PLACES[key] && isOpen(PLACES[key])) location.assign(PLACES[key]);
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
const allowed = document.getElementById("keys-on");
allowed.closest("p").hidden = false;
allowed.checked = isOn();
allowed.addEventListener("change", () => localStorage.setItem("keys", allowed.checked ? "on" : "off"));
const opener = document.getElementById("keys-open");
opener.hidden = false;
opener.addEventListener("click", () => document.getElementById("keys").showModal());
