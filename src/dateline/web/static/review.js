// Keys of the review queue: which question is meant by a number, and where the next conflict is. Every key presses a button of the page.

import { isTyping } from "./desk.js";

const questions = () => [...document.querySelectorAll("[data-question]")];

/** The question that numbers and `e` are about: it is marked, and its buttons get their numbers. */
function mark(question) {
  for (const one of questions()) {
    one.classList.toggle("current", one === question);
    for (const choice of one.querySelectorAll("[data-choice]")) choice.removeAttribute("data-key");
  }
  for (const choice of question?.querySelectorAll("[data-choice]") ?? []) choice.dataset.key = choice.dataset.choice;
}

function current() {
  return document.querySelector("[data-question].current");
}

function nextConflict() {
  const all = questions().filter((one) => one.hasAttribute("data-conflict"));
  if (!all.length) return;
  const next = all[(all.indexOf(current()) + 1) % all.length];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("focusin", (event) => {
  const question = event.target.closest("[data-question]");
  if (question) mark(question);
});

document.addEventListener("keydown", (event) => {
  if (isTyping(event) || localStorage.getItem("keys") === "off") return;
  if (event.key === "n") nextConflict();
  else if (event.key === "e" && current()) {
    current().querySelector("details")?.setAttribute("open", "");
    current().querySelector("[data-edit]").focus();
  } else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, { capture: true });

// A decision is sent once, however often its key is pressed.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });

mark(questions()[0]);

// A reminder to rest, for those who wish it: kept in this browser, and counted from the first page after a pause.
const PAUSE_MS = 10 * 60_000; // who has looked at no event for so long has rested
const wish = document.getElementById("rest");
const told = document.getElementById("rest-told");

function sitting() {
  const now = Date.now();
  const seen = Number(sessionStorage.getItem("rest-seen"));
  if (!seen || now - seen > PAUSE_MS) sessionStorage.setItem("rest-since", now);
  sessionStorage.setItem("rest-seen", now);
}

function remind() {
  const minutes = Math.floor((Date.now() - Number(sessionStorage.getItem("rest-since"))) / 60_000);
  const after = Number(wish.value);
  if (!after || minutes < after || !told.hidden) return;
  const done = document.createElement("button");
  done.type = "button";
  done.className = "quiet";
  done.textContent = "I have rested";
  done.addEventListener("click", () => {
    sessionStorage.setItem("rest-since", Date.now());
    told.hidden = true;
  });
  told.replaceChildren(`You have reviewed for ${minutes} minutes. Look away from the screen for a while. `, done);
  told.classList.add("told");
  told.hidden = false;
}

sitting();
wish.value = localStorage.getItem("rest") ?? "";
wish.closest("p").hidden = false;
wish.addEventListener("change", () => {
  localStorage.setItem("rest", wish.value);
  told.hidden = true;
  remind();
});
remind();
setInterval(remind, 30_000);
