/** Written into the built file by tertulia.catalogue.Assets: what is kept, and a version that changes with it. */
declare const SHELL: { readonly version: string; readonly files: readonly string[]; readonly words: Readonly<Record<string, string>> };

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Clicked extends Waiting {
  readonly notification: Notification;
}
interface Page {
  readonly visibilityState: string;
  focus(): Promise<unknown>;
  postMessage(message: unknown): void;
}
declare const clients: {
  claim(): Promise<void>;
  matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<readonly Page[]>;
  openWindow(url: string): Promise<unknown>;
};
declare function skipWaiting(): Promise<void>;

const cacheName = `tertulia-${SHELL.version}`;
/** The page tells which language it speaks; the others are fetched when they are chosen, and were kept if they were once. */
const WORDS = new Set(Object.values(SHELL.words));
const spoken = SHELL.words[new URL(location.href).searchParams.get("lang") ?? "en"];
const files = spoken === undefined ? SHELL.files : [...SHELL.files, spoken];
const kept = new Set(files);

addEventListener("install", (event) => {
  (event as Waiting).waitUntil(keep().then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  (event as Waiting).waitUntil(forgetOthers().then(() => clients.claim()));
});

/** The shell comes from what is kept; all else, and the shell if it is not kept, from the server. */
addEventListener("fetch", (event) => {
  const { request } = event as Fetching;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !(kept.has(url.pathname) || WORDS.has(url.pathname))) return;
  (event as Fetching).respondWith(answer(request, url.pathname));
});

addEventListener("notificationclick", (event) => {
  const { notification } = event as Clicked;
  notification.close();
  (event as Clicked).waitUntil(show(notification.data?.open));
});

async function keep(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(files.map((file) => new Request(file, { cache: "reload" })));
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("tertulia-") && name !== cacheName).map((name) => caches.delete(name)));
}

async function answer(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(path)) ?? fetch(request);
}

/** The conversation of a notification, in a page that is there or in a new one. */
async function show(key: unknown): Promise<void> {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find((one) => one.visibilityState === "visible") ?? pages[0];
  if (page === undefined) return void (await clients.openWindow(key === "lobby" ? "/#/lobby" : `/#/to/${String(key)}`));
  await page.focus();
  page.postMessage({ open: key });
}
