// A link to a field puts the cursor into it.
export default function focus(link) {
  link.addEventListener("click", (event) => {
    const field = document.querySelector(link.getAttribute("href"));
    if (!field) return;
    event.preventDefault();
    scrollTo({ top: 0 });
    field.focus();
    field.select();
  });
}
