import type { Key, Refusal, Server, User } from "./types";
import type { Store, Write } from "./store";
import type { Entry } from "./wire";

/** Who we are at the server: the name we asked for, the user and handle we got, and the token that makes us so again. */
export interface Identity {
  readonly is: "me";
  readonly name: string;
  readonly user: string;
  readonly handle: string;
  readonly token: string;
}

/** A conversation as the shelf keeps it; its entries are kept apart. */
export interface KeptTalk {
  readonly key: Key;
  readonly with: User | null;
  readonly room: string | null;
  readonly read: number;
  readonly draft: string;
  /** The key of its classroom cipher; missing in what earlier versions kept. */
  readonly caesar?: number | null;
  /** Whether whom it is with left for good; missing in what earlier versions kept. */
  readonly gone?: boolean;
}

/** What is shown of the server without a connection: its name, and who was there. */
export interface House {
  readonly is: "house";
  readonly server: Server;
  readonly people: readonly User[];
}

/** The tokens of those who left for good, which the server was not told yet. */
export interface Owed {
  readonly is: "owed";
  readonly tokens: readonly string[];
}

/** A message of ours that is not known to be stored by the server. */
export interface Draft {
  readonly id: string;
  readonly key: Key;
  /** Whom it is for, if the conversation is a direct one. */
  readonly with: User | null;
  /** What travels. */
  readonly text: string;
  /** How that is enciphered; missing in what earlier versions kept. */
  readonly cipher?: string | null;
  readonly at: number;
  readonly refused: Refusal | null;
}

/** All that the shelf had. */
export interface Kept {
  readonly identity: Identity | null;
  readonly house: House | null;
  readonly owed: readonly string[];
  readonly talks: readonly KeptTalk[];
  /** In the order in which they were written. */
  readonly outbox: readonly Draft[];
  /** By room: the last ones, without a hole. The cursors are where they end. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
}

/** How many entries of a room are kept. */
const KEPT_ENTRIES = 500;
/** What need not be there at once is written together after so many milliseconds, or when the page is put away. */
const SAVING = 200;

/** What outlives the page. What is written first is kept first, and a page may end at any moment. */
export class Shelf {
  readonly #store: Promise<Store>;
  readonly #after: (millis: number, what: () => void) => void;
  #unsavedTalks = new Map<Key, KeptTalk>();
  #unsavedEntries = new Map<string, Entry[]>();
  #unsavedHouse: House | null = null;
  #owed: readonly string[] = [];
  #saving = false;
  #unwritten: Write[] = [];
  #writing: Promise<void> | null = null;

  constructor(store: Promise<Store>, after: (millis: number, what: () => void) => void) {
    this.#store = store;
    this.#after = after;
  }

  async load(): Promise<Kept> {
    const store = await this.#store;
    try {
      const [self, talks, outbox, rows] = await Promise.all([store.all("self"), store.all("talks"), store.all("outbox"), store.all("entries")]);
      const kept = self as readonly (Identity | House | Owed)[];
      return {
        identity: kept.find((row): row is Identity => row.is === "me") ?? null,
        house: kept.find((row): row is House => row.is === "house") ?? null,
        owed: kept.find((row): row is Owed => row.is === "owed")?.tokens ?? [],
        talks: talks as readonly KeptTalk[],
        outbox: outbox as readonly Draft[],
        entries: stretches(rows as readonly (Entry & { room: string })[]),
      };
    } catch {
      return { identity: null, house: null, owed: [], talks: [], outbox: [], entries: new Map() };
    }
  }

  identity(identity: Identity): void {
    void this.#write([{ put: identity, into: "self" }]);
  }

  /** What the server is to be told yet of those who left outlives everything else. */
  owe(tokens: readonly string[]): void {
    this.#owed = tokens;
    void this.#write([this.#owedRow]);
  }

