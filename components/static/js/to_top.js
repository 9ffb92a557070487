// Brings the top of a list into view after its reader turned to another page. Holds no data.
(() => {
  const top = document.querySelector(".ks-listtop");
  if (!top) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const place = top.getBoundingClientRect();
  if (place.top < 0 || place.top > window.innerHeight * 0.6) {
    top.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }
})();
