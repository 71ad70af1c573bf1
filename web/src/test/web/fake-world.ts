/** A world for tests: its time passes when the test says so, and the test is the server. */

import assert from "node:assert/strict";
import type { Change, Client, User } from "../../main/web/client/types";
import type { Ear, Socket, World } from "../../main/web/client/world";
import { connect } from "../../main/web/client/client";
import { MemoryStore, type Store } from "../../main/web/client/store";

/** A notice or command as it travels. */
export type Json = Readonly<Record<string, unknown>>;

/** The server's end of a socket. */
export class Line implements Socket {
  readonly sent: Json[] = [];
  readonly ear: Ear;
  isClosed = false;

  constructor(ear: Ear) {
    this.ear = ear;
  }

  send(frame: string): void {
    this.sent.push(JSON.parse(frame) as Json);
  }

  close(): void {
    this.isClosed = true;
  }

  /** The server tells this. */
  tell(...notices: Json[]): void {
    for (const notice of notices) this.raw(JSON.stringify(notice));
  }

  raw(frame: unknown): void {
    if (!this.isClosed) this.ear.heard(frame);
  }

  opens(): this {
    if (!this.isClosed) this.ear.opened();
    return this;
  }

  /** The connection breaks. */
  breaks(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.ear.closed();
  }

  /** What was sent of this type, and not taken before. */
  take(type: string): Json[] {
    const taken = this.sent.filter((command) => command["type"] === type);
    for (const command of taken) this.sent.splice(this.sent.indexOf(command), 1);
    return taken;
  }

  one(type: string): Json {
    const taken = this.take(type);
    assert.equal(taken.length, 1, `one ${type}, not ${JSON.stringify(taken)}, beside ${JSON.stringify(this.sent)}`);
    return taken[0] ?? {};
  }
}

/** The tabs of one browser hear each other. */
export class Bus {
  readonly #ears = new Set<{ owner: object; hear(message: unknown): void }>();

  tell(owner: object, message: unknown): void {
    for (const ear of this.#ears) if (ear.owner !== owner) ear.hear(structuredClone(message));
  }

  join(owner: object, hear: (message: unknown) => void): void {
    this.#ears.add({ owner, hear });
  }
}

export class FakeWorld implements World {
  readonly lines: Line[] = [];
  readonly bus: Bus;
  fragment = "";
  answer: unknown = { name: "Tertulia", version: "0.1.0" };
  reachable = true;
  /** Whether pages of this address are refused. */
  refuses = false;
  #now: number;
  #timers: { at: number; what: () => void }[] = [];
  #seed: number;
  #watcher: (what: "awake" | "offline" | "hiding") => void = () => {};

  constructor(bus = new Bus(), now = 1_795_168_800_000, seed = 1) {
    this.bus = bus;
    this.#now = now;
    this.#seed = seed;
  }

  now(): number {
    return this.#now;
  }

  ticks(): number {
    return this.#now;
  }

  after(millis: number, what: () => void): () => void {
    const timer = { at: this.#now + millis, what };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((one) => one !== timer));
  }

  chance(): number {
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed / 2_147_483_647;
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => Math.floor(this.chance() * 256));
  }

  open(ear: Ear): Socket {
    if (!this.reachable) {
      const line = new Line(ear);
      this.after(1, () => line.breaks());
      return line;
    }
    const line = new Line(ear);
    this.lines.push(line);
    return line;
  }

  refused(): Promise<boolean> {
    return Promise.resolve(this.refuses);
  }

  server(): Promise<unknown> {
    return Promise.resolve(this.answer);
  }

  watch(listener: (what: "awake" | "offline" | "hiding") => void): void {
    this.#watcher = listener;
  }

  happens(what: "awake" | "offline" | "hiding"): void {
    this.#watcher(what);
  }

  tell(message: unknown): void {
    this.bus.tell(this, message);
  }

  tabs(listener: (message: unknown) => void): void {
    this.bus.join(this, listener);
  }

  takeFragment(beginning: string): string | null {
    if (!this.fragment.startsWith(beginning)) return null;
    const taken = this.fragment;
    this.fragment = "";
    return taken;
  }

  /** Time passes; what falls due is done in its order. */
  async pass(millis: number): Promise<void> {
    const end = this.#now + millis;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= end).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.#now = Math.max(this.#now, next.at);
      next.what();
      await settled();
    }
    this.#now = end;
    await settled();
  }

  /** The newest socket. */
  get line(): Line {
    const line = this.lines.at(-1);
    assert.ok(line, "no socket was opened");
    return line;
  }
}

/** All promises that can be kept have been. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export const ANA: User = { id: "00000000000000010000000000000002", name: "Ana" };
export const RAFID: User = { id: "00000000000000030000000000000004", name: "Rafid" };
export const DIRECT = "d7236c00c170036c6de133a878210ddd5";
export const TOKEN = "AAAAAAAAAAEAAAAAAAAAAgw_H6oemrpn7cW4VZg0Rrw";

export function someone(user: User): Json {
  return { user: user.id, name: user.name };
}

export function lobby(last: number): Json {
  return { room: "lobby", last };
}

export function direct(last: number, other = RAFID): Json {
  return { room: DIRECT, with: someone(other), last };
}

export function welcome(rooms: readonly Json[], more: Json = {}): Json {
  const server = { name: "Tertulia", version: "0.1.0" };
  const limits = { "text-bytes": 100, "say-per-second": 50, "say-burst": 500, unanswered: 64 };
  return { type: "welcome", version: 1, server, ...someone(ANA), token: TOKEN, rooms, limits, ...more };
}

export function id(n: number): string {
  return `01a1f8b4-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
}

export function entry(seq: number, user = RAFID, text = `text ${seq}`, messageId = id(seq)): Json {
  return { seq, at: 1_795_168_000_000 + seq, ...someone(user), id: messageId, event: "said", text };
}

export function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

export function entries(first: number, last: number, room = "lobby"): Json {
  return { type: "entries", room, prev: first - 1, entries: range(first, last).map((seq) => entry(seq)) };
}

export function page(ref: string, first: number, last: number, more: boolean, room = "lobby"): Json {
  return { type: "page", ref, room, entries: range(first, last).map((seq) => entry(seq)), more };
}

/** A page of a browser: a client, its world, and all that it was told. */
export class Page {
  readonly world: FakeWorld;
  readonly client: Client;
  readonly changes: Change[] = [];

  constructor(world = new FakeWorld(), store: Store = new MemoryStore()) {
    this.world = world;
    this.client = connect(world, Promise.resolve(store));
    this.client.onChange((change) => this.changes.push(change));
  }

  get line(): Line {
    return this.world.line;
  }

  /** Comes in as Ana, to a lobby that ends at `last`. */
  async in(last = 0, rooms: readonly Json[] = [], more: Json = {}): Promise<this> {
    await this.client.load();
    this.client.start(this.client.me ? undefined : "Ana");
    await this.welcomed(last, rooms, more);
    return this;
  }

  /** The newest socket opens, and the server says welcome. */
  async welcomed(last = 0, rooms: readonly Json[] = [], more: Json = {}): Promise<Json> {
    this.line.opens();
    const hello = this.line.one("hello");
    this.line.tell(welcome([lobby(last), ...rooms], more));
    this.line.tell({ type: "present", version: 1, users: [someone(ANA), someone(RAFID)], more: false });
    await settled();
    return hello;
  }

  texts(key = "lobby"): string[] {
    return this.client.messages(key).map((message) => message.text);
  }

  states(key = "lobby"): string[] {
    return this.client.messages(key).map((message) => (typeof message.state === "string" ? message.state : message.state.refused.code));
  }
}
