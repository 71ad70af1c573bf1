import { linkEnd } from "./link";

/** A piece of a message: plain text, a link, `code` in a line, or a fenced block of it. */
export interface Piece {
  readonly is: "text" | "link" | "code" | "fence";
  readonly text: string;
}

/**
 * Takes a message apart (see protocol/vectors/markup.json). A line that begins with three backticks opens a fence, a
 * line of three backticks alone closes it; outside of fences, what stands in one line between as many backticks on both
 * sides is code (so that two of them can enclose one), and `http://` or `https://` up to white space is a link, without the punctuation that ends it.
 */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = [];
  const lines = text.split("\n");
  const closings = closingsAfter(lines);
  let at = 0;
  let start = 0;
  for (let line = 0; line < lines.length; line++) {
    const inside = start + lines[line]!.length + 1;
    const closing = OPENING.test(lines[line]!) ? closings[line + 1] : undefined;
    if (closing === undefined) {
      start = inside;
      continue;
    }
    inline(text.slice(at, start), found);
    const fenced = lines.slice(line + 1, closing).join("\n");
    found.push({ is: "fence", text: fenced });
    start = inside + (closing > line + 1 ? fenced.length + 1 : 0) + lines[closing]!.length + 1;
    at = start;
    line = closing;
  }
  inline(text.slice(at), found);
  return found;
}

/** For each line, the first one from it on that closes a fence. */
function closingsAfter(lines: readonly string[]): readonly (number | undefined)[] {
  const found = new Array<number | undefined>(lines.length);
  for (let line = lines.length - 1; line >= 0; line--) found[line] = CLOSING.test(lines[line]!) ? line : found[line + 1];
  return found;
}

// Older phones cannot look behind, so what may stand before a match is looked at here, not in the expressions.
const OPENING = /^```[^`]*$/;
const CLOSING = /^```[ \t]*$/;
const INLINE = /`+|https?:\/\/[^\s<>"`]+/giu;
const WORD_BEFORE = /[\p{L}\p{N}_]$/u;

function inline(text: string, found: Piece[]): void {
  const closings = closingRuns(text);
  let at = 0;
  const take = (is: Piece["is"], piece: string, start: number, end: number): void => {
    if (start > at) found.push({ is: "text", text: text.slice(at, start) });
    found.push({ is, text: piece });
    at = end;
  };
  for (const { 0: match, index } of text.matchAll(INLINE)) {
    if (index < at) continue; // In a piece of code.
    const inside = index + match.length;
    if (match.startsWith("`")) {
      const closing = closings.get(index);
      if (closing !== undefined) take("code", unpadded(text.slice(inside, closing), match.length), index, closing + match.length);
    } else {
      const address = WORD_BEFORE.test(text.slice(Math.max(0, index - 2), index)) ? null : link(match);
      if (address !== null) take("link", address, index, index + address.length);
    }
  }
  if (at < text.length) found.push({ is: "text", text: text.slice(at) });
}

/** Where each run of backticks is closed: by the next one in its line that is as long. */
function closingRuns(text: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let open = new Map<number, number>();
  for (const { 0: run, index } of text.matchAll(/`+|\n/g)) {
    if (run === "\n") {
      open = new Map();
      continue;
    }
    const before = open.get(run.length);
    if (before !== undefined) found.set(before, index);
    open.set(run.length, index);
  }
  return found;
}

/** Code that begins or ends with a backtick has a blank between it and those around it. */
function unpadded(code: string, backticks: number): string {
  return backticks > 1 && code.length > 2 && code.startsWith(" ") && code.endsWith(" ") ? code.slice(1, -1) : code;
}

/** The address without what belongs to the sentence around it; null if nothing is left. */
function link(text: string): string | null {
  const address = text.slice(0, linkEnd(text));
  return /^https?:\/\/./i.test(address) ? address : null;
}

/** Whether the message is nothing but a few emoji, which are then drawn large. */
export function isOnlyEmoji(text: string): boolean {
  return text.length <= MOST_OF_EMOJI && ONLY_EMOJI.test(text);
}

/** Six of the longest. */
const MOST_OF_EMOJI = 96;

const ONLY_EMOJI =
  /^\s*(?:(?:\p{Regional_Indicator}{2}|\u{1f3f4}[\u{e0030}-\u{e007a}]+\u{e007f}|[0-9#*]\ufe0f?\u20e3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f?)\p{Emoji_Modifier}?(?:\u200d\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?)*)\s*){1,6}$/u;
