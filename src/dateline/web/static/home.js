// The home page: map, timeline, facets and list show one selection, and the address is that selection.
// The server makes every part; this script fetches the page of another selection and puts its parts in place of those that are here.

import { openMap } from "./map.js";

const PARTS = ["head", "part-filters", "part-timeline", "part-list", "endings"];
const form = () => document.getElementById("filter-form");
let map = null;
let latest = 0;
let shown = location.pathname + location.search;

/** The address that the form asks for, its empty fields left out, as the server writes it. */
function asked() {
  const pairs = [...new FormData(form())].filter(([, value]) => value.trim() !== "");
  const query = new URLSearchParams(pairs).toString();
  return query ? `/events?${query}` : "/events";
}

async function show(address, { push = true } = {}) {
  const mine = ++latest;
  const reply = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (mine !== latest) return;
  const made = reply?.ok ? new DOMParser().parseFromString(await reply.text(), "text/html") : null;
  if (!made?.getElementById("part-list")) {
    location.assign(address); // the server's own page says what is wrong
    return;
  }
  const focused = document.activeElement?.id;
  for (const id of PARTS) document.getElementById(id)?.replaceWith(made.getElementById(id) ?? document.createElement("div"));
  replaceMap(made);
  document.title = made.title;
  shown = address;
  if (push) history.pushState(null, "", address);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  prepare();
}

/** The map itself stays; what it is told by changes: the drawing beneath it, the words around it, its data. */
function replaceMap(made) {
  const here = document.getElementById("part-map");
  const there = made.getElementById("part-map");
  here.hidden = there.hidden;
  for (const id of ["map-told", "drawn"]) {
    const now = document.getElementById(id);
    const next = made.getElementById(id);
    if (now && next) now.replaceWith(next);
    else if (next) document.getElementById("live").before(next);
  }
  document.getElementById("live").dataset.address = made.getElementById("live").dataset.address;
  if (map) map.selected();
  else if (!there.hidden) begin();
}

/** A change of the filters is shown at once; typing is shown on Enter or when the field is left. */
function prepare() {
  form().classList.add("live");
  form().addEventListener("change", () => show(asked()));
  form().addEventListener("submit", (event) => {
    event.preventDefault();
    show(asked());
  });
  brush(document.querySelector(".timeline svg"));
  for (const row of document.querySelectorAll("[data-point]")) {
    const point = row.dataset.point.split(",").map(Number);
    for (const kind of ["pointerenter", "focusin"]) row.addEventListener(kind, () => map?.point(point));
    for (const kind of ["pointerleave", "focusout"]) row.addEventListener(kind, () => map?.point(null));
  }
}

/** Days are chosen by drawing over their bars; a click on one bar is the link that it is. */
function brush(svg) {
  if (!svg) return;
  const bars = [...svg.querySelectorAll("a")];
  const at = (event) => {
    const box = svg.getBoundingClientRect();
    return Math.min(bars.length - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * bars.length)));
  };
  let from = null;
  const mark = (a, b) => bars.forEach((bar, n) => bar.classList.toggle("brushed", a !== null && n >= Math.min(a, b) && n <= Math.max(a, b)));
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => { if (event.button === 0) from = at(event); });
  svg.addEventListener("pointermove", (event) => { if (from !== null && event.buttons) mark(from, at(event)); });
  svg.addEventListener("pointerleave", () => { from = null; mark(null); });
  svg.addEventListener("pointerup", (event) => {
    if (from === null || from === at(event)) return;
    const [first, last] = [from, at(event)].sort((a, b) => a - b);
    document.getElementById("f-date").value = `${bars[first].dataset.start}..${bars[last].dataset.end}`;
    svg.addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
    from = null;
    show(asked());
  });
}

function onClick(event) {
  const link = event.target.closest?.("a[href]");
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || event.defaultPrevented || link.hasAttribute("download") || !link.closest("#head, .desk")) return;
  const to = new URL(link.href.baseVal ?? link.href, location.href);
  if (to.origin !== location.origin || to.pathname !== "/events" || to.hash) return;
  event.preventDefault();
  show(to.pathname + to.search);
}

async function begin() {
  map = await openMap({
    chooseArea(box) {
      const pairs = new URLSearchParams(location.search);
      pairs.set("bbox", box);
      pairs.delete("after");
      show(`/events?${pairs}`);
    },
  });
}

document.addEventListener("click", onClick);
window.addEventListener("popstate", () => {
  const address = location.pathname + location.search;
  if (address !== shown) show(address, { push: false });
});
prepare();
if (document.getElementById("drawn")) begin();
