// Looks every few seconds whether the room has gone on; a page that somebody is writing on is left alone.
const me = document.currentScript;
const [now, at] = [me.dataset.now, me.dataset.at];
const EVERY = 4000;
let touched = false;
addEventListener("input", () => { touched = true; });
async function look() {
  try {
    const answer = await fetch(at, { cache: "no-store", credentials: "same-origin" });
    if (answer.ok && (await answer.json()).now !== now) {
      if (!touched) { location.replace(at.replace(/\/now$/, "")); return; }
      told();
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
