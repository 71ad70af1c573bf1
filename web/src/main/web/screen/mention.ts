/** Whether the text has this name in it as a word of its own, in any letter case; as the client counts mentions. */
export function mentions(text: string, name: string): boolean {
  const where = text.toLowerCase();
  const what = name.toLowerCase();
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1)) {
    if (!WORD_BEFORE.test(where.slice(0, at)) && !WORD_AFTER.test(where.slice(at + what.length))) return true;
  }
  return false;
}

const WORD_BEFORE = /[\p{L}\p{N}_]$/u;
const WORD_AFTER = /^[\p{L}\p{N}_]/u;
