import type { Conversation, Key, Message, User } from "./types";
import type { Caesar, Travelling } from "./sealer";
import type { Entry } from "./wire";
import { Timeline } from "./timeline";

/** Beyond so many, a conversation that grows at its end … */
const MOST_MESSAGES = 25_000;
/** … keeps only the last so many; what is before them can be fetched again. */
const KEPT_MESSAGES = 20_000;

/** The key of the lobby, and its room. */
export const LOBBY = "lobby";

/** What came of entries: those that show at the end, and those of ours that were waiting. */
export interface Fresh {
  readonly appended: readonly Message[];
  readonly changed: readonly Message[];
}

/**
 * A conversation: all entries of a stretch of its log that goes to the cursor, and after them those of ours that are on
 * their way; what of it was read; what is being written.
 */
export class Talk {
  readonly key: Key;
  with: User | null;
  /** Unknown until the first message of a direct conversation. */
  room: string | null = null;
  timeline: Timeline | null = null;
  /** Whether what is told now is news. */
  live = false;
  draft = "";
  /** Whether whom it is with left for good. */
  gone = false;
  #sealer: Caesar | null = null;
  /** Who is typing, and until when that is shown. */
  readonly typing = new Map<string, { readonly user: User; readonly until: number }>();

  readonly #begun: number;
  #stored: Message[] = [];
  #waiting: Message[] = [];
  #all: readonly Message[] | null = null;
  /** The seq of the first entry that is here; all up to the cursor follow. */
  #from = 1;
  #earlier = false;
  #read = 0;
  #line = 0;
  #unread = 0;
  #mentions = 0;

  constructor(key: Key, other: User | null, begun: number) {
    this.key = key;
    this.with = other;
    this.#begun = begun;
  }

