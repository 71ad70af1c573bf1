import type { Message } from "../client/types";

/** What a sentence is made of: text, the number of a part that stands there, or forms for a count. */
type Piece = string | number | Plural;
type Sentence = string | readonly Piece[];
interface Plural {
  readonly of: number;
  readonly forms: Readonly<Record<string, Sentence>>;
}

/** A language's sentences, as the build makes them of the catalogue (`tertulia.catalogue.Catalogue`). */
export interface Catalogue {
  readonly language: string;
  readonly sentences: Readonly<Record<string, Sentence>>;
}

let catalogue: Catalogue = { language: "en", sentences: {} };
let numbers = new Intl.NumberFormat("en");
let plurals = new Intl.PluralRules("en");
let order = names("en");

/** From here on this language is spoken. */
export function speak(language: Catalogue): void {
  catalogue = language;
  numbers = new Intl.NumberFormat(known(language.language));
  plurals = new Intl.PluralRules(known(language.language));
  order = names(language.language);
}

/** The language for the browser's own rules; of one it does not know it would take those of the reader's system, whichever that is. */
function known(language: string): string {
  return Intl.PluralRules.supportedLocalesOf(language).length > 0 ? language : "de";
}

function names(language: string): Intl.Collator {
  return new Intl.Collator(language, { sensitivity: "base", numeric: true });
}

/** Which name comes first in the reader's language, as for `sort`. */
export function compareNames(a: string, b: string): number {
  return order.compare(a, b);
}

/** What a message says, or that it cannot be read. */
export function textOf(message: Message): string {
  return message.damaged ? words("event.damaged") : message.text;
}

/** The language that is spoken, as in BCP 47. */
export function language(): string {
  return catalogue.language;
}

/** The sentence of this key with its parts filled in; the key itself if there is none. */
export function words(key: string, ...parts: readonly (string | number)[]): string {
  const sentence = catalogue.sentences[key];
  if (sentence === undefined) return key;
  const text = filled(sentence, parts);
  return catalogue.language === "en-XA" ? `⟦${text}⟧` : text;
}

/** A refusal in words; its code, if this program is too old to know it. */
export function refusalInWords(refusal: { readonly code: string; readonly details: readonly string[] }): string {
  const key = `refused.${refusal.code}`;
  return key in catalogue.sentences ? words(key, ...refusal.details) : refusal.code;
}

/** Why the server ended the connection, in words; the reason itself, if this program is too old to know it. */
export function farewell(reason: string): string {
  const key = `bye.${reason}`;
  return key in catalogue.sentences ? words(key) : reason;
}

/** Names one after the other, as one says them: "Ana, Rafid and Sofia"; the last without "and" if others follow. */
export function list(names: readonly string[], followed = false): string {
  if (followed || names.length < 2) return names.join(", ");
  if (Intl.ListFormat.supportedLocalesOf(catalogue.language).length === 0) return words("web.list-and", names.slice(0, -1).join(", "), names.at(-1)!);
  return new Intl.ListFormat(catalogue.language, { type: "conjunction" }).format(names);
}

function filled(sentence: Sentence, parts: readonly (string | number)[]): string {
  if (typeof sentence === "string") return sentence;
  return sentence.map((piece) => pieceInWords(piece, parts)).join("");
}

function pieceInWords(piece: Piece, parts: readonly (string | number)[]): string {
  if (typeof piece === "string") return piece;
  if (typeof piece === "number") {
    const part = parts[piece];
    return typeof part === "number" ? numbers.format(part) : (part ?? "");
  }
  const count = Number(parts[piece.of] ?? 0);
  const form = piece.forms[`=${count}`] ?? piece.forms[plurals.select(count)] ?? piece.forms["other"] ?? "";
  return filled(form, parts);
}