  get #owedRow(): Write {
    return this.#owed.length === 0 ? { remove: "owed", from: "self" } : { put: { is: "owed", tokens: this.#owed } satisfies Owed, into: "self" };
  }

  /** Ends when the draft is kept, and its conversation as it is now. */
  draft(draft: Draft, talk: KeptTalk): Promise<void> {
    this.#unsavedTalks.delete(talk.key);
    return this.#write([
      { put: draft, into: "outbox" },
      { put: talk, into: "talks" },
    ]);
  }

  /** The draft is on the server's disk, or not wanted any more. */
  undraft(id: string): void {
    void this.#write([{ remove: id, from: "outbox" }]);
  }

  /** Soon. */
  house(house: House): void {
    this.#unsavedHouse = house;
    this.#saveSoon();
  }

  /** Soon. */
  talk(talk: KeptTalk): void {
    this.#unsavedTalks.set(talk.key, talk);
    this.#saveSoon();
  }

  /** Soon. Only the last ones are kept; what is added twice is there once. */
  entries(room: string, entries: readonly Entry[]): void {
    const all = (this.#unsavedEntries.get(room) ?? []).concat(entries).sort((one, other) => one.seq - other.seq);
    this.#unsavedEntries.set(room, all.slice(-KEPT_ENTRIES));
    this.#saveSoon();
  }

  /** The room's log is another one now. */
  forgetRoom(room: string): void {
    this.#unsavedEntries.delete(room);
    void this.#write([{ room, upTo: Number.MAX_SAFE_INTEGER }]);
  }

  /** We are somebody else now, or nobody; what was written and not sent stays. */
  forgetLogs(): void {
    this.#unsavedEntries.clear();
    void this.#write([{ empty: "entries" }, { empty: "self" }, this.#owedRow]);
  }

  /** Another tab forgets all, so that nothing must be written any more. */
  forsake(): void {
    this.#unsavedEntries.clear();
    this.#unsavedTalks.clear();
    this.#unsavedHouse = null;
  }

  /** Forgets all; ends when that is done. */
  clear(): Promise<void> {
    this.forsake();
    return this.#write([{ empty: "self" }, { empty: "talks" }, { empty: "outbox" }, { empty: "entries" }, this.#owedRow]);
  }

  /** Writes what was to be written soon. */
  save(): void {
    const writes: Write[] = [...this.#unsavedTalks.values()].map((talk) => ({ put: talk, into: "talks" }));
    for (const [room, entries] of this.#unsavedEntries) {
      for (const entry of entries) writes.push({ put: { ...entry, room }, into: "entries" });
      const last = entries.at(-1);
      if (last) writes.push({ room, upTo: Math.max(0, last.seq - KEPT_ENTRIES) });
    }
    if (this.#unsavedHouse) writes.push({ put: this.#unsavedHouse, into: "self" });
    this.#unsavedHouse = null;
    this.#unsavedTalks.clear();
    this.#unsavedEntries.clear();
    if (writes.length > 0) void this.#write(writes);
  }

  #saveSoon(): void {
    if (this.#saving) return;
    this.#saving = true;
    this.#after(SAVING, () => {
      this.#saving = false;
      this.save();
    });
  }

  /** What is written in one turn is written together: a page that is closed loses what has not begun. */
  #write(writes: readonly Write[]): Promise<void> {
    this.#unwritten.push(...writes);
    return (this.#writing ??= this.#store.then((store) => {
      this.#writing = null;
      return store.write(this.#unwritten.splice(0));
    }));
  }
}

/** Of each room the last stretch without a hole: two tabs may have left one, and a cursor must not jump over it. */
function stretches(rows: readonly (Entry & { readonly room: string })[]): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const { room, ...entry } of rows) {
    const stretch = found.get(room);
    if (stretch && stretch.at(-1)?.seq === entry.seq - 1) stretch.push(entry);
    else found.set(room, [entry]);
  }
  return found;
}
