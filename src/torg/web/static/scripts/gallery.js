// A small picture that is chosen takes the place of the large one.
export default function gallery(element) {
  const main = element.querySelector("a.gallery-main");
  const rest = element.querySelector(".gallery-rest");
  const first = element.querySelector("template");
  if (!main || !rest || !first) return;
  rest.prepend(first.content.cloneNode(true));
  rest.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    const small = link.querySelector("img");
    const large = main.querySelector("img");
    main.href = link.href;
    large.src = small.src;
    large.alt = small.alt;
    rest.querySelector("[aria-current]")?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  });
}
