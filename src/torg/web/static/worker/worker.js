// The service worker: the shop's own files at hand, and a page of our own when there is no network.
// `told` stands before this text: the version of the release, its files, its locales.
const shelf = `torg-${told.version}`;

function offlinePage(url) {
  const code = new URL(url).pathname.split("/")[1];
  return `/${told.locales.includes(code) ? code : told.locales[0]}/offline`;
}

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

async function keepShell() {
  const cache = await caches.open(shelf);
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  await cache.addAll([...new Set([...told.shell, ...open.map((client) => offlinePage(client.url))])]);
}

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("torg-") && name !== shelf);
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(old(names).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(file(request));
});

async function page(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) keepOfflinePage(request.url).catch(() => {});
    return answer;
  } catch {
    const kept = await caches.match(offlinePage(request.url));
    return kept ?? Response.error();
  }
}

async function keepOfflinePage(url) {
  const cache = await caches.open(shelf);
  const path = offlinePage(url);
  if (!(await cache.match(path))) await cache.add(path);
}

async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}
