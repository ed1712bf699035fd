// Portal and office: keyboard in tables, chosen rows, questions before deeds, the menu on phones.
import { watchTables } from "./tables.js";
import { askFirst } from "./confirm.js";

document.documentElement.classList.add("scripted");
watchTables();
askFirst();

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens], [data-closes]");
  if (opener) {
    event.preventDefault();
    const side = document.getElementById(opener.dataset.opens || opener.dataset.closes);
    const opens = Boolean(opener.dataset.opens);
    side.classList.toggle("is-open", opens);
    (opens ? side.querySelector("a") : document.querySelector("[data-opens]")).focus();
    return;
  }
  for (const open of document.querySelectorAll("details.switch[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelector(".side.is-open")?.classList.remove("is-open");
  for (const open of document.querySelectorAll("details.switch[open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
document.querySelector("[data-focus]")?.focus();
