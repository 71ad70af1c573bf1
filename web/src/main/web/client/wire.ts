/** The protocol (PROTOCOL.md) as types, and the strict reader of what a server tells. What comes from the network is hostile until it has passed here. */

import type { Refusal, Server, User } from "./types";

/** An entry of a room's log. An event that this client does not know keeps its place in the log, and shows nothing. */
export interface Entry {
  readonly seq: number;
  readonly at: number;
  readonly author: User;
  readonly id: string;
  readonly said: { readonly text: string; readonly cipher: string | null } | null;
  /** The server can no longer read what stood there. */
  readonly damaged?: true;
}

/** A room as `welcome` and `room` tell it. */
export interface RoomInfo {
  readonly room: string;
  readonly with: User | null;
  readonly last: number;
}

/** What a server tells. */
export type Notice =
  | {
      readonly type: "welcome";
      readonly server: Server;
      readonly you: User;
      readonly token: string | null;
      readonly rooms: readonly RoomInfo[];
      /** Whether there are rooms besides these: `rooms` asks for the next page of them. */
      readonly more: boolean;
      readonly limits: Readonly<Record<string, number>>;
    }
  | { readonly type: "ack"; readonly id: string; readonly room: string; readonly seq: number; readonly at: number }
  | { readonly type: "error"; readonly ref: string; readonly refusal: Refusal; readonly id: string | null }
  | { readonly type: "entries"; readonly room: string; readonly prev: number; readonly entries: readonly Entry[] }
  | { readonly type: "caught-up"; readonly room: string; readonly seq: number }
  | { readonly type: "page"; readonly ref: string; readonly room: string; readonly entries: readonly Entry[]; readonly more: boolean }
  | { readonly type: "present"; readonly version: number; readonly users: readonly User[]; readonly more: boolean }
  | { readonly type: "presence"; readonly version: number; readonly joined: readonly User[]; readonly left: readonly User[]; readonly gone: readonly string[] }
  | { readonly type: "rooms"; readonly rooms: readonly RoomInfo[]; readonly more: boolean }
  | { readonly type: "room"; readonly info: RoomInfo }
  | { readonly type: "skipped"; readonly room: string }
  | { readonly type: "typing"; readonly room: string; readonly user: User }
  | { readonly type: "free"; readonly ref: string }
  | { readonly type: "hand"; readonly code: string }
  | { readonly type: "ping" }
  | { readonly type: "pong" }
  | { readonly type: "bye"; readonly reason: string; readonly reconnect: boolean };

/** Where something is said. */
export type Target = { readonly room: string } | { readonly user: string };

/** What a client asks. */
export type Command =
  | { readonly type: "hello"; readonly version: 1; readonly name?: string; readonly token?: string; readonly id?: string; readonly cursors?: Readonly<Record<string, number>> }
  | { readonly type: "check"; readonly name: string; readonly token?: string; readonly ref: string }
  | ({ readonly type: "say"; readonly id: string; readonly text: string; readonly cipher?: string } & Target)
  | { readonly type: "typing"; readonly room: string }
  | { readonly type: "history"; readonly room: string; readonly after?: number; readonly before?: number; readonly limit: number; readonly ref: string }
  | { readonly type: "rooms" }
  | { readonly type: "who" }
  | { readonly type: "hand" }
  | { readonly type: "ping" }
  | { readonly type: "pong" }
  | { readonly type: "bye"; readonly forget?: boolean };

/** It is not the protocol. `newer`: it is JSON, but what it should tell is not there; coming back would not help. */
export class Malformed extends Error {
  readonly newer: boolean;

  constructor(what: string, newer: boolean) {
    super(what);
    this.newer = newer;
  }
}

/** The longest frame a server may send, in characters: a page of 200 messages of 8 KiB, all of it escaped, and some. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** Reads a frame; null is a notice that this client does not know. Throws {@link Malformed}. */
export function read(frame: unknown): Notice | null {
  if (typeof frame !== "string") throw new Malformed("a frame that is no text", false);
  if (frame.length > MOST_CHARACTERS) throw new Malformed("a frame is too long", false);
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    throw new Malformed("a frame that is no JSON", false);
  }
  return notice(fields(value, "a notice"));
}

