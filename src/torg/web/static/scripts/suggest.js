// Suggestions under a search box: a combobox with its listbox, by the keyboard as well as by touch.
export default function suggest(form) {
  const input = form.querySelector("input[name=q]");
  const list = form.querySelector(".suggestions");
  let current = -1;
  let typed = input.value;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  list.setAttribute("role", "listbox");

  const options = () => [...list.querySelectorAll("[role=option]")];

  function show() {
    const open = options().length > 0 && document.activeElement === input && input.value.trim() !== "";
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
  }

  function hide() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(index) {
    const all = options();
    all[current]?.setAttribute("aria-selected", "false");
    current = index;
    const option = all[current];
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  input.addEventListener("input", () => {
    typed = input.value;
    if (!typed.trim()) hide();
  });
  input.addEventListener("focus", show);
  input.addEventListener("keydown", (event) => {
    const all = options();
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      hide();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
      event.preventDefault();
      show();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = all.length + 1;
      choose(((current + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && all[current]) {
      event.preventDefault();
      all[current].click();
    }
  });
  form.addEventListener("submit", () => {
    // The answer to the last letters may still be under way: it has no place on the page that comes now.
    hide();
    input.dispatchEvent(new CustomEvent("htmx:abort", { bubbles: true }));
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  document.addEventListener("pointerdown", (event) => {
    if (!form.contains(event.target)) hide();
  });
  input.addEventListener("blur", hide);
  document.addEventListener("htmx:after:swap", () => {
    current = -1;
    options().forEach((option, place) => {
      option.id = `${list.id}-${place}`;
      option.tabIndex = -1;
    });
    show();
  });
}
