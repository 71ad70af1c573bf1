const WORD = "\\p{L}\\p{N}\\p{M}_";

/**
 * Tells whether a text has this handle in it as a whole word, with or without `@`, in any letter case. What is joined to
 * a word by a hyphen belongs to the word.
 */
export function mentions(handle: string): (text: string) => boolean {
  const name = handle.normalize("NFC").replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  // Older phones can't look behind; so what may stand before is matched, too: of many hyphens the last, for their number says nothing.
  const found = new RegExp(`(?:^|[^${WORD}@-]|(?:^|[^${WORD}])-)@?${name}(?!-*[${WORD}])`, "iu");
  return (text) => found.test(text.normalize("NFC"));
}
