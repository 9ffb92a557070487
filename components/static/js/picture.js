// Saves a chart as a picture: the drawing as it stands, its heading above, its source below, on white.
// Everything happens in the reader's browser. One listener serves every card of every page.
(() => {
  if (window.kenspecklePicture) return;
  window.kenspecklePicture = true;

  const SVG = "http://www.w3.org/2000/svg";
  const FONTS = [
    ["Atkinson Hyperlegible Next", "200 800", "/assets/fonts/atkinson-latin.woff2"],
    ["Bitter", "100 900", "/assets/fonts/bitter-latin.woff2"],
  ];
  const EDGE = 28;

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button.ks-picture");
    if (!button || button.getAttribute("aria-busy") === "true") return;
    const card = button.closest('[class*="st-key-card-"]');
    if (!card?.querySelector(".main-svg")) return;
    button.setAttribute("aria-busy", "true");
    try {
      const drawn = await drawing(card);
      const text = '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(drawn);
      const file = new Blob([text], { type: "image/svg+xml" });
      hand(button.dataset.kind === "png" ? await pixels(text, drawn) : file, button.dataset.file);
    } finally {
      button.removeAttribute("aria-busy");
    }
  });

  async function drawing(card) {
    const plot = card.querySelector(".svg-container");
    const box = plot.getBoundingClientRect();
    const width = Math.round(box.width) + 2 * EDGE;
    const page = make("svg", { xmlns: SVG, width, "font-family": "Atkinson Hyperlegible Next, sans-serif" });
    const style = make("style", {});
    style.textContent = await faces();
    page.append(style);
    const ground = page.appendChild(make("rect", { width: "100%", fill: "#ffffff" }));

    let y = EDGE;
    const colours = onWhite();
    for (const [part, size, weight, family, fill] of [
      [".ks-heading", 21, 600, "Bitter, serif", colours.ink],
      [".ks-sub", 16, 400, "", colours.soft],
    ]) y = paragraph(page, card.querySelector(part)?.textContent, { size, weight, family, fill, y, width });
    y += 14;

    const layers = make("g", { transform: `translate(${EDGE} ${y})` });
    for (const layer of plot.querySelectorAll(".main-svg")) {
      const copy = layer.cloneNode(true);
      copy.querySelectorAll(".draglayer, .hoverlayer, .zoomlayer, .nsewdrag, .gl-container").forEach((part) => part.remove());
      copy.removeAttribute("style");
      layers.append(copy);
    }
    recolour(layers, colours.pairs);
    page.append(layers);

    y = paragraph(page, card.querySelector(".ks-source")?.textContent, {
      size: 13, weight: 400, family: "", fill: colours.soft, y: y + box.height + 12, width,
    });
    const height = Math.ceil(y + EDGE - 8);
    page.setAttribute("height", height);
    page.setAttribute("viewBox", `0 0 ${width} ${height}`);
    ground.setAttribute("height", height);
    return page;
  }

  // Writes words line by line and returns where the next thing may begin.
  function paragraph(page, words, { size, weight, family, fill, y, width }) {
    if (!words?.trim()) return y;
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${weight} ${size}px ${family || "Atkinson Hyperlegible Next, sans-serif"}`;
    const lines = [""];
    for (const word of words.trim().split(/\s+/)) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (lines.at(-1) && pen.measureText(longer).width > width - 2 * EDGE) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    for (const line of lines) {
      y += size * 1.3;
      const text = make("text", { x: EDGE, y: y - size * 0.28, "font-size": size, "font-weight": weight, fill });
      if (family) text.setAttribute("font-family", family);
      text.textContent = line;
      page.append(text);
    }
    return y;
  }

  // Each colour of the dark page has a light partner; frame.py hands the pairs over.
  function onWhite() {
    const held = getComputedStyle(document.documentElement);
    const read = (name) => held.getPropertyValue(name).trim();
    const pairs = new Map(read("--ks-on-white").split(/\s+/).filter(Boolean).map((pair) => pair.split(">")));
    const light = (colour) => pairs.get(colour) ?? colour;
    return { pairs, ink: light(read("--ks-ink")), soft: light(read("--ks-soft")) };
  }

  function recolour(root, pairs) {
    if (!pairs.size) return;
    for (const part of root.querySelectorAll("*")) {
      for (const name of ["style", "fill", "stroke", "stop-color"]) {
        const value = part.getAttribute(name);
        if (value) part.setAttribute(name, value.replace(/rgba?\((\d+), ?(\d+), ?(\d+)(?:, ?1)?\)|#[0-9a-f]{6}/gi, (found, r, g, b) => {
          const hex = r === undefined ? found.toLowerCase() : "#" + [r, g, b].map((n) => Number(n).toString(16).padStart(2, "0")).join("");
          return pairs.get(hex) ?? found;
        }));
      }
    }
  }

  let written;
  function faces() {
    written ??= Promise.all(FONTS.map(async ([family, weight, address]) => {
      const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
      let letters = "";
      for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return `@font-face{font-family:"${family}";font-weight:${weight};src:url(data:font/woff2;base64,${btoa(letters)}) format("woff2")}`;
    })).then((all) => all.join(""));
    return written;
  }

  async function pixels(text, drawn) {
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    await image.decode();
    await new Promise((done) => setTimeout(done, 60)); // the embedded letters are ready a moment after the drawing
    const sheet = document.createElement("canvas");
    sheet.width = 2 * drawn.getAttribute("width");
    sheet.height = 2 * drawn.getAttribute("height");
    sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
    return new Promise((done) => sheet.toBlob(done, "image/png"));
  }

  function hand(file, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  function make(name, attributes) {
    const part = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) if (key !== "xmlns") part.setAttribute(key, value);
    return part;
  }
})();
