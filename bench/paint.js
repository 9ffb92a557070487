// Tells when the charts of a page have changed and are on the glass. The same for every contestant.
//   bench.arm()             remembers how every chart looks and waits for the next press of the mouse
//   await bench.first()     the moment the first chart of the page was painted, in milliseconds since 1970
//   await bench.enough(4)   whether the page has come to hold that many charts
//   await bench.painted()   milliseconds from that press to the frame after the last change of the last chart
(() => {
  const QUIET = 500; // charts that have all changed, and then not for so long, are finished
  const STILL = 3_000; // the same where a choice leaves one of them as it was
  const LONGEST = 30_000;
  const NOT_DRAWING = ".hoverlayer, .draglayer, .modebar-container";
  let before = [];
  let pressed = 0;
  let changed = 0;
  let painted = 0;
  let firstPainted = 0;

  // Panel keeps its charts in shadow trees, so these are walked through too.
  function* roots(root = document) {
    yield root;
    for (const element of root.querySelectorAll("*")) if (element.shadowRoot) yield* roots(element.shadowRoot);
  }
  const charts = () => [...roots()].flatMap((root) => [...root.querySelectorAll(".js-plotly-plot")]).filter((chart) => chart.checkVisibility());
  const looks = () => charts().map((chart) => [...chart.querySelectorAll(".main-svg > :not(.hoverlayer, .draglayer)")].map((part) => part.outerHTML).join(""));

  const draws = (record) => record.target.closest?.(".main-svg, .gl-container")
    ? !record.target.closest(NOT_DRAWING)
    : [...record.addedNodes].some((node) => node.querySelector && (node.matches(".main-svg") || node.querySelector(".main-svg")));

  function noted(records) {
    if (!records.some(draws)) return;
    changed = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      painted = performance.now();
      firstPainted ||= performance.timeOrigin + painted;
    }));
  }
  const observer = new MutationObserver(noted);
  const watched = new WeakSet();
  function watch() {
    for (const root of roots()) {
      if (watched.has(root)) continue;
      watched.add(root);
      observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    }
  }
  watch();
  addEventListener("pointerdown", (event) => { pressed ||= event.timeStamp; }, { capture: true });

  const differing = (after) => after.filter((look, place) => look !== before[place]).length;

  async function finished(since) {
    for (let checked = 0; ;) {
      await new Promise((done) => setTimeout(done, 25));
      const calm = performance.now() - changed;
      if (performance.now() - since > LONGEST) return false;
      if (changed <= since || painted < changed || calm < QUIET) continue;
      if (calm > STILL) return true;
      if (checked === changed) continue; // the looks are read once a change, as that takes time itself
      checked = changed;
      const after = looks();
      if (after.length === before.length && differing(after) === after.length) return true;
    }
  }

  async function until(happens) {
    for (const end = performance.now() + 60_000; performance.now() < end;) {
      watch();
      const told = happens();
      if (told) return told;
      await new Promise((done) => setTimeout(done, 50));
    }
    return 0;
  }

  window.bench = {
    first: () => until(() => firstPainted),
    enough: (wanted) => until(() => charts().length >= wanted),
    arm() {
      watch();
      before = looks();
      pressed = changed = painted = 0;
    },
    async painted() {
      const seen = await finished(pressed);
      const after = looks();
      return { milliseconds: painted - pressed, seen: seen && pressed > 0, charts: after.length, differing: differing(after) };
    },
  };
})();
