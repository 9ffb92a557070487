// The menu opens a page without its filters and the server writes them into the address a moment later. Without
// this those would be two steps for Back. Only the step that the reader took is kept. Holds no data.
(() => {
  if (window.kenspeckleAddress) return;
  window.kenspeckleAddress = true;
  const push = history.pushState.bind(history);
  let justArrived = true;
  history.pushState = (state, unused, address) => {
    const next = new URL(address, location.href);
    if (next.pathname !== location.pathname) justArrived = true;
    else if (justArrived) {
      justArrived = false;
      return history.replaceState(state, unused, address);
    }
    return push(state, unused, address);
  };
  for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, () => { justArrived = false; }, true);
})();
