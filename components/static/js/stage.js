// The stage: what the room sees. Listens for changes, for the facilitator's keys and for the clock; draws what the
// server sent as finished, escaped markup, and a chart where there is one.
const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "previous", PageUp: "previous", b: "blank", ".": "blank",
  c: "code", r: "reveal", Escape: "shut" };

const WIDEST = 4; // times: at 1280 x 720 a chart is drawn twice as large, as components/stage_fit.py reckons

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".ks-stage") ?? placed(parentElement);
  const me = box.kenspeckle;
  me.tell = setTriggerValue;
  me.stand = data.stand;
  if (me.pending && me.pending.at === data.handled) me.pending = undefined;
  if (me.html !== data.html) { me.html = data.html; me.inside.innerHTML = data.html; me.chart = undefined; }
  me.ends = data.ends;
  tick(box);
  draw(box, data).catch((problem) => console.warn(problem));
  if (!me.listening) { me.listening = true; listen(box); }
  return () => { if (!box.isConnected) cleared(box); };
}

function placed(parent) {
  const box = document.createElement("div");
  box.className = "ks-stage";
  document.body.classList.add("ks-on-stage"); // a rule with :has() would weigh every change of every page
  const inside = document.createElement("div");
  inside.className = "ks-stage-inside";
  box.append(inside);
  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select")) return;
    const what = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!what) return;
    event.preventDefault();
    press(box, { what });
  };
  const clicked = (event) => {
    const what = event.target.closest?.("[data-do]");
    if (what) press(box, { what: what.dataset.do });
  };
  const resized = () => box.kenspeckle.refit?.();
  document.addEventListener("keydown", pressed);
  addEventListener("resize", resized);
  box.addEventListener("click", clicked);
  box.kenspeckle = { inside, pressed, resized, clock: setInterval(() => tick(box), 500), last: 0 };
  parent.append(box);
  return box;
}

// A press can be lost where it meets a redraw; it is sent again until the server says that it was carried out.
function press(box, what) {
  const pending = { ...what, at: Date.now() };
  box.kenspeckle.pending = pending;
  const send = (left) => {
    if (box.kenspeckle.pending !== pending || !left) return;
    box.kenspeckle.tell("pressed", pending);
    setTimeout(() => send(left - 1), 1500);
  };
  send(4);
}

async function listen(box) {
  const me = box.kenspeckle;
  for (let wait = 500; !me.over;) {
    try {
      const answer = await fetch(`/live?since=${encodeURIComponent(me.stand)}`, { cache: "no-store" });
      const { now } = await answer.json();
      if (me.over) return;
      if (answer.ok && now !== me.stand) {
        me.stand = now;
        me.tell("changed", { now });
        await new Promise((done) => setTimeout(done, 250)); // answers that arrive together are drawn together
      }
      wait = answer.ok ? 500 : 3000;
    } catch {
      wait = Math.min(wait * 2, 5000);
    }
    if (wait > 500) await new Promise((done) => setTimeout(done, wait));
  }
}

function tick(box) {
  const clock = box.querySelector(".ks-clock");
  if (!clock) return;
  const left = Math.round((Date.parse(box.kenspeckle.ends) - Date.now()) / 1000);
  clock.textContent = Number.isNaN(left) ? "" : left > 0
    ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "Time is up";
}

async function draw(box, data) {
  const room = box.querySelector(".ks-stage-chart");
  if (!room || !data.figure) return;
  const Plotly = await library(data.script);
  if (box.kenspeckle.chart === data.figure || !room.isConnected) return;
  box.kenspeckle.chart = data.figure;
  room.setAttribute("aria-label", data.alt);
  const plot = room.firstElementChild ?? room.appendChild(document.createElement("div"));
  fit(room, plot, data.figure);
  await Plotly.react(plot, data.figure.data, data.figure.layout, { displayModeBar: false, staticPlot: false,
    responsive: false, scrollZoom: false, doubleClick: false, topojsonURL: "/assets/topo/" });
  box.kenspeckle.refit = () => {
    if (!plot.isConnected) return;
    fit(room, plot, data.figure);
    Plotly.react(plot, data.figure.data, data.figure.layout);
  };
  plot.removeAllListeners?.("plotly_click");
  plot.on("plotly_click", ({ points }) => {
    const { customdata = null, location = null } = points?.[0] ?? {};
    const id = location ?? (Array.isArray(customdata) ? customdata[0] : customdata);
    if (id != null) press(box, { what: "pick", id: String(id) });
  });
}

// As large as the window lets it be, but on a phone, where nobody looks at it from the other end of a room. Scaled by
// a transform, because Plotly finds the mark under the mouse through transforms, and not through "zoom".
function fit(room, plot, figure) {
  const phone = matchMedia("(max-width: 700px)").matches;
  const high = Number(figure.layout.height), top = room.getBoundingClientRect().top + scrollY;
  const times = phone ? 1 : Math.max(Math.min((innerHeight * 29 / 30 - top) / high, WIDEST), 1);
  room.style.height = `${high * times}px`;
  plot.style.cssText = `width: ${room.clientWidth / times}px; transform: scale(${times}); transform-origin: 0 0`;
}

function cleared(box) {
  if (!document.querySelector(".ks-stage")) document.body.classList.remove("ks-on-stage");
  box.kenspeckle.over = true;
  clearInterval(box.kenspeckle.clock);
  document.removeEventListener("keydown", box.kenspeckle.pressed);
  removeEventListener("resize", box.kenspeckle.resized);
}

function library(address) {
  window.kenspecklePlotly ??= new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => loaded(window.Plotly);
    script.onerror = () => { script.remove(); window.kenspecklePlotly = undefined; failed(new Error("no chart library")); };
    document.head.append(script);
  });
  return window.kenspecklePlotly;
}
