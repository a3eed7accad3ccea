// The words of a quotation at the side of the page: its claim with what stands around it, without leaving. Without this, the link opens the document.

const quotes = () => [...document.querySelectorAll("a[data-words]")].filter((one) => one.checkVisibility());
let aside = null;
let shown = null; // the link whose words are shown
let asked = 0;

function button(key, words, press) {
  const one = document.createElement("button");
  one.type = "button";
  one.className = "quiet";
  one.dataset.key = key;
  one.append(`${words} `, Object.assign(document.createElement("kbd"), { textContent: key === "Escape" ? "Esc" : key }));
  one.addEventListener("click", press);
  return one;
}

/** The empty side of the page, with its buttons; it is made when it is first needed. */
function side() {
  if (aside) return aside;
  aside = document.createElement("aside");
  aside.id = "words-side";
  aside.setAttribute("aria-label", "Words of a quotation");
  const row = document.createElement("p");
  row.className = "row";
  row.append(button("[", "Previous", () => step(-1)), button("]", "Next", () => step(1)), button("Escape", "Close", close));
  const place = document.createElement("div");
  place.setAttribute("aria-live", "polite");
  aside.append(row, place);
  document.getElementById("main").after(aside);
  return aside;
}

async function open(link) {
  const turn = ++asked;
  let article = null;
  try {
    const reply = await fetch(link.dataset.words, { headers: { Accept: "text/html" } });
    if (reply.ok && !reply.redirected) {
      article = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector("[data-words]");
    }
  } catch { /* the document itself tells what is wrong */ }
  if (turn !== asked) return; // another was asked for meanwhile
  if (!article) {
    location.assign(link.href);
    return;
  }
  shown?.removeAttribute("aria-current");
  shown = link;
  shown.setAttribute("aria-current", "true");
  side().hidden = false;
  aside.lastElementChild.replaceChildren(document.importNode(article, true));
  document.body.classList.add("with-side");
  shown.scrollIntoView({ block: "nearest", inline: "nearest" });
  aside.scrollTop = 0;
  aside.querySelector(".here")?.scrollIntoView({ block: "nearest" });
  aside.querySelector("h2").focus({ preventScroll: true });
}

function close() {
  asked += 1;
  if (!aside || aside.hidden) return;
  aside.hidden = true;
  document.body.classList.remove("with-side");
  shown?.removeAttribute("aria-current");
  shown?.focus();
}

function step(by) {
  const all = quotes();
  if (!all.length) return;
  const at = all.indexOf(shown);
  open(all[at < 0 ? 0 : (at + by + all.length) % all.length]);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-words]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(link);
});
for (const one of document.querySelectorAll("[data-step]")) {
  one.hidden = false;
  one.addEventListener("click", () => step(Number(one.dataset.step)));
}
