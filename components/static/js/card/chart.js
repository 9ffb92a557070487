// Draws one Plotly chart and keeps its node: a change is drawn into the picture that stands there already.
// Plotly itself comes once from our own server.
const ONE_CLICK = 400; // milliseconds in which a second click on the same mark is the same click
const NOT_LOADED = "The chart could not be loaded. Reload the page, or read the numbers under Data.";

// A place for a chart inside an element of the page; nothing is drawn yet.
export function chartIn(parent) {
  const box = document.createElement("div");
  box.className = "ks-chart";
  box.setAttribute("role", "img");
  const sizes = new ResizeObserver(() => {
    const width = box.clientWidth;
    if (width && box._fullLayout && Math.abs(box._fullLayout.width - width) > 1) window.Plotly.Plots.resize(box);
  });
  box.kenspeckle = { drawn: Promise.resolve(), sizes };
  parent.append(box);
  sizes.observe(box);
  return box;
}

// Draws what the server sent; ``tell`` is called with each mark that is clicked.
export function show(box, wanted, tell) {
  box.kenspeckle.tell = wanted.clickable ? tell : undefined;
  box.kenspeckle.wanted = wanted;
  box.setAttribute("aria-label", wanted.alt);
  box.style.height = `${wanted.figure.layout.height}px`;
  // One after the other, as a map is still fetching its areas when the call returns.
  box.kenspeckle.drawn = box.kenspeckle.drawn.then(() => draw(box)).catch((problem) => console.warn(problem));
}

// Gives back what a chart holds, once it has left the page.
export function cleared(box) {
  box.kenspeckle.sizes.disconnect();
  if (box._fullLayout) window.Plotly.purge(box);
}

async function draw(box) {
  const Plotly = await library(box.kenspeckle.wanted.script).catch(() => undefined);
  if (!Plotly) box.textContent = NOT_LOADED;
  const wanted = box.kenspeckle.wanted;
  if (!Plotly || !box.isConnected || box.kenspeckle.shown === wanted) return;
  if (!box._fullLayout) box.textContent = "";
  box.kenspeckle.shown = wanted;
  const ready = Plotly.react(box, wanted.figure.data, wanted.figure.layout, wanted.config);
  box.removeAllListeners("plotly_click");
  box.on("plotly_click", (event) => clicked(box, event));
  await ready;
}

function clicked(box, { points }) {
  const { customdata = null, location = null } = points?.[0] ?? {};
  const mark = { customdata, location };
  const [name, now, last] = [JSON.stringify(mark), performance.now(), box.kenspeckle.last];
  if (last?.name === name && now - last.at < ONE_CLICK) return;
  box.kenspeckle.last = { name, at: now };
  box.kenspeckle.tell?.(mark);
}

// One promise for every chart of the page, so that four charts wait for one file.
function library(address) {
  window.kenspecklePlotly ??= new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => loaded(window.Plotly);
    script.onerror = () => {
      script.remove();
      window.kenspecklePlotly = undefined; // the next chart tries again
      failed(new Error(NOT_LOADED));
    };
    document.head.append(script);
  });
  return window.kenspecklePlotly;
}
