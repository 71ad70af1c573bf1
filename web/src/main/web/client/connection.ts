import type { Refusal, Standing } from "./types";
import { comesAgain } from "./outbox";
import { Malformed, read, type Command, type Notice } from "./wire";
import type { Socket, World } from "./world";

/** How long a connection waits, in milliseconds. */
const FIRST_RETRY = 300;
const LAST_RETRY = 15_000;
/** A connection that held so long counts as a good one: its loss is a first one. */
const STEADY = 5_000;
const CONNECT = 10_000;
/** Without a sound for so long the server is asked whether it is there; after as long again it is gone … */
const IDLE = 20_000;
/** … or after this, when there is reason to think so. */
const PROBE = 3_000;

/** Whose connection it is. */
export interface Owner {
  /** What to say at the beginning of each connection; null as long as there is no name. */
  hello(): (Command & { type: "hello" }) | null;
  /** The token is worth nothing here; the next hello must do without. */
  tokenRefused(): void;
  /** The connection stands so now. */
  stands(standing: Standing): void;
  /** Everything that the server tells while online, the welcome first. */
  heard(notice: Notice): void;
  /** The answer to `check`. */
  checked(ref: string, refusal: Refusal | null): void;
  /** The socket is gone: what was asked is not going to be answered. */
  dropped(): void;
}

/**
 * The connection to a server that makes itself anew: says hello, waits longer from try to try, and stays away when told
 * so. As long as there is no name it is kept open for `check`, and opened anew only when it is needed.
 */
export class Connection {
  readonly #world: World;
  readonly #owner: Owner;
  #standing: Standing = { is: "nameless", refusal: null };
  #socket: Socket | null = null;
  #opened = false;
  #refused = false;
  #early: Command[] = [];
  #onlineSince = 0;
  #offlineSince: number | null = null;
  #losses = 0;
  #heard = false;
  #heardAt = 0;
  #probing = false;
  #cancel: () => void = () => {};

  constructor(world: World, owner: Owner) {
    this.#world = world;
    this.#owner = owner;
  }

  get standing(): Standing {
    return this.#standing;
  }

  get online(): boolean {
    return this.#standing.is === "online";
  }

  /** Connects now, anew if there is a connection. */
  open(): void {
    this.#drop();
    this.#stand({ is: "connecting" });
    this.#connect();
  }

