/**
 * Text from strangers made harmless, as the model's `Visible` (`protocol/vectors/visible.json`): what would hide,
 * reorder or cover text is shown instead. Line breaks and tabs stay, for a message is shown in several lines.
 */
export function visible(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(SUSPECT, shown).replace(PILE, pile);
}

/** The same for what stands in one line, as names do: a tab is a space. */
export function visibleLine(text: string): string {
  return visible(text).replace(/\t/g, " ").replace(/\n/g, "\u240a");
}

/** A name for the middle of a sentence, which it does not turn around if it is written from right to left. */
export function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${visibleLine(name)}\u2069` : visibleLine(name);
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Nothing is to be seen of these by themselves. */
const HIDDEN = "\\p{Default_Ignorable_Code_Point}\\u2028\\u2029\\u2800\\ufff9-\\ufffb\\u{13430}-\\u{13442}\\u{16fe4}\\u{1d159}";
/** Scripts whose letters have no joiners between them. */
const UNJOINED = ["Latin", "Greek", "Cyrillic", "Han", "Hiragana", "Katakana", "Hangul", "Common", "Inherited"];

/** Where a script or an emoji needs what is hidden: the whole of it is left as it is. */
const NEEDED = [
  "\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{2,6}\\u{e007f}\\u200d?",
  "(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}]|[\\p{Emoji}\\p{Sm}\\p{So}]\\ufe0f)\\u200d",
  `(?<=(?![${UNJOINED.map((script) => `\\p{Script=${script}}`).join("")}])[\\p{L}\\p{M}])[\\u200c\\u200d]`,
  "(?<=[\\p{Emoji}\\p{Sm}\\p{So}])[\\ufe0e\\ufe0f]",
  "(?<=[\\p{Script=Han}\\p{Sm}\\p{So}])[\\ufe00-\\ufe0d]",
  "(?<=\\p{Script=Han})[\\u{e0100}-\\u{e01ef}]",
  "(?<=(?!\\p{M})\\p{Script=Mongolian})[\\u180b-\\u180f]",
].join("|");

const SUSPECT = new RegExp(`(${NEEDED})|[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f${HIDDEN}]|\\p{Surrogate}`, "gu");

/** More marks than any language puts on one letter. */
const PILE = /((?:(?!\p{Default_Ignorable_Code_Point})[\p{Mn}\p{Me}][\u200c\u200d]?){8})((?:(?!\p{Default_Ignorable_Code_Point})[\p{Mn}\p{Me}][\u200c\u200d]?)+)/gu;

function shown(character: string, needed: string | undefined): string {
  if (needed !== undefined) return character;
  const code = character.codePointAt(0)!;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

function pile(_all: string, first: string, rest: string): string {
  return `${first}<+${[...rest.replace(/[\u200c\u200d]/gu, "")].length}>`;
}
