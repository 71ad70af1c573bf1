import { type Piece, pieces } from "./markup";

/** How a stretch of text is set. */
export type Style = "bold" | "italic" | "struck";

/** A piece of a line: one of {@link Piece}, or text that is set in a style. */
export type Run = Piece | { readonly is: Style; readonly text: string };

/** A part of a message from top to bottom: lines of text, a quotation, an item of a list, or a fence of code. */
export type Block =
  | { readonly is: "lines" | "quote" | "item"; readonly runs: readonly Run[] }
  | { readonly is: "fence"; readonly text: string };

const QUOTE = /^> ?/;
const ITEM = /^[-*•] (?=\S)/;
/** The beginning of an item that begins with a link or code. */
const ITEM_ALONE = /^[-*•] $/;

/**
 * Takes a message apart into blocks (see protocol/vectors/formatting.json): lines that begin with `>` are a quotation, a
 * line that begins with `- ` or `* ` is an item, and `*bold*`, `**bold**`, `_italic_` and `~struck~` are set so where the
 * signs enclose whole words.
 */
export function blocks(text: string): readonly Block[] {
  const found: Block[] = [];
  let line: Piece[] = [];
  let lines: Piece[][] = [];
  for (const piece of pieces(text)) {
    if (piece.is === "fence") {
      if (line.length > 0) lines.push(line);
      found.push(...grouped(lines), { is: "fence", text: piece.text });
      [line, lines] = [[], []];
    } else if (piece.is !== "text") {
      line.push(piece);
    } else {
      const [first, ...others] = piece.text.split("\n");
      if (first !== "") line.push({ is: "text", text: first! });
      for (const other of others) {
        lines.push(line);
        line = other === "" ? [] : [{ is: "text", text: other }];
      }
    }
  }
  if (line.length > 0 || (found.length === 0 && lines.length === 0)) lines.push(line);
  return [...found, ...grouped(lines)];
}

/** Lines that follow each other and are of one kind are one block, but each item is its own. */
function grouped(lines: readonly (readonly Piece[])[]): readonly Block[] {
  const found: { is: "lines" | "quote" | "item"; runs: Run[] }[] = [];
  for (const line of lines) {
    const begin = line[0]?.is === "text" ? line[0].text : "";
    const is = QUOTE.test(begin) ? "quote" : ITEM.test(begin) || (line.length > 1 && ITEM_ALONE.test(begin)) ? "item" : "lines";
    const mark = is === "quote" ? QUOTE : /^[-*•] /;
    const shown = is === "lines" ? line : [{ is: "text", text: begin.replace(mark, "") } as Piece, ...line.slice(1)];
    const runs = shown.flatMap((piece): readonly Run[] => (piece.is === "text" ? styled(piece.text) : [piece]));
    const last = found.at(-1);
    if (last?.is === is && is !== "item") last.runs.push({ is: "text", text: "\n" }, ...runs);
    else found.push({ is, runs: [...runs] });
  }
  return found;
}

const STYLED = /(\*\*|[*_~])(?=\S)([^\n]{0,400}?\S)\1/gu;
const BEFORE = /[\p{L}\p{N}\p{M}_*~]$/u;
const AFTER = /^[\p{L}\p{N}\p{M}_*~]/u;
const STYLES: Readonly<Record<string, Style>> = { "*": "bold", "**": "bold", _: "italic", "~": "struck" };

function styled(text: string): readonly Run[] {
  const found: Run[] = [];
  let at = 0;
  for (const match of text.matchAll(STYLED)) {
    const end = match.index + match[0].length;
    if (BEFORE.test(text.slice(Math.max(0, match.index - 2), match.index)) || AFTER.test(text.slice(end, end + 2))) continue;
    if (match.index > at) found.push({ is: "text", text: text.slice(at, match.index) });
    found.push({ is: STYLES[match[1]!]!, text: match[2]! });
    at = end;
  }
  if (at < text.length) found.push({ is: "text", text: text.slice(at) });
  return found;
}