function notice(it: Fields): Notice | null {
  const type = text(it, "type");
  switch (type) {
    case "welcome":
      return {
        type,
        server: server(it["server"]),
        you: user(it),
        token: optional(it, "token", text),
        rooms: rooms(it),
        more: optional(it, "more", flag) ?? false,
        limits: limits(it["limits"]),
      };
    case "ack":
      return { type, id: messageId(it), room: text(it, "room"), seq: whole(it, "seq"), at: whole(it, "at") };
    case "error":
      return { type, ref: ref(it), refusal: { code: text(it, "code"), details: list(it, "details", String) }, id: optional(it, "id", messageId) };
    case "entries": {
      const prev = whole(it, "prev");
      return { type, room: text(it, "room"), prev, entries: entries(it, prev) };
    }
    case "caught-up":
      return { type, room: text(it, "room"), seq: whole(it, "seq") };
    case "page":
      return { type, ref: ref(it), room: text(it, "room"), entries: entries(it, null), more: flag(it, "more") };
    case "present":
      return { type, version: whole(it, "version"), users: users(it, "users"), more: flag(it, "more") };
    case "presence":
      return { type, version: whole(it, "version"), joined: users(it, "joined"), left: users(it, "left"), gone: it["gone"] === undefined ? [] : list(it, "gone", String) };
    case "rooms":
      return { type, rooms: rooms(it), more: flag(it, "more") };
    case "room": {
      const info = roomInfo(it);
      return info && { type, info };
    }
    case "skipped":
      return { type, room: text(it, "room") };
    case "typing":
      return { type, room: text(it, "room"), user: user(it) };
    case "hand":
      return { type, code: text(it, "code") };
    case "free":
      return { type, ref: ref(it) };
    case "ping":
    case "pong":
      return { type };
    case "bye":
      return { type, reason: text(it, "reason"), reconnect: flag(it, "reconnect") };
    default:
      return null;
  }
}

/** What `GET /server` answers. Throws {@link Malformed}. */
export function server(value: unknown): Server {
  const it = fields(value, "server");
  return { name: text(it, "name"), version: text(it, "version") };
}

/** A user id is 32 hexadecimal digits. */
export function isUserId(value: string): boolean {
  return /^[0-9a-f]{32}$/.test(value);
}

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Malformed(`${what} must be an object`, true);
  return value as Fields;
}

function text(it: Fields, name: string): string {
  const value = it[name];
  if (typeof value !== "string") throw new Malformed(`${name} must be a text`, true);
  return value;
}

function whole(it: Fields, name: string): number {
  const value = it[name];
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new Malformed(`${name} must be a whole number`, true);
  return value;
}

function flag(it: Fields, name: string): boolean {
  const value = it[name];
  if (typeof value !== "boolean") throw new Malformed(`${name} must be true or false`, true);
  return value;
}

function optional<T>(it: Fields, name: string, read: (it: Fields, name: string) => T): T | null {
  return it[name] === undefined || it[name] === null ? null : read(it, name);
}

function list<T>(it: Fields, name: string, read: (item: unknown) => T): readonly T[] {
  const value = it[name];
  if (!Array.isArray(value)) throw new Malformed(`${name} must be a list`, true);
  return value.map(read);
}

function ref(it: Fields): string {
  return optional(it, "ref", text) ?? "";
}

function messageId(it: Fields): string {
  const id = text(it, "id");
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Malformed("id must be a UUID", true);
  return id;
}

function user(value: unknown): User {
  const it = fields(value, "a user");
  const id = text(it, "user");
  const name = text(it, "name");
  if (!isUserId(id)) throw new Malformed("user must be a user id", true);
  if (name === "") throw new Malformed("name must not be empty", true);
  return { id, name };
}

function users(it: Fields, name: string): readonly User[] {
  return list(it, name, user);
}

function rooms(it: Fields): readonly RoomInfo[] {
  return list(it, "rooms", roomInfo).filter((info) => info !== null);
}

/** Null is a kind of room that this client does not know. */
function roomInfo(value: unknown): RoomInfo | null {
  const it = fields(value, "a room");
  const info = { room: text(it, "room"), with: optional(it, "with", (inner, name) => user(inner[name])), last: whole(it, "last") };
  const known = info.with ? /^d[0-9a-f]{32}$/.test(info.room) : info.room === "lobby";
  return known ? info : null;
}

function limits(value: unknown): Readonly<Record<string, number>> {
  const told = Object.entries(fields(value, "limits")).filter(([name]) => /^[a-z]+(-[a-z]+)*$/.test(name));
  return Object.fromEntries(told.filter((limit): limit is [string, number] => Number.isSafeInteger(limit[1])));
}

/** Entries follow each other without a hole, the first one on `prev` if that is given. */
function entries(it: Fields, prev: number | null): readonly Entry[] {
  const all = list(it, "entries", entry);
  let at = prev ?? (all[0]?.seq ?? 1) - 1;
  for (const one of all) if (one.seq !== ++at) throw new Malformed("entries with a hole", true);
  return all;
}

function entry(value: unknown): Entry {
  const it = fields(value, "an entry");
  const event = text(it, "event");
  return {
    seq: whole(it, "seq"),
    at: whole(it, "at"),
    author: user(it),
    id: messageId(it),
    said: event === "said" ? { text: text(it, "text"), cipher: optional(it, "cipher", text) } : null,
    ...(event === "damaged" ? { damaged: true } : {}),
  };
}
