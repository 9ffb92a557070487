// The stage: what the room sees. Listens for changes, for the facilitator's keys and for the clock; draws what the
// server sent as finished, escaped markup, and a chart where there is one.
const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "previous", PageUp: "previous", b: "blank", ".": "blank",
  c: "code", r: "reveal", Escape: "shut" };

const ZOOM = 2, WIDEST = 4; // times: a chart's own 16 pixels are 32 on the stage (components/stage_fit.py reckons so)

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
  box.kenspeckle.refit = () => { if (room.isConnected) { fit(room, data.figure); Plotly.Plots.resize(room); } };
  room.setAttribute("aria-label", data.alt);
  fit(room, data.figure);
  await Plotly.react(room, data.figure.data, data.figure.layout, { displayModeBar: false, staticPlot: false,
    responsive: true, scrollZoom: false, doubleClick: false, topojsonURL: "/assets/topo/" });
  room.removeAllListeners?.("plotly_click");
  room.on("plotly_click", ({ points }) => {
    const { customdata = null, location = null } = points?.[0] ?? {};
    const id = location ?? (Array.isArray(customdata) ? customdata[0] : customdata);
    if (id != null) press(box, { what: "pick", id: String(id) });
  });
}

// As large as the window lets it be, but on a phone, where nobody looks at it from the other end of a room.
function fit(room, figure) {
  if (matchMedia("(max-width: 700px)").matches) { room.style.zoom = ""; return; }
  room.style.zoom = ZOOM;
  const top = room.getBoundingClientRect().top + scrollY, foot = innerHeight / 30;
  const times = (innerHeight - top - foot) / figure.layout.height;
  room.style.zoom = Math.max(Math.min(times, WIDEST), 1);
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