  get messages(): readonly Message[] {
    return (this.#all ??= [...this.#stored, ...this.#waiting]);
  }

  get from(): number {
    return this.#from;
  }

  get isEmpty(): boolean {
    return this.#stored.length === 0;
  }

  get hasEarlier(): boolean {
    return this.#earlier;
  }

  get unread(): number {
    return this.#unread;
  }

  get last(): Message | null {
    return this.#waiting.at(-1) ?? this.#stored.at(-1) ?? null;
  }

  /** When something last happened here. */
  get stamp(): number {
    return this.last?.at ?? this.#begun;
  }

  get shown(): Conversation {
    return {
      key: this.key,
      with: this.with,
      last: this.last,
      unread: this.#unread,
      mentions: this.with ? this.#unread : this.#mentions,
      draft: this.draft,
      caesar: this.#sealer?.key ?? null,
      gone: this.gone,
      typing: [...this.typing.values()].map((one) => one.user),
    };
  }

  get sealer(): Caesar | null {
    return this.#sealer;
  }

  /** Another key, or none: all that is here is opened anew. */
  set sealer(sealer: Caesar | null) {
    this.#sealer = sealer;
    const anew = (message: Message): Message =>
      message.cipher === null ? message : { ...message, ...this.opened({ text: message.sealed ?? message.text, cipher: message.cipher }) };
    this.#stored = this.#stored.map(anew);
    this.#waiting = this.#waiting.map(anew);
    this.#all = null;
  }

  /** What of a message depends on the key. */
  opened(travelling: Travelling): Pick<Message, "text" | "cipher" | "sealed"> {
    const opened = this.#sealer?.open(travelling) ?? null;
    return { text: opened ?? travelling.text, cipher: travelling.cipher, sealed: opened === null ? null : travelling.text };
  }

  /** Begins to know the log after `at`; what is before counts as read. */
  start(at: number): void {
    this.timeline = new Timeline(at);
    this.#forget(at);
  }

  /** The log ends at `last`, before the cursor: it is another log. */
  restart(last: number): void {
    this.timeline?.restart(last);
    this.#dropStored();
    this.#forget(last);
  }

  /** Nothing is known of the log any more; what is waiting stays. */
  forget(): void {
    this.#dropStored();
    this.room = null;
    this.timeline = null;
    this.live = false;
    this.typing.clear();
    this.#forget(0);
  }

  /** Takes in entries that the timeline found to be new, at the end. */
  append(entries: readonly Entry[], me: string, meant: (text: string) => boolean): Fresh {
    const first = entries[0];
    if (!first) return { appended: [], changed: [] };
    // What the server no longer had was left out.
    if (this.#stored.length === 0 && first.seq > this.#from && !this.#earlier) this.#from = first.seq;
    const appended: Message[] = [];
    const changed: Message[] = [];
    for (const entry of entries) {
      const allRead = this.#unread === 0;
      const message = this.#message(entry, me);
      if (message) {
        this.#stored.push(message);
        (this.#unwait(message) ? changed : appended).push(message);
        this.typing.delete(message.author.id);
        this.#count(message, meant);
      }
      if (allRead && this.#unread === 0) this.#read = Math.max(this.#read, entry.seq);
    }
    if (this.#stored.length > MOST_MESSAGES) this.#trim();
    this.#all = null;
    return { appended, changed };
  }

  /** Takes in a page of what is before the first entry. Whether it fitted there. */
  prepend(page: readonly Entry[], more: boolean, me: string): Fresh | null {
    const last = page.at(-1);
    if (last && last.seq !== this.#from - 1) return null;
    this.#earlier = more && page.length > 0;
    const appended: Message[] = [];
    const changed: Message[] = [];
    for (const entry of page) {
      const message = this.#message(entry, me);
      if (message) (this.#unwait(message) ? changed : appended).push(message);
    }
    this.#stored = [...appended, ...changed].sort((one, other) => (one.seq ?? 0) - (other.seq ?? 0)).concat(this.#stored);
    this.#from = page[0]?.seq ?? this.#from;
    this.#all = null;
    return { appended, changed };
  }

  /** Takes back what the shelf had: entries without a hole. */
  restore(room: string, entries: readonly Entry[], read: number, me: string, meant: (text: string) => boolean): void {
    const first = entries[0];
    const last = entries.at(-1);
    this.room = room;
    if (!first || !last) return;
    this.start(last.seq);
    this.#from = first.seq;
    this.#earlier = first.seq > 1;
    this.#stored = entries.map((entry) => this.#message(entry, me)).filter((message) => message !== null);
    // Not all up to the cursor was read, as `start` has it.
    this.#read = 0;
    this.readBy(Math.min(read, last.seq), meant);
  }

  /** A message of ours is on its way. */
  wait(message: Message): void {
    this.#waiting.push(message);
    this.#all = null;
  }

  get waitingOnes(): readonly Message[] {
    return this.#waiting;
  }

  waiting(id: string): Message | undefined {
    return this.#waiting.find((message) => message.id === id);
  }

  has(id: string): boolean {
    return this.#stored.some((message) => message.id === id && message.mine);
  }

  /** What is waiting stands so now. The new message, if it was waiting. */
  settle(id: string, state: Message["state"], at?: number): Message | null {
    const before = this.waiting(id);
    if (!before) return null;
    const message = { ...before, state, at: at ?? before.at };
    this.#waiting = this.#waiting.map((one) => (one === before ? message : one));
    this.#all = null;
    return message;
  }

  /** Takes it away from those that wait; null if it was not there. */
  unwait(id: string): Message | null {
    const message = this.waiting(id);
    if (!message) return null;
    this.#waiting = this.#waiting.filter((one) => one !== message);
    this.#all = null;
    return message;
  }

  get read(): number {
    return this.#read;
  }

  get readUpTo(): number {
    return this.#unread > 0 ? this.#read : this.#line;
  }

  /** All that is here was read. Whether that is new. */
  readAll(): boolean {
    if (this.#unread === 0) return false;
    this.#line = this.#read;
    this.#read = this.timeline?.at ?? 0;
    this.#unread = 0;
    this.#mentions = 0;
    return true;
  }

  /** All up to this seq was read, here or in another tab. */
  readBy(seq: number, meant: (text: string) => boolean): void {
    if (seq < this.#read) return;
    this.#read = this.#line = seq;
    this.#unread = 0;
    this.#mentions = 0;
    for (const message of this.#stored) this.#count(message, meant);
  }

  #count(message: Message, meant: (text: string) => boolean): void {
    if (message.mine || (message.seq ?? 0) <= this.#read) return;
    this.#unread++;
    if (meant(message.text)) this.#mentions++;
  }

  #message(entry: Entry, me: string): Message | null {
    const { seq, at, author, id, said } = entry;
    if (entry.damaged) return { id, seq, at, author, mine: false, text: "", cipher: null, sealed: null, damaged: true, state: "stored" };
    return said && { id, seq, at, author, mine: author.id === me, ...this.opened(said), state: "stored" };
  }

  #unwait(message: Message): boolean {
    return message.mine && this.unwait(message.id) !== null;
  }

  #forget(at: number): void {
    this.#stored = [];
    this.#all = null;
    this.#from = at + 1;
    this.#earlier = at > 0;
    this.#read = this.#line = at;
    this.#unread = 0;
    this.#mentions = 0;
  }

  /** What was stored by a server that is another one now. */
  #dropStored(): void {
    this.#waiting = this.#waiting.filter((message) => message.state !== "stored");
  }

  #trim(): void {
    this.#stored = this.#stored.slice(-KEPT_MESSAGES);
    this.#from = this.#stored[0]?.seq ?? this.#from;
    this.#earlier = true;
  }
}
