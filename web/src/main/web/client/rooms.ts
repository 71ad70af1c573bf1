import type { Change, Key, User } from "./types";
import type { Connection } from "./connection";
import { AGAIN, comesAgain } from "./outbox";
import { Caesar, isKey } from "./sealer";
import type { Kept, KeptTalk, Shelf } from "./shelf";
import { type Fresh, LOBBY, Talk } from "./talk";
import type { Entry, Notice, RoomInfo } from "./wire";
import type { World } from "./world";

const FILL_ENTRIES = 100;
const PAGE_ENTRIES = 50;
/** What the refs of pages begin with; the room follows, for a refusal names none. */
const FILL = "fill ";
const PAST = "past ";
/** More cursors than this would make a hello too big; a room without one is told from its beginning, which is harmless. */
const MOST_CURSORS = 500;
/** After so many the rest of our rooms is told only when something happens in them. */
const MOST_ROOMS = 10_000;

/** Whose rooms they are. */
export interface Household {
  changed(change: Change): void;
  /** An entry of ours is in a log: so it is stored. */
  ours(id: string): void;
}

/** A page of earlier entries on its way. */
interface Past {
  readonly done: Promise<void>;
  readonly end: () => void;
}

/** The conversations we have and their timelines: fills gaps and fetches earlier pages by asking for history. */
export class Rooms {
  readonly #connection: Connection;
  readonly #world: World;
  readonly #shelf: Shelf;
  readonly #household: Household;
  readonly #talks = new Map<Key, Talk>();
  /** Rooms that were asked for what fills a gap. */
  readonly #filling = new Set<string>();
  readonly #pasts = new Map<string, Past>();
  readonly #refusals = new Map<string, number>();
  /** Tells a timer whether the connection it was set for is still there. */
  #turn = 0;
  /** What the server has told of the list of our rooms since the welcome. */
  readonly #listed = new Set<string>();
  #resumed = false;
  #me = "";
  #meant: (text: string) => boolean = () => false;

  constructor(connection: Connection, world: World, shelf: Shelf, household: Household) {
    this.#connection = connection;
    this.#world = world;
    this.#shelf = shelf;
    this.#household = household;
    this.talk(LOBBY, null);
  }

