// A question in a dialog before a deed: <button data-confirm="…"> sends its form once the answer is yes.
export function askFirst() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-confirm]");
    if (!button || button.dataset.sure) return;
    event.preventDefault();
    ask(button);
  });
}

function ask(button) {
  const dialog = document.createElement("dialog");
  const question = document.createElement("p");
  question.textContent = button.dataset.confirm;
  question.id = "question";
  dialog.setAttribute("aria-labelledby", "question");
  const actions = document.createElement("div");
  actions.className = "actions";
  const yes = Object.assign(document.createElement("button"), { type: "button", className: "primary" });
  yes.textContent = button.textContent.trim();
  const no = Object.assign(document.createElement("button"), { type: "button", className: "quiet" });
  no.textContent = document.body.dataset.cancel;
  actions.append(yes, no);
  dialog.append(question, actions);
  document.body.append(dialog);
  no.addEventListener("click", () => dialog.close());
  yes.addEventListener("click", () => {
    dialog.close();
    button.dataset.sure = "1";
    button.click();
    delete button.dataset.sure;
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    button.focus();
  });
  dialog.showModal();
  no.focus();
}
