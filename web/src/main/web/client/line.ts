/** What a typed text is: see {@link line}. */
export type Line =
  | { readonly is: "plain" | "all"; readonly text: string }
  | { readonly is: "name" | "unclear" | "slash"; readonly name: string; readonly text: string };

const FORBIDDEN = /[\s\u0085*?!@,:./#&$"<>()]/u;
const LETTER = /[\p{L}\p{N}]/u;
const EMPHASIS = /^\*?[^\s*](?:[^*]*[^\s*])?\*/u;
const SUM = /^[\s0-9]/u;
const BLANK_AT_END = /[\s\u0085]$/u;

/**
 * Takes apart what a person typed, as the model's `Line` does (`protocol/vectors/line.json`), so that what may be meant
 * for one person or for a program never becomes public by a slip. `most` is how many characters a name has,
 * `isKnown` whether somebody has a name.
 */
export function line(text: string, most: number, isKnown: (name: string) => boolean): Line {
  const begun = text.replace(/^[\s\u0085]+/u, "");
  const slash = /^[/／](?:([/／])|([^\s\u0085]*))/u.exec(begun);
  if (slash) {
    if (slash[1] !== undefined) return { is: "plain", text: `/${begun.slice(2)}` };
    return { is: "slash", name: (slash[2] ?? "").toLowerCase(), text: stripped(begun.slice(slash[0].length)) };
  }
  const star = begun.search(/[*＊]/u);
  const before = begun.slice(0, Math.max(0, star));
  const plain: Line = { is: "plain", text };
  if (star < 0 || before.includes("\n")) return plain;
  const after = begun.slice(star + 1);
  if (/^all$/i.test(stripped(before))) return { is: "all", text: after };
  const name = stripped(before).replace(/^@/, "");
  if ([...name].length > most || FORBIDDEN.test(name) || !LETTER.test(name)) return plain;
  if (!BLANK_AT_END.test(before)) return { is: "name", name, text: after };
  const harmless = EMPHASIS.test(after) || (/^[0-9]+$/.test(name) && SUM.test(after));
  return harmless && !isKnown(name) ? plain : { is: "unclear", name, text: after };
}

function stripped(text: string): string {
  return text.replace(/^[\s\u0085]+/u, "").replace(/[\s\u0085]+$/u, "");
}

/** Whether there is nothing in the text that a reader could see: blanks and hidden characters alone. */
export function isNothing(text: string): boolean {
  return !/[^\s\u0085\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb\u{13430}-\u{13442}\u{16fe4}\u{1d159}]/u.test(text);
}
