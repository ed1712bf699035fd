// Recently seen products: remembered on this device alone, and only after the shopper has asked for it.
const KEY = "torg.recent";
const MOST = 12;

function remembered() {
  try {
    const ids = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(ids) ? ids.filter(Number.isInteger) : null;
  } catch {
    return null;
  }
}

function remember(ids) {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids.slice(0, MOST)));
  } catch {
    // A browser that keeps nothing simply shows nothing.
  }
}

export default function recent(section) {
  const list = section.querySelector("[data-list]");
  const ask = section.querySelector("[data-remember]");
  const forget = section.querySelector("[data-forget]");
  const here = Number(section.dataset.product) || null;

  async function show() {
    const ids = remembered();
    ask.parentElement.hidden = ids !== null;
    forget.hidden = ids === null;
    const others = (ids ?? []).filter((id) => id !== here);
    list.replaceChildren();
    if (others.length) {
      const answer = await fetch(`${section.dataset.url}?ids=${others.join(",")}`);
      if (answer.ok) list.innerHTML = await answer.text();
    }
    section.hidden = here === null && !others.length;
  }

  function look() {
    const ids = remembered();
    if (ids && here) remember([here, ...ids.filter((id) => id !== here)]);
  }

  ask.addEventListener("click", () => {
    remember(here ? [here] : []);
    show();
  });
  forget.addEventListener("click", () => {
    localStorage.removeItem(KEY);
    show();
  });
  look();
  show();
}
