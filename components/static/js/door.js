// Looks every few seconds whether the room has gone on; a page that somebody is writing on is left alone.
const me = document.currentScript;
const [now, at] = [me.dataset.now, me.dataset.at];
const EVERY = 4000;
let sending = false, leaving = false;
// On a slow line the next page takes seconds to come: whoever begins to write meanwhile stays here.
for (const name of ["beforeinput", "input", "change"]) addEventListener(name, stay, true);
addEventListener("submit", () => { sending = true; });
addEventListener("pageshow", (event) => { if (event.persisted) sending = leaving = false; });
function stay() {
  if (!leaving) return;
  leaving = false;
  stop();
  told();
}
// Also what the browser kept, what was written before this script ran, and what came back with a refusal.
function written() {
  return [...document.querySelectorAll("input:not([type=hidden]), textarea, select")].some((one) =>
    one.type === "radio" || one.type === "checkbox" ? one.checked : one.value.trim() !== "");
}
async function look() {
  try {
    const answer = await fetch(at, { cache: "no-store", credentials: "same-origin" });
    const gone = answer.ok && (await answer.json()).now !== now;
    if (gone && !sending && !leaving) {
      if (written()) told();
      else { leaving = true; location.replace(at.replace(/\/now$/, "")); }
    }
  } catch { /* the line is down for a moment: look again later */ }
  setTimeout(look, EVERY + Math.random() * 1000);
}
function told() {
  if (document.getElementById("gone-on")) return;
  const words = document.createElement("p");
  words.id = "gone-on";
  words.className = "wrong";
  words.setAttribute("role", "status");
  words.textContent = "The room has gone on. You can still send your answer if the question is open.";
  document.querySelector("main").prepend(words);
}
if (at) setTimeout(look, EVERY);
