// Tells when the charts of a page have changed and are on the glass. The same for every contestant.
//   await bench.arm()       remembers how every chart looks and waits for the next press of the mouse
//   await bench.painted()   milliseconds from that press to the frame after the last change of the last chart
(() => {
  const QUIET = 600; // a chart that has not changed for so long is finished
  const LONGEST = 20_000;
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

  async function quiet(since) {
    for (;;) {
      await new Promise((done) => setTimeout(done, 25));
      const now = performance.now();
      if (changed > since && painted >= changed && now - changed > QUIET) return true;
      if (now - since > LONGEST) return false;
    }
  }

  window.bench = {
    first: () => firstPainted,
    count: () => charts().length,
    watch,
    arm() {
      watch();
      before = looks();
      pressed = changed = painted = 0;
    },
    async painted() {
      const seen = await quiet(pressed);
      const after = looks();
      const differing = after.filter((look, place) => look !== before[place]).length;
      return { milliseconds: painted - pressed, seen: seen && pressed > 0, charts: after.length, differing };
    },
  };
})();
