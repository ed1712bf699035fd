// The filters: empty fields stay out of the address.
export default function narrow(form) {
  form.addEventListener("htmx:config:request", (event) => {
    const body = event.detail.ctx.request.body;
    if (!body?.delete) return;
    for (const [name, value] of [...body.entries()]) if (value === "") body.delete(name);
  });
  form.addEventListener("submit", () => {
    const sheet = form.closest(":popover-open");
    sheet?.hidePopover();
  });
}
