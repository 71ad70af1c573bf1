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
  | { readonly kind: "day"; readonly key: string; readonly at: number }
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
  /** Keys of rows that the reader unfolded. */
  readonly unfolded: ReadonlySet<string>;
}

/** Messages of one author within this time are one group. */
const GROUP_MILLIS = 5 * 60_000;

/** Makes rows of messages; a row that is as before is the same object as before, so that it is not drawn again. */
export class Rows {
  private before = new Map<string, ConversationRow>();

  of(messages: readonly Message[], around: Around): readonly ConversationRow[] {
    const rows: ConversationRow[] = [];
    const add = (row: ConversationRow): void => void rows.push(this.kept(row));
    const comings = around.comings.filter((coming) => !around.earlier || coming.after >= (messages[0]?.seq ?? 0));
    let coming = 0;
    let previous: Message | null = null;
    let isNewShown = false;
    const come = (until: number): void => {
      const first = coming;
      while (coming < comings.length && comings[coming]!.after < until) coming++;
      if (coming === first) return;
      const key = `comings-${comings[first]!.at}-${comings[first]!.user.id}`;
      add({ kind: "comings", key, comings: comings.slice(first, coming), open: around.unfolded.has(key) });
      previous = null;
    };

    add({ kind: "begin", key: "begin", earlier: around.earlier });
    let day = Number.NaN;
    for (const message of messages) {
      come(message.seq ?? Infinity);
      const itsDay = dayOf(message.at);
      if (itsDay !== day) {
        add({ kind: "day", key: `day-${itsDay}`, at: message.at });
        day = itsDay;
        previous = null;
      }
      if (!isNewShown && around.newAfter !== null && !message.mine && message.seq !== null && message.seq > around.newAfter) {
        add({ kind: "new", key: "new" });
        isNewShown = true;
        previous = null;
      }
      const first = previous === null || !goesOn(previous, message);
      add({ kind: "message", key: message.id, message, first, whole: around.unfolded.has(message.id) });
      previous = message;
    }
    come(Infinity);
    this.before = new Map(rows.map((row) => [row.key, row]));
    return rows;
  }

  private kept(row: ConversationRow): ConversationRow {
    const there = this.before.get(row.key);
    return there !== undefined && isSame(there, row) ? there : row;
  }
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
  if (a.kind === "begin") return b.kind === "begin" && a.earlier === b.earlier;
  return a.kind === b.kind;
}
