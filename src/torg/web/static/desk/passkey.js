// Passkeys: signing in with one that the device knows by itself, and adding one.
const usable = Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON) && !/^[\d.]+$|:/.test(location.hostname);

for (const part of usable ? document.querySelectorAll("[data-passkey]") : []) {
  part.hidden = false;
  const button = part.querySelector("button");
  const failed = part.querySelector("[data-failed]");
  const act = part.dataset.passkey === "add" ? add : signIn;
  button.addEventListener("click", async () => {
    button.disabled = true;
    failed.hidden = true;
    try {
      await act(part);
    } catch (error) {
      if (error.next) location.assign(error.next);
      if (error.name !== "NotAllowedError" && error.name !== "AbortError") {
        failed.textContent = failed.dataset.failed;
        failed.hidden = false;
      }
    } finally {
      button.disabled = false;
    }
  });
}

async function signIn(part) {
  const { token, options } = await ask("/sign-in/passkey/options");
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials.get({ publicKey });
  const { next } = await ask("/sign-in/passkey", { token, credential: credential.toJSON(), next: part.dataset.next });
  location.assign(next);
}

async function add() {
  const { token, options } = await ask("/account/passkeys/options");
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await navigator.credentials.create({ publicKey });
  const { next } = await ask("/account/passkeys", { token, credential: credential.toJSON() });
  location.assign(next);
}

async function ask(path, body = {}) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  const said = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.detail), { next: said.next });
  return said;
}