  #connect(): void {
    this.#timer(CONNECT, () => this.#lost());
    try {
      this.#socket = this.#world.open({
        opened: () => this.#isOpened(),
        heard: (frame) => this.#frame(frame),
        closed: () => this.#closed(),
      });
    } catch {
      this.#lost();
    }
  }

  /** There is a name now: says hello on the open socket, or connects. */
  hello(): void {
    if (this.#standing.is !== "nameless" || !this.#socket) {
      this.open();
      return;
    }
    this.#stand({ is: "connecting" });
    if (this.#opened) this.#isOpened();
  }

  /** Sends a command if online; what is sent otherwise is lost. */
  send(command: Command): void {
    if (this.online) this.#write(command);
  }

  /** Sends a command that may come before hello, as soon as there is a socket; false if there is none and none is coming. */
  sendEarly(command: Command): boolean {
    if (this.#standing.is === "offline" || this.#standing.is === "ended") return false;
    if (!this.#socket) this.#connect();
    if (!this.#socket) return false;
    if (this.#opened) this.#write(command);
    else this.#early.push(command);
    return true;
  }

  /** Says goodbye for good, so that the name is free again, and is nameless. */
  leave(): void {
    this.send({ type: "bye", forget: true });
    this.#unname(null);
  }

  /** Is over until `open`. */
  #end(reason: string): void {
    this.#drop();
    this.#offlineSince = null;
    this.#stand({ is: "ended", reason });
  }

  #unname(refusal: Refusal | null): void {
    this.#drop();
    this.#offlineSince = null;
    this.#stand({ is: "nameless", refusal });
  }

  /** Things may have changed while the machine slept or the network did: does not wait for the next try. */
  awake(): void {
    if (this.#standing.is === "offline") this.open();
    else this.probe();
  }

  /** Finds out soon whether the server is still there. */
  probe(): void {
    if (!this.online || this.#probing) return;
    this.#probing = true;
    this.#write({ type: "ping" });
    this.#watch(PROBE, true);
  }

  #drop(): void {
    this.#cancel();
    this.#socket?.close();
    this.#socket = null;
    this.#opened = false;
    this.#early = [];
    this.#probing = false;
    this.#owner.dropped();
  }

  #stand(standing: Standing): void {
    this.#standing = standing;
    this.#owner.stands(standing);
  }

  #timer(millis: number, what: () => void): void {
    this.#cancel();
    this.#cancel = this.#world.after(millis, what);
  }

  #write(command: Command): void {
    this.#socket?.send(JSON.stringify(command));
  }

  #lost(): void {
    if (this.#standing.is === "nameless" || this.#standing.is === "ended") {
      this.#drop();
      return;
    }
    const steady = this.online && this.#world.ticks() - this.#onlineSince >= STEADY;
    this.#losses = steady ? 1 : this.#losses + 1;
    this.#drop();
    this.#offlineSince ??= this.#world.now();
    const delay = this.#delay();
    this.#timer(delay, () => this.open());
    this.#stand({ is: "offline", since: this.#offlineSince, again: this.#world.now() + delay, ...(this.#refused ? { refused: true } : {}) });
  }

  /** Between half and all of what this many losses in a row deserve, so that not all clients come back at once. */
  #delay(): number {
    const full = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** (Math.min(this.#losses, 40) - 1));
    return full * (0.5 + this.#world.chance() / 2);
  }

  /** A browser does not tell a page why a socket did not open, so the server is asked. */
  #closed(): void {
    const wasOpened = this.#opened;
    this.#lost();
    if (wasOpened) return;
    this.#world.refused().then(
      (is) => this.#isRefused(is),
      () => {}, // It is not there.
    );
  }

  #isRefused(is: boolean): void {
    this.#refused = is;
    const standing = this.#standing;
    if (is && (standing.is === "offline" || standing.is === "nameless") && !standing.refused) this.#stand({ ...standing, refused: true });
  }

  #isOpened(): void {
    this.#opened = true;
    this.#refused = false;
    for (const command of this.#early.splice(0)) this.#write(command);
    if (this.#standing.is === "nameless") {
      this.#cancel();
      return;
    }
    const hello = this.#owner.hello();
    if (!hello) {
      this.#cancel();
      this.#offlineSince = null;
      this.#stand({ is: "nameless", refusal: null });
      return;
    }
    this.#timer(2 * IDLE, () => this.#lost());
    this.#write(hello);
  }

  /** Asks when nothing is heard for so long, or gives up if that was done already. */
  #watch(patience: number, asked: boolean): void {
    this.#heard = false;
    const due = this.#world.now() + patience;
    this.#timer(patience, () => {
      this.#probing = false;
      if (this.#heard) this.#watch(Math.max(0, this.#heardAt + IDLE - this.#world.ticks()), false);
      else if (asked) this.#lost();
      else {
        this.#write({ type: "ping" });
        // A timer that is late has slept.
        this.#watch(this.#world.now() - due > PROBE ? PROBE : IDLE, true);
      }
    });
  }

  #frame(frame: unknown): void {
    this.#heard = true;
    this.#heardAt = this.#world.ticks();
    let notice: Notice | null;
    try {
      notice = read(frame);
    } catch (e) {
      if (!(e instanceof Malformed)) throw e;
      if (e.newer) this.#end("newer");
      else this.#lost();
      return;
    }
    if (notice) this.#notice(notice);
  }

  #notice(notice: Notice): void {
    switch (notice.type) {
      case "ping":
        this.#write({ type: "pong" });
        break;
      case "pong":
        break;
      case "bye":
        if (notice.reconnect || this.#standing.is === "nameless") this.#lost();
        else this.#end(notice.reason);
        break;
      case "welcome":
        if (this.#standing.is === "connecting") this.#welcomed(notice);
        break;
      case "free":
        this.#owner.checked(notice.ref, null);
        break;
      case "error":
        if (notice.ref.startsWith("check ")) this.#owner.checked(notice.ref, notice.refusal);
        else if (this.online) this.#owner.heard(notice);
        else if (this.#standing.is === "nameless") this.#lost();
        else this.#helloRefused(notice.refusal);
        break;
      default:
        if (this.online) this.#owner.heard(notice);
    }
  }

  #welcomed(welcome: Notice): void {
    this.#onlineSince = this.#world.ticks();
    this.#offlineSince = null;
    this.#standing = { is: "online" };
    this.#watch(IDLE, false);
    this.#owner.heard(welcome);
    if (this.online) this.#owner.stands(this.#standing);
  }

  #helloRefused(refusal: Refusal): void {
    if (refusal.code === "token" && this.#owner.hello()?.token !== undefined) {
      this.#owner.tokenRefused();
      this.open();
    } else if (refusal.code.startsWith("name-") && refusal.code !== "name-banned") {
      this.#unname(refusal);
    } else if (comesAgain(refusal.code) || refusal.code === "token") this.#lost();
    else this.#end(refusal.code);
  }
}
