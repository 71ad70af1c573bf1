import type { Message, User } from "../client/types";
import { dayOf } from "./times";

/** Somebody came or went, after the message of this seq was said. */
export interface Coming {
  readonly user: User;
  readonly came: boolean;
  readonly at: number;
  readonly after: number;
}

/** A row of a conversation as the screen shows it. */
export type ConversationRow =
  | { readonly kind: "begin"; readonly key: string; readonly earlier: boolean }
  /** `ago`: so many days before today. */
  | { readonly kind: "day"; readonly key: string; readonly at: number; readonly ago: number }
  | { readonly kind: "new"; readonly key: string }
  | { readonly kind: "comings"; readonly key: string; readonly comings: readonly Coming[]; readonly open: boolean }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly message: Message;
      readonly first: boolean;
      readonly whole: boolean;
    };

/** What besides the messages decides about the rows. */
export interface Around {
  readonly earlier: boolean;
  readonly comings: readonly Coming[];
  /** The line "new messages" stands after this seq, unless it is null. */
  readonly newAfter: number | null;
  /** The number of the day it is now; what a day is called depends on it. */
  readonly today: number;
  /** Keys of rows that the reader unfolded. */
  readonly unfolded: ReadonlySet<string>;
}

/** Messages of one author within this time are one group. */
const GROUP_MILLIS = 5 * 60_000;

/**
 * Makes rows of messages. A row that is as before is the same object as before, so that it is not drawn again, and when
 * nothing but later messages changed, only those are looked at.
 */
export class Rows {
  private rows: readonly ConversationRow[] = [];
  private messages: readonly Message[] = [];
  private around: Around | null = null;
  /** How many rows there were before each message. */
  private begins: readonly number[] = [];

  /** All rows are to be drawn anew, for what they say is said otherwise now. */
  forget(): void {
    this.rows = [];
    this.messages = [];
    this.begins = [];
    this.around = null;
  }

  of(messages: readonly Message[], around: Around): readonly ConversationRow[] {
    const isSameAround = this.around !== null && isSameAs(this.around, around);
    if (isSameAround && messages === this.messages) return this.rows;
    const kept = isSameAround ? sameAtBegin(this.messages, messages) : 0;
    const growing = new Growing(this.rows, kept, this.begins, messages, around);
    for (const message of messages.slice(kept)) growing.add(message);
    growing.come(Infinity);
    this.rows = growing.rows;
    this.begins = growing.begins;
    this.messages = messages;
    this.around = { ...around, unfolded: new Set(around.unfolded) };
    return this.rows;
  }
}

/** Rows while they are made, the first of them taken over from before. */
class Growing {
  readonly rows: ConversationRow[];
  readonly begins: number[];
  private readonly before: ReadonlyMap<string, ConversationRow>;
  private readonly comings: readonly Coming[];
  private previous: Message | null = null;
  private day = Number.NaN;
  private told = 0;
  private isNewShown = false;

  constructor(
    before: readonly ConversationRow[],
    kept: number,
    begins: readonly number[],
    messages: readonly Message[],
    private readonly around: Around,
  ) {
    const begin = kept === 0 ? 0 : (begins[kept] ?? begins[kept - 1]! + rowsOf(before, begins[kept - 1]!));
    this.rows = before.slice(0, begin);
    this.begins = begins.slice(0, kept);
    this.before = new Map(before.slice(begin).map((row) => [row.key, row]));
    this.comings = around.comings.filter((coming) => !around.earlier || coming.after >= (messages[0]?.seq ?? 0));
    const last = messages[kept - 1];
    if (last === undefined) {
      this.put({ kind: "begin", key: "begin", earlier: around.earlier });
      return;
    }
    this.previous = last;
    this.day = dayOf(last.at);
    this.isNewShown = this.rows.some((row) => row.kind === "new");
    while (this.told < this.comings.length && this.comings[this.told]!.after < (last.seq ?? Infinity)) this.told++;
  }

  add(message: Message): void {
    const { newAfter } = this.around;
    this.begins.push(this.rows.length);
    const day = dayOf(message.at);
    const isNew = day !== this.day;
    // Who came on another day stands above the heading of this one.
    if (isNew) this.come(message.seq ?? Infinity, day);
    if (isNew) this.part({ kind: "day", key: `day-${day}`, at: message.at, ago: this.around.today - day });
    this.day = day;
    this.come(message.seq ?? Infinity);
    if (!this.isNewShown && newAfter !== null && !message.mine && message.seq !== null && message.seq > newAfter) {
      this.part({ kind: "new", key: "new" });
      this.isNewShown = true;
    }
    const first = this.previous === null || !goesOn(this.previous, message);
    this.put({ kind: "message", key: message.id, message, first, whole: this.around.unfolded.has(message.id) });
    this.previous = message;
  }

  /** Who came and went before this seq, and before this day if there is one, and was not told yet. */
  come(until: number, day = Infinity): void {
    const first = this.told;
    while (this.told < this.comings.length && this.comings[this.told]!.after < until && dayOf(this.comings[this.told]!.at) < day) this.told++;
    const comings = this.comings.slice(first, this.told);
    if (comings[0] === undefined) return;
    const key = `comings-${comings[0].at}-${comings[0].user.id}`;
    this.part({ kind: "comings", key, comings, open: this.around.unfolded.has(key) });
  }

  /** A row that ends a group. */
  private part(row: ConversationRow): void {
    this.put(row);
    this.previous = null;
  }

  private put(row: ConversationRow): void {
    const there = this.before.get(row.key);
    this.rows.push(there !== undefined && isSame(there, row) ? there : row);
  }
}

/** How many rows stand from this one to the first message after it, that one included. */
function rowsOf(rows: readonly ConversationRow[], from: number): number {
  let at = from;
  while (rows[at]!.kind !== "message") at++;
  return at - from + 1;
}

function sameAtBegin(before: readonly Message[], now: readonly Message[]): number {
  const most = Math.min(before.length, now.length);
  let same = 0;
  while (same < most && before[same] === now[same]) same++;
  return same;
}

function isSameAs(a: Around, b: Around): boolean {
  const isSameFolding = a.unfolded.size === b.unfolded.size && [...b.unfolded].every((key) => a.unfolded.has(key));
  return a.earlier === b.earlier && a.comings === b.comings && a.newAfter === b.newAfter && a.today === b.today && isSameFolding;
}

function goesOn(previous: Message, message: Message): boolean {
  return (
    previous.author.id === message.author.id &&
    previous.author.name === message.author.name &&
    message.at - previous.at < GROUP_MILLIS
  );
}

function isSame(a: ConversationRow, b: ConversationRow): boolean {
  if (a.kind === "message") return b.kind === "message" && a.message === b.message && a.first === b.first && a.whole === b.whole;
  if (a.kind === "comings") return b.kind === "comings" && a.comings.length === b.comings.length && a.open === b.open;
  if (a.kind === "day") return b.kind === "day" && a.ago === b.ago;
  if (a.kind === "begin") return b.kind === "begin" && a.earlier === b.earlier;
  return a.kind === b.kind;
}
