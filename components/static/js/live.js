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
      if (!me.over && answer.ok && now !== me.stand) { me.stand = now; me.tell("changed", { now }); }
      wait = answer.ok ? 400 : 3000; // what arrives together is drawn together
    } catch {
      wait = 2000;
    }
  }
}
