import type { Key, User } from "./types";
import { isKey } from "./sealer";
import { isUserId } from "./wire";

/** What another origin needs to go on as us. */
export interface Hand {
  /** A secret of the server, good for one hello within a minute; the token stays where it is. */
  readonly code: string;
  readonly user: string;
  readonly name: string;
  readonly drafts: readonly { readonly key: Key; readonly with: User | null; readonly text: string }[];
  readonly outbox: readonly { readonly id: string; readonly key: Key; readonly with: User | null; readonly text: string; readonly cipher: string | null; readonly at: number }[];
  /** The keys of the classroom ciphers. */
  readonly ciphers: readonly { readonly key: Key; readonly with: User | null; readonly caesar: number }[];
}

/** What the fragment of an address begins with that has a hand in it. */
export const HAND = "#hand=";

/** As base64url of its JSON, for a fragment: what is there is sent to nobody. */
export function write(hand: Hand): string {
  const bytes = new TextEncoder().encode(JSON.stringify(hand));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Reads what {@link write} wrote; null is anything else: anybody can make such an address. */
export function read(text: string): Hand | null {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const it: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isHand(it) ? it : null;
  } catch {
    return null;
  }
}

function isHand(it: unknown): it is Hand {
  return (
    has(it, "code", isCode) &&
    has(it, "user", isId) &&
    has(it, "name", isText) &&
    has(it, "drafts", listOf((one) => isPlaced(one) && has(one, "text", isText))) &&
    has(it, "outbox", listOf((one) => isPlaced(one) && has(one, "text", isText) && has(one, "id", isMessageId) && has(one, "at", Number.isSafeInteger) && has(one, "cipher", (cipher) => cipher === null || isText(cipher)))) &&
    has(it, "ciphers", listOf((one) => isPlaced(one) && has(one, "caesar", isKey)))
  );
}

/** In the lobby, or with whom the key names. */
function isPlaced(it: unknown): boolean {
  return has(it, "with", (other) =>
    other === null ? has(it, "key", (key) => key === "lobby") : has(other, "name", isText) && has(other, "id", (id) => isId(id) && has(it, "key", (key) => key === id)),
  );
}

function has(it: unknown, name: string, is: (value: unknown) => boolean): boolean {
  return typeof it === "object" && it !== null && Object.hasOwn(it, name) && is(Reflect.get(it, name));
}

function listOf(is: (item: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.every(is);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

/** A server's token for good is longer, and has no business in an address. */
function isCode(value: unknown): boolean {
  return typeof value === "string" && /^[\w-]{22}$/.test(value);
}

function isId(value: unknown): boolean {
  return typeof value === "string" && isUserId(value);
}

function isMessageId(value: unknown): boolean {
  return typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}
