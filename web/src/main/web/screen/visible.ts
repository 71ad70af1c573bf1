/**
 * Text from strangers made harmless, as the model's `Visible`: controls, and what would hide or reorder text, in a
 * visible form. Line breaks and tabs stay, for a message is shown in several lines.
 */
export function visible(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(HARMFUL, shown);
}

/** The same for what stands in one line, as names do. */
export function visibleLine(text: string): string {
  return visible(text).replace(/[\n\t]/g, (c) => String.fromCodePoint(0x2400 + c.codePointAt(0)!));
}

/** A name for the middle of a sentence, which it does not turn around if it is written from right to left. */
export function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${visibleLine(name)}\u2069` : visibleLine(name);
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const HARMFUL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

function shown(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}
