/** A piece of a message: plain text, a link, `code` in a line, or a fenced block of it. */
export interface Piece {
  readonly is: "text" | "link" | "code" | "fence";
  readonly text: string;
}

/**
 * Takes a message apart (see protocol/vectors/markup.json). A line that begins with three backticks opens a fence, a
 * line of three backticks alone closes it; outside of fences, what stands between two backticks in one line is code,
 * and `http://` or `https://` up to white space is a link, without the punctuation that ends it.
 */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const fence of text.matchAll(FENCE)) {
    const begin = fence.index + fence[1]!.length;
    inline(text.slice(at, begin), found);
    found.push({ is: "fence", text: fence[2] ?? "" });
    at = fence.index + fence[0].length;
    if (text[at] === "\n") at++;
  }
  inline(text.slice(at), found);
  return found;
}

// Older phones cannot look behind, so what may stand before a match is looked at here, not in the expressions.
const FENCE = /(^|\n)```[^\n`]*\n(?:([^]*?)\n)?```[ \t]*(?=\n|$)/g;
const INLINE = /`([^`\n]+)`|https?:\/\/[^\s<>"`]+/giu;
const WORD_BEFORE = /[\p{L}\p{N}_]$/u;
const ENDING = /[.,;:!?'*_~\u2026\u3002\u3001]$/u;

function inline(text: string, found: Piece[]): void {
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    const code = match[1];
    const piece = code ?? (WORD_BEFORE.test(text.slice(Math.max(0, match.index - 2), match.index)) ? null : link(match[0]));
    if (piece === null) continue;
    if (match.index > at) found.push({ is: "text", text: text.slice(at, match.index) });
    found.push({ is: code === undefined ? "link" : "code", text: piece });
    at = match.index + (code === undefined ? piece.length : match[0].length);
  }
  if (at < text.length) found.push({ is: "text", text: text.slice(at) });
}

/** The address without what belongs to the sentence around it: ending punctuation, and brackets that it did not open. */
function link(text: string): string | null {
  let end = text;
  for (;;) {
    if (ENDING.test(end) || unopened(end, "(", ")") || unopened(end, "[", "]") || unopened(end, "{", "}")) {
      end = end.slice(0, -1);
    } else break;
  }
  return /^https?:\/\/./i.test(end) ? end : null;
}

function unopened(text: string, open: string, close: string): boolean {
  return text.endsWith(close) && text.split(close).length > text.split(open).length;
}

/** Whether the message is nothing but a few emoji, which are then drawn large. */
export function isOnlyEmoji(text: string): boolean {
  return text.length <= 64 && ONLY_EMOJI.test(text);
}

const ONLY_EMOJI =
  /^\s*(?:(?:\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f?)\p{Emoji_Modifier}?(?:\u200d\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?)*)\s*){1,6}$/u;
