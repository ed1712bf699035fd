// One tap for those whose address and card are on file: a sheet shows all of it and waits ten seconds.
export default function tap(form) {
  if (!document.cookie.split("; ").includes("torg_tap=1")) return;
  const button = form.querySelector("button[name=go]");
  button.textContent = form.dataset.words;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    button.disabled = true;
    const answer = await fetch(form.dataset.tap, { method: "POST", body: new FormData(form) }).catch(() => null);
    button.disabled = false;
    if (answer?.ok) show(form, await answer.text());
    else goOn(form);
  });
}

function goOn(form) {
  const go = document.createElement("input");
  Object.assign(go, { type: "hidden", name: "go", value: "checkout" });
  form.append(go);
  form.submit();
}

function show(form, html) {
  const dialog = document.createElement("dialog");
  dialog.className = "tap-sheet";
  dialog.innerHTML = html;
  document.body.append(dialog);
  dialog.showModal();
  const sheet = dialog.querySelector("form");
  const told = sheet.querySelector("[data-countdown]");
  let left = Number(sheet.dataset.seconds);
  const tell = () => (told.textContent = told.dataset.words.replace("{n}", left));
  tell();
  const clock = setInterval(() => {
    left -= 1;
    tell();
    if (left <= 0) sheet.requestSubmit();
  }, 1000);
  const stop = () => clearInterval(clock);
  sheet.addEventListener("submit", stop, { once: true });
  dialog.addEventListener("close", () => (stop(), dialog.remove()));
  sheet.querySelector("[data-stop]").addEventListener("click", () => dialog.close());
  sheet.querySelector("[data-change]").addEventListener("click", () => (stop(), goOn(form)));
}
