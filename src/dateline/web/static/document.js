// The claims of a text, one after the other: each is brought into view, marked in the text and in the list, and its link gets the focus.

const items = [...document.querySelectorAll("[data-at]")];
let at = items.findIndex((one) => `#${one.dataset.at}` === location.hash);

/** The range of the text that a claim rests on: from its anchor on, as many signs as it has, blanks left out. */
function rangeOf(anchor, signs) {
  const range = document.createRange();
  range.setStartAfter(anchor);
  const walker = document.createTreeWalker(anchor.closest(".text"), NodeFilter.SHOW_TEXT);
  walker.currentNode = anchor;
  let left = signs;
  while (left > 0 && walker.nextNode()) {
    let place = 0;
    for (const sign of walker.currentNode.data) {
      place += sign.length;
      if (/\S/u.test(sign)) left -= 1;
      if (left === 0) break;
    }
    range.setEnd(walker.currentNode, place);
  }
  return range;
}

function show(next) {
  if (!items.length) return;
  items[at]?.removeAttribute("aria-current");
  at = next;
  const item = items[at];
  const anchor = document.getElementById(item.dataset.at);
  item.setAttribute("aria-current", "true");
  item.scrollIntoView({ block: "nearest" });
  if (CSS.highlights) CSS.highlights.set("claim", new Highlight(rangeOf(anchor, Number(item.dataset.signs))));
  const link = anchor.parentElement.querySelector(`#${anchor.id} ~ a`);
  link?.focus({ preventScroll: true });
  anchor.scrollIntoView({ block: "center" });
  history.replaceState(history.state, "", `#${anchor.id}`);
}

for (const one of document.querySelectorAll("[data-step]")) {
  one.hidden = false;
  const by = Number(one.dataset.step);
  one.addEventListener("click", () => show(at < 0 && by < 0 ? items.length - 1 : (at + by + items.length) % items.length));
}
for (const [n, one] of items.entries()) {
  one.querySelector("a.quote")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(n);
  });
}
if (at >= 0) show(at);
