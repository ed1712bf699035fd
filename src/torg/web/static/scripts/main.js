// Binds each behaviour to the elements that ask for it, and fetches only those that are on the page.
const behaviours = {
  suggest: () => import("./suggest.js"),
  focus: () => import("./focus.js"),
  gallery: () => import("./gallery.js"),
  sort: () => import("./sort.js"),
  recent: () => import("./recent.js"),
  narrow: () => import("./narrow.js"),
  tap: () => import("./tap.js"),
};

const bound = new WeakSet();

function bind(root) {
  for (const element of root.querySelectorAll("[data-behaviour]")) {
    const load = behaviours[element.dataset.behaviour];
    if (!load || bound.has(element)) continue;
    bound.add(element);
    load().then((module) => module.default(element));
  }
}

document.documentElement.classList.add("scripted");
bind(document);
document.addEventListener("htmx:after:swap", () => bind(document));

if (navigator.serviceWorker) {
  addEventListener("load", () => navigator.serviceWorker.register("/worker.js"), { once: true });
}
