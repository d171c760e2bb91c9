// Fetches the page anew every five seconds and puts what is new in place of what is old. Without it the page
// reloads itself (noscript in page.html). The server has escaped everything; nothing is made from text here.
"use strict";

const PARTS = ["header", "main"];
const EVERY = 5000;

function resting() {
  const selection = document.getSelection();
  return document.hidden || (selection !== null && !selection.isCollapsed);
}

function takeOver(fresh) {
  const open = [...document.querySelectorAll("details")].map((one) => one.open);
  for (const part of PARTS) {
    document.querySelector(part).replaceWith(fresh.querySelector(part));
  }
  document.querySelectorAll("details").forEach((one, index) => { one.open = Boolean(open[index]); });
  document.title = fresh.title;
}

async function refresh() {
  if (resting()) return;
  try {
    const answer = await fetch(location.href, { signal: AbortSignal.timeout(EVERY) });
    if (!answer.ok) throw new Error(String(answer.status));
    takeOver(new DOMParser().parseFromString(await answer.text(), "text/html"));
    document.body.classList.remove("away");
  } catch {
    document.body.classList.add("away");
    document.getElementById("said").textContent = "The worker does not answer; what you see is old.";
  }
}

setInterval(refresh, EVERY);
