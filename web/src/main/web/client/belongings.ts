import { type Hand, write } from "./hand";
import type { Outgoing } from "./outgoing";
import type { Rooms } from "./rooms";
import type { Identity } from "./shelf";

/** What one has here and another origin has not: drafts, what waits, keys; for the fragment of its address. */
export function packed(code: string, identity: Identity | null, rooms: Rooms, outgoing: Outgoing): string {
  const drafts = rooms.all.filter((talk) => talk.draft !== "").map((talk) => ({ key: talk.key, with: talk.with, text: talk.draft }));
  const outbox = outgoing.left.map(({ id, key, with: other, text, cipher, at }) => ({ id, key, with: other, text, cipher, at }));
  const ciphers = rooms.all.flatMap(({ key, with: other, sealer }) => (sealer ? [{ key, with: other, caesar: sealer.key }] : []));
  const { user = "", handle = "" } = identity ?? {};
  return write({ code, user, name: handle, drafts, outbox, ciphers });
}

/** What came with the hand is ours now: nothing before the server has said that the hand is good. */
export function unpacked(hand: Hand, rooms: Rooms, outgoing: Outgoing): void {
  for (const { key, with: other, text: written } of hand.drafts) {
    const talk = rooms.talk(key, other);
    talk.draft ||= written;
    rooms.keep(talk);
  }
  for (const { key, with: other, caesar } of hand.ciphers) rooms.encipher(rooms.talk(key, other), caesar);
  for (const left of hand.outbox) outgoing.takeOver({ ...left, refused: null }, false);
}
