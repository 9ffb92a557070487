// Keeps Back to the steps that the reader took. Two things would add others: the menu opens a page without its
// filters and the server writes them into the address a moment later; and a jump from a chart writes the new
// filters into the address of the old page first. Both pairs become one step. Holds no data.
(() => {
  if (window.kenspeckleAddress) return;
  window.kenspeckleAddress = true;
  const push = history.pushState.bind(history);
  let last = "arrived"; // what the address did last without the reader: "arrived", "wrote" or ""
  history.pushState = (state, unused, address) => {
    const next = new URL(address, location.href);
    const samePage = next.pathname === location.pathname;
    const goesOn = samePage ? last === "arrived" : last === "wrote" && next.search === location.search;
    last = !samePage ? "arrived" : goesOn ? "" : "wrote";
    return goesOn ? history.replaceState(state, unused, address) : push(state, unused, address);
  };
  for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, () => { last = ""; }, true);
})();
