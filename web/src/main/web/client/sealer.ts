/** What a message is on its way: sealed if `cipher` says how that is called. */
export interface Travelling {
  readonly text: string;
  readonly cipher: string | null;
}

/** Seals what is said in a conversation before it leaves, and opens what is heard there; the key stays here. */
export interface Sealer {
  /** What travels instead of the text. */
  seal(text: string): Travelling;
  /** What was said; null if it was not sealed in this way. With another key than its own it is nonsense. */
  open(travelling: Travelling): string | null;
}

const NAME = "caesar";
const LETTERS = 26;

/** There are so many keys, from 1; with the next one all letters would stay. */
export const KEYS = LETTERS - 1;

/**
 * Caesar's cipher, a lesson and no protection: each letter from A to Z, large or small, moves on by the key, and after Z
 * comes A. Everything else stays, letters of other alphabets too.
 */
export class Caesar implements Sealer {
  /** A whole number from 1 to `KEYS`. */
  constructor(readonly key: number) {}

  seal(text: string): Travelling {
    return { text: moved(text, this.key), cipher: NAME };
  }

  open({ text, cipher }: Travelling): string | null {
    return cipher === NAME ? moved(text, LETTERS - this.key) : null;
  }
}

export function isKey(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= KEYS;
}

/** What a written `/cipher …` asks for: a key, or none (null); undefined if it asks for nothing that there is. */
export function asked(words: string): number | null | undefined {
  if (/^off$/i.test(words)) return null;
  if (/^next$/i.test(words)) return 1;
  const key = Number(/^caesar\s+(\d{1,3})$/i.exec(words)?.[1]);
  return isKey(key) ? key : undefined;
}

function moved(text: string, by: number): string {
  return text.replace(/[A-Za-z]/g, (letter) => {
    const first = letter < "a" ? 65 : 97;
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + by) % LETTERS));
  });
}
