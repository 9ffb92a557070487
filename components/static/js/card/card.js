// One card: heading, switch, chart or table or explanation, a list to choose from, source and downloads.
// The server says what is in it. Here that is put into what stands there already, so that the focus stays where it
// is and a chart is redrawn in place. HTML comes from components/markup.py alone; all else is set as text.
import { chartIn, cleared, show } from "./chart.js";

let groups = 0;
const AT_ONCE = 400; // milliseconds after a key in which a closed list changes by that very key, on a slow machine too

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const card = parentElement.querySelector(".ks-card") ?? built(parentElement);
  const { parts, filled } = card.kenspeckle;
  Object.assign(card.kenspeckle, { setStateValue, setTriggerValue });
  if (filled !== data) {
    card.kenspeckle.filled = data;
    fill(parts, data, (mark) => card.kenspeckle.setTriggerValue("clicked", mark));
    if (data.csv && data.csv.asked === card.kenspeckle.asked) hand(card, data.csv);
  }
  return () => { if (!card.isConnected) cleared(parts.chart); }; // also called for a run that a newer one has overtaken
}

function built(parent) {
  const card = document.createElement("section");
  card.className = "ks-card";
  const parts = {};
  for (const name of ["head", "chart", "body", "choose", "foot"]) {
    parts[name] = document.createElement("div");
    parts[name].className = `ks-card${name}`;
    parts[name].hidden = true;
    card.append(parts[name]);
  }
  parts.words = parts.head.appendChild(document.createElement("div"));
  parts.words.className = "ks-cardwords";
  parts.chart = chartIn(parts.chart);
  card.kenspeckle = { parts };
  parts.foot.addEventListener("click", (event) => {
    const button = event.target.closest("button.ks-csv");
    if (!button) return;
    // The server answers with this number, so that no later run saves the same file again.
    Object.assign(card.kenspeckle, { asked: Date.now(), file: button.dataset.file });
    card.kenspeckle.setTriggerValue("csv", card.kenspeckle.asked);
  });
  parent.append(card);
  return card;
}

function fill(parts, { head, foot, label, views, view, body, chart, choose }, tell) {
  written(parts.words, head);
  parts.head.hidden = head === undefined;
  if (views) switched(parts, label, views, view);
  written(parts.body, body);
  parts.body.hidden = !body;
  parts.chart.parentElement.hidden = !chart;
  if (chart) show(parts.chart, chart, tell);
  parts.choose.hidden = !choose;
  if (choose) offered(parts, choose);
  written(parts.foot, foot);
  parts.foot.hidden = foot === undefined;
}

// What says the same stays, and with it the focus and how far a table was scrolled.
function written(part, html = "") {
  if (part.said === html) return;
  part.said = html;
  part.innerHTML = html;
}

// Chart | Data | Help as a group of radio buttons: the browser itself brings arrow keys and one stop for Tab.
function switched(parts, label, views, view) {
  if (!parts.views) {
    parts.views = parts.head.appendChild(document.createElement("fieldset"));
    parts.views.className = "ks-views";
    parts.views.append(made("legend", "ks-hidden"));
    const group = `views-${++groups}`;
    for (const name of views) {
      const one = parts.views.appendChild(made("label"));
      const button = one.appendChild(Object.assign(made("input"), { type: "radio", name: group, value: name }));
      one.append(Object.assign(made("span"), { textContent: name }));
      button.addEventListener("change", () => parts.head.parentElement.kenspeckle.setStateValue("view", name));
    }
  }
  parts.views.firstChild.textContent = label;
  for (const button of parts.views.querySelectorAll("input")) button.checked = button.value === view;
}

// The same marks as in the chart, for everybody who does not use a mouse. The names are written once the browser
// has nothing better to do: they are not in sight, and the charts are.
function offered(parts, choose) {
  if (!parts.list) {
    parts.list = made("select");
    const words = made("span"), label = made("label");
    const keys = Object.assign(made("span", "ks-hidden"), { textContent: choose.keys, id: `keys-${++groups}` });
    parts.list.setAttribute("aria-describedby", keys.id);
    label.append(words, parts.list);
    parts.choose.append(label, keys);
    listen(parts);
  }
  parts.choose.querySelector("label span").textContent = choose.label;
  parts.offered = choose;
  if (!parts.list.length) parts.list.append(new Option(choose.hint, ""));
  (window.requestIdleCallback ?? setTimeout)(() => {
    if (parts.offered !== choose) return;
    const options = [["", choose.hint], ...choose.options], chosen = choose.chosen ?? "";
    const same = parts.list.said === JSON.stringify(options);
    if (same && chosen === parts.chosen && parts.list.matches(":focus")) return; // somebody is on the way through it
    if (!same) {
      parts.list.said = JSON.stringify(options);
      parts.list.replaceChildren(...options.map(([value, name]) => new Option(name, value)));
    }
    parts.list.value = parts.chosen = chosen;
  });
}

// With a mouse, a finger or an open list a choice counts at once. With the keys of a closed list every step on the
// way would, so there it counts with Enter.
function listen(parts) {
  let key = "", at = 0;
  const choose = () => {
    if (parts.list.value !== parts.chosen) {
      parts.choose.parentElement.kenspeckle.setTriggerValue("chosen", parts.list.value);
    }
  };
  parts.list.addEventListener("keydown", (event) => {
    [key, at] = [event.key, performance.now()];
    if (key === "Enter") choose();
  });
  parts.list.addEventListener("change", () => {
    if (key === "Enter" || performance.now() - at > AT_ONCE) choose();
  });
  parts.list.addEventListener("blur", () => { parts.list.value = parts.chosen; });
}

function hand(card, { text }) {
  card.kenspeckle.asked = undefined;
  const link = made("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = card.kenspeckle.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function made(name, className = "") {
  return Object.assign(document.createElement(name), { className });
}
