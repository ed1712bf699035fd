// The comparison of offers sorted where it stands; the links do the same without a script.
const conditions = { new: 0, refurbished: 1, used: 2 };
const keys = {
  total: (row) => Number(row.dataset.total),
  price: (row) => Number(row.dataset.price),
  day: (row) => row.dataset.day,
  seller: (row) => row.dataset.seller.toLocaleLowerCase(),
  condition: (row) => conditions[row.dataset.condition],
};

export default function sort(table) {
  const body = table.tBodies[0];
  const language = document.documentElement.lang;
  table.tHead.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-sort]");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    const key = keys[link.dataset.sort];
    const compare = (a, b) => (typeof a === "string" ? a.localeCompare(b, language) : a - b);
    const rows = [...body.rows].sort((a, b) => compare(key(a), key(b)) || keys.total(a) - keys.total(b));
    body.append(...rows);
    table.querySelector("[aria-sort]")?.removeAttribute("aria-sort");
    link.closest("th").setAttribute("aria-sort", "ascending");
    history.replaceState(history.state, "", link.href);
  });
}
