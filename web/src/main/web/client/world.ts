/** What the client needs of the browser. Tests have a world of their own, with its own time and network. */

/** An open or opening WebSocket. */
export interface Socket {
  /** Sends a text frame. */
  send(frame: string): void;
  /** Closes it; its ear hears nothing any more. */
  close(): void;
}

/** What a socket tells. */
export interface Ear {
  opened(): void;
  heard(frame: unknown): void;
  /** It is over, or could not be opened; told at most once. */
  closed(): void;
}

export interface World {
  /** The time, in milliseconds since 1970. */
  now(): number;
  /** A clock that only goes forward, in milliseconds; it may stand still while the machine sleeps. */
  ticks(): number;
  /** Runs something after so many milliseconds, unless what is returned is called before. */
  after(millis: number, what: () => void): () => void;
  /** From 0 to 1, without 1. */
  chance(): number;
  /** So many bytes of chance that nobody can guess. */
  bytes(count: number): Uint8Array;
  /** Opens a socket to the server. */
  open(ear: Ear): Socket;
  /** Whether the server says that it takes no connection from pages of this address. */
  refused(): Promise<boolean>;
  /** What `GET /server` answers. */
  server(): Promise<unknown>;
  /** Tells when the machine or page may have slept, has a network again (`awake`), may have none (`offline`), or is about to be put away (`hiding`). */
  watch(listener: (what: "awake" | "offline" | "hiding") => void): void;
  /** What the other tabs hear; they tell the listener given to `tabs`. */
  tell(message: unknown): void;
  /** What the other tabs tell comes here. */
  tabs(listener: (message: unknown) => void): void;
  /** The fragment of the page's address, with its `#`; it is removed from the address if it begins like this. */
  takeFragment(beginning: string): string | null;
}

/** The browser's own, for the server that this page came from. */
export function browser(): World {
  const channel = broadcast();
  return {
    now: () => Date.now(),
    ticks: () => performance.now(),
    after: (millis, what) => {
      const timer = setTimeout(what, millis);
      return () => clearTimeout(timer);
    },
    chance: () => Math.random(),
    bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    open: webSocket,
    refused: async () => (await fetch(`/ws?origin=${encodeURIComponent(location.origin)}`, { credentials: "omit", cache: "no-store" })).status === 403,
    server: async () => (await fetch("/server", { credentials: "omit", cache: "no-store" })).json(),
    watch: (listener) => {
      addEventListener("online", () => listener("awake"));
      addEventListener("pageshow", () => listener("awake"));
      addEventListener("offline", () => listener("offline"));
      addEventListener("pagehide", () => listener("hiding"));
      document.addEventListener("visibilitychange", () => listener(document.visibilityState === "visible" ? "awake" : "hiding"));
    },
    tell: (message) => channel?.postMessage(message),
    tabs: (listener) => channel?.addEventListener("message", (event: MessageEvent<unknown>) => listener(event.data)),
    takeFragment: (beginning) => {
      if (!location.hash.startsWith(beginning)) return null;
      const fragment = location.hash;
      history.replaceState(history.state, "", location.pathname + location.search);
      return fragment;
    },
  };
}

/** Null where the browser has none, or gives it to no page that may keep nothing. */
function broadcast(): BroadcastChannel | null {
  try {
    return new BroadcastChannel("tertulia");
  } catch {
    return null;
  }
}

/** A page that came by https never talks over anything else. */
function webSocket(ear: Ear): Socket {
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`);
  let done = false;
  socket.addEventListener("open", () => done || ear.opened());
  socket.addEventListener("message", (event: MessageEvent<unknown>) => done || ear.heard(event.data));
  socket.addEventListener("close", () => {
    if (done) return;
    done = true;
    ear.closed();
  });
  return {
    send: (frame) => socket.send(frame),
    close: () => {
      done = true;
      socket.close();
    },
  };
}
