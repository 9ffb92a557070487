// Waits for the next change on the server and has the fragment around it drawn again. Draws nothing itself.
export default function ({ data, parentElement, setTriggerValue }) {
  const me = (parentElement.kenspeckleLive ??= { over: false });
  me.tell = setTriggerValue;
  me.stand = data.stand;
  if (!me.listening) { me.listening = true; listen(me); }
  return () => { if (!parentElement.isConnected) me.over = true; };
}

async function listen(me) {
  for (let wait = 0; !me.over; await new Promise((done) => setTimeout(done, wait))) {
    try {
      const answer = await fetch(`/live?since=${encodeURIComponent(me.stand)}`, { cache: "no-store" });
      const { now } = await answer.json();
      if (answer.ok && now !== me.stand) await rested(me, now);
      if (!me.over && answer.ok && now !== me.stand) { me.stand = now; me.tell("changed", { now }); }
      wait = answer.ok ? 400 : 3000; // what arrives together is drawn together
    } catch {
      wait = 2000;
    }
  }
}

// While the page is being drawn for a press of the reader's own, that press may be what has changed things: then it
// is drawn already when it comes to rest. And a page that is being left must not be asked for once more.
async function rested(me, now) {
  const end = performance.now() + 5000;
  for (let still = 0; still < 2 && !me.over && now !== me.stand && performance.now() < end;) {
    const app = document.querySelector('[data-testid="stApp"]');
    still = app?.dataset.testScriptState === "running" ? 0 : still + 1;
    await new Promise((done) => setTimeout(done, 60));
  }
}
