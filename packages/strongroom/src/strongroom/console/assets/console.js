// Keeps the page current from /console/live. The server prints and escapes all HTML; this only puts it in place.
"use strict";

const MOST_ROWS = 100;
const rows = document.getElementById("calls");
const standing = document.getElementById("standing");
const lamp = document.getElementById("live");

function say(state, words) {
  lamp.dataset.state = state;
  lamp.lastElementChild.textContent = words;
}

function parsed(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
}

const source = new EventSource("/console/live");

source.addEventListener("open", () => say("on", "live"));
source.addEventListener("error", () => say("off", source.readyState === EventSource.CLOSED ? "ended, reload" : "reconnecting"));

source.addEventListener("calls", (event) => {
  rows.replaceChildren(parsed(event.data));
});

source.addEventListener("call", (event) => {
  const row = parsed(event.data).querySelector("tr");
  if (row === null || rows.querySelector(`tr[data-call="${CSS.escape(row.dataset.call)}"]`) !== null) {
    return;
  }
  row.classList.add("fresh");
  rows.prepend(row);
  while (rows.children.length > MOST_ROWS) {
    rows.lastElementChild.remove();
  }
});

source.addEventListener("standing", (event) => {
  standing.replaceChildren(parsed(event.data));
});

addEventListener("pagehide", () => source.close());
