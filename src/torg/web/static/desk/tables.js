// j and k walk through rows, Enter opens, x chooses, "/" goes to the search; boxes count what is chosen.
export function watchTables() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("change", (event) => {
    const table = event.target.closest("[data-table]");
    if (table && event.target.matches("[data-all], [name=id], [name=all]")) choose(table, event.target);
  });
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return;
  const table = document.querySelector("[data-table]");
  if (!table) return;
  if (event.key === "/") {
    const search = table.querySelector("[data-slash]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    return;
  }
  const rows = [...table.querySelectorAll("tbody tr")];
  const here = rows.findIndex((row) => row.classList.contains("is-here"));
  if (event.key === "j" || event.key === "k") {
    const next = Math.max(0, Math.min(rows.length - 1, here + (event.key === "j" ? 1 : -1)));
    go(rows, next);
  } else if (event.key === "Enter" && here >= 0 && !event.target.closest("a, button, summary")) {
    if (rows[here].dataset.row) location.href = rows[here].dataset.row;
  } else if (event.key === "x" && here >= 0) {
    rows[here].querySelector("[name=id]")?.click();
  }
}

function go(rows, place) {
  for (const row of rows) row.classList.remove("is-here");
  const row = rows[place];
  if (!row) return;
  row.classList.add("is-here");
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function choose(table, box) {
  const boxes = [...table.querySelectorAll("tbody [name=id]")];
  if (box.matches("[data-all]")) for (const each of boxes) each.checked = box.checked;
  const chosen = boxes.filter((each) => each.checked).length;
  const all = table.querySelector("[data-all]");
  if (all) {
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  const form = table.querySelector(".chosen");
  if (!form) return;
  form.classList.toggle("has-chosen", chosen > 0 || Boolean(form.querySelector("[name=all]")?.checked));
  form.querySelector("[data-count]").textContent = chosen ? String(chosen) : "";
}