  get all(): readonly Talk[] {
    return [...this.#talks.values()];
  }

  get(key: Key): Talk | undefined {
    return this.#talks.get(key);
  }

  /** The conversation with this key, begun if there is none. */
  talk(key: Key, other: User | null): Talk {
    let talk = this.#talks.get(key);
    if (!talk) this.#talks.set(key, (talk = new Talk(key, other, this.#world.now())));
    return talk;
  }

  in(room: string): Talk | undefined {
    return this.all.find((talk) => talk.room === room);
  }

  /** Who we are, and which texts are meant for us. */
  are(me: string, meant: (text: string) => boolean): void {
    this.#me = me;
    this.#meant = meant;
  }

  /** How far each room is known. */
  get cursors(): Readonly<Record<string, number>> {
    const known = this.all.filter((talk) => talk.timeline).sort((one, other) => order(one, other));
    return Object.fromEntries(known.slice(0, MOST_CURSORS).map((talk) => [talk.room, talk.timeline?.at ?? 0]));
  }

  restore(kept: Kept): void {
    for (const { key, with: other, room, read, draft, caesar, gone } of kept.talks) {
      const talk = this.talk(key, other);
      talk.draft = draft;
      talk.gone = gone ?? false;
      if (isKey(caesar)) talk.sealer = new Caesar(caesar);
      if (room !== null) talk.restore(room, kept.entries.get(room) ?? [], read, this.#me, this.#meant);
    }
  }

  /** Forgets all logs, for we are somebody else now. */
  forget(): void {
    for (const talk of this.#talks.values()) talk.forget();
  }

  /** Forgets everything. */
  clear(): void {
    this.#talks.clear();
    this.talk(LOBBY, null);
  }

  /**
   * The rooms as the server has them. Those we do not know are told from their end, and of those we fetch the last page;
   * but if we `resumed`, new direct ones are told from their beginning.
   */
  welcome(rooms: readonly RoomInfo[], more: boolean, resumed: boolean): void {
    this.#listed.clear();
    this.#resumed = resumed;
    this.listed(rooms, more);
  }

  /** A part of the list of our rooms: the next is asked for, and what is in none of them is gone. */
  listed(rooms: readonly RoomInfo[], more: boolean): void {
    for (const { room } of rooms) this.#listed.add(room);
    if (!more) for (const talk of this.#talks.values()) if (talk.room !== null && !this.#listed.has(talk.room)) this.#vanished(talk);
    for (const info of rooms) {
      const talk = this.#known(info);
      const end = talk.timeline?.at;
      if (end === undefined) talk.start(this.#resumed && info.with ? 0 : info.last);
      else if (info.last < end) {
        this.#shelf.forgetRoom(info.room);
        talk.restart(info.last);
        this.#household.changed({ what: "messages", key: talk.key, how: "changed", messages: [], news: false });
      }
      talk.timeline?.reaches(info.last);
      this.keep(talk);
      if (talk.isEmpty) void this.earlier(talk);
    }
    if (more && this.#listed.size < MOST_ROOMS) this.#connection.send({ type: "rooms" });
  }

  /** A room that we did not have before: its entries follow, and are news. */
  opened(info: RoomInfo): void {
    this.#listed.add(info.room);
    const talk = this.#known(info);
    if (!talk.timeline) talk.start(0);
    talk.live = true;
    this.keep(talk);
  }

  heard(room: string, prev: number, entries: readonly Entry[]): void {
    const talk = this.in(room);
    if (!talk?.timeline) return;
    this.#tell(talk, talk.timeline.hear(prev, entries));
    this.#fill(talk);
  }

  caughtUp(room: string, seq: number): void {
    const talk = this.in(room);
    if (!talk?.timeline) return;
    talk.timeline.passed(seq);
    talk.live = true;
    this.#fill(talk);
  }

  /** Entries were left out: looks how far the log goes. */
  skipped(room: string): void {
    const talk = this.in(room);
    if (!talk?.timeline) return;
    talk.timeline.passed(talk.timeline.at + 1);
    this.#fill(talk);
  }

  page(page: Notice & { type: "page" }): void {
    const talk = this.in(page.room);
    if (!talk?.timeline) return;
    this.#refusals.delete(page.ref);
    if (page.ref === FILL + page.room && this.#filling.delete(page.room)) {
      this.#tell(talk, talk.timeline.fill(page.entries));
      this.#fill(talk);
    } else if (page.ref === PAST + page.room && this.#pasts.has(page.room)) {
      this.#prepend(talk, page.entries, page.more);
      this.#arrived(page.room);
    }
  }

  /** Something that is no message was refused: it is asked for again later, or given up. */
  refused(ref: string, code: string): void {
    const room = ref.slice(FILL.length);
    const talk = this.in(room);
    const asked = ref.startsWith(FILL) ? this.#filling.has(room) : ref.startsWith(PAST) && this.#pasts.has(room);
    if (!talk || !asked) return;
    if (comesAgain(code) || code === "too-fast") {
      const refusals = this.#refusals.get(ref) ?? 0;
      this.#refusals.set(ref, refusals + 1);
      const turn = this.#turn;
      this.#world.after(AGAIN * 2 ** Math.min(refusals, 5), () => turn === this.#turn && this.#ask(ref, talk));
    } else if (ref.startsWith(FILL)) {
      this.#filling.delete(room);
      talk.timeline?.giveUp();
    } else {
      talk.prepend([], false, this.#me);
      this.#arrived(room);
    }
  }

  /** Fetches what is before; ends when that is told, or when there is nothing to be had now. */
  earlier(talk: Talk): Promise<void> {
    if (!talk.hasEarlier || talk.room === null || !this.#connection.online) return Promise.resolve();
    const past = this.#pasts.get(talk.room);
    if (past) return past.done;
    let end = () => {};
    const done = new Promise<void>((resolve) => (end = resolve));
    this.#pasts.set(talk.room, { done, end });
    this.#ask(PAST + talk.room, talk);
    return done;
  }

  /** The connection is gone, and with it what was asked for. */
  dropped(): void {
    this.#turn++;
    this.#filling.clear();
    this.#refusals.clear();
    for (const room of [...this.#pasts.keys()]) this.#arrived(room);
    for (const talk of this.#talks.values()) {
      talk.live = false;
      if (talk.typing.size === 0) continue;
      talk.typing.clear();
      this.#household.changed({ what: "typing", key: talk.key });
    }
  }

  /** Whom this conversation is with left for good. */
  gone(key: Key): void {
    const talk = this.#talks.get(key);
    if (!talk || talk.gone) return;
    talk.gone = true;
    this.keep(talk);
    this.#household.changed({ what: "conversations" });
  }

  /** These are there, and called so now. */
  present(users: readonly User[]): void {
    for (const user of users) {
      const talk = this.#talks.get(user.id);
      if (!talk || (talk.with?.name === user.name && !talk.gone)) continue;
      talk.with = user;
      talk.gone = false;
      this.keep(talk);
    }
  }

  /** Another tab has read so far. */
  read(key: Key, seq: number): void {
    const talk = this.#talks.get(key);
    if (!talk || seq <= talk.read) return;
    talk.readBy(Math.min(seq, talk.timeline?.at ?? 0), this.#meant);
    this.#household.changed({ what: "conversations" });
  }

  /** Another key for its classroom cipher, or none. */
  encipher(talk: Talk, caesar: number | null): void {
    talk.sealer = isKey(caesar) ? new Caesar(caesar) : null;
    this.keep(talk);
    this.#household.changed({ what: "messages", key: talk.key, how: "changed", messages: [], news: false });
    this.#household.changed({ what: "conversations" });
  }

  /** Puts the conversation on the shelf, soon. */
  keep(talk: Talk): void {
    this.#shelf.talk(kept(talk));
  }

  #known(info: RoomInfo): Talk {
    const talk = this.talk(info.with?.id ?? LOBBY, info.with);
    talk.room = info.room;
    talk.with = info.with;
    return talk;
  }

  /** The server has no such room: it is another one, or has lost something. */
  #vanished(talk: Talk): void {
    if (talk.room !== null) this.#shelf.forgetRoom(talk.room);
    talk.forget();
    this.keep(talk);
    this.#household.changed({ what: "messages", key: talk.key, how: "changed", messages: [], news: false });
  }

  #tell(talk: Talk, entries: readonly Entry[]): void {
    if (entries.length === 0 || talk.room === null) return;
    const typing = talk.typing.size;
    const fresh = talk.append(entries, this.#me, this.#meant);
    this.#shelf.entries(talk.room, entries);
    for (const entry of entries) {
      if (entry.author.id === this.#me) this.#household.ours(entry.id);
      if (entry.author.id === talk.with?.id) talk.with = entry.author;
    }
    this.keep(talk);
    this.#told(talk, fresh, "appended", talk.live);
    if (talk.typing.size !== typing) this.#household.changed({ what: "typing", key: talk.key });
  }

  #prepend(talk: Talk, entries: readonly Entry[], more: boolean): void {
    const first = talk.isEmpty;
    const fresh = talk.prepend(entries, more, this.#me);
    if (!fresh) return;
    for (const message of fresh.changed) this.#household.ours(message.id);
    if (first && talk.room !== null) this.#shelf.entries(talk.room, entries);
    this.#told(talk, fresh, first ? "appended" : "earlier", false);
  }

  #told(talk: Talk, { appended, changed }: Fresh, how: "appended" | "earlier", news: boolean): void {
    const key = talk.key;
    if (changed.length > 0) this.#household.changed({ what: "messages", key, how: "changed", messages: changed, news: false });
    if (appended.length > 0) this.#household.changed({ what: "messages", key, how, messages: appended, news });
    this.#household.changed({ what: "conversations" });
  }

  #arrived(room: string): void {
    const past = this.#pasts.get(room);
    this.#pasts.delete(room);
    past?.end();
  }

  #fill(talk: Talk): void {
    if (!talk.timeline?.gap || talk.room === null || this.#filling.has(talk.room)) return;
    this.#filling.add(talk.room);
    this.#ask(FILL + talk.room, talk);
  }

  #ask(ref: string, talk: Talk): void {
    if (talk.room === null || !talk.timeline) return;
    const what = ref.startsWith(FILL) ? { after: talk.timeline.at, limit: FILL_ENTRIES } : { before: talk.from, limit: PAGE_ENTRIES };
    this.#connection.send({ type: "history", room: talk.room, ...what, ref });
  }
}

/** The lobby first, then the newest first. */
export function order(one: Talk, other: Talk): number {
  return Number(other.key === LOBBY) - Number(one.key === LOBBY) || other.stamp - one.stamp;
}

/** What of a conversation the shelf keeps, besides its entries. */
export function kept(talk: Talk): KeptTalk {
  return { key: talk.key, with: talk.with, room: talk.room, read: talk.read, draft: talk.draft, caesar: talk.sealer?.key ?? null, gone: talk.gone };
}
