/** Brackets of all scripts in pairs, and what ends a sentence or a quotation in one of them (see protocol/vectors/marks.json). */
const BRACKETS = "()[]{}（）［］｛｝｟｠「」『』【】〔〕〈〉《》〖〗〘〙〚〛｢｣⟨⟩⟪⟫⟦⟧⁅⁆༺༻༼༽᚛᚜";
const ENDINGS = new Set(".,;:!?'*_~…‥‼⁇⁈⁉“”„‟‘’‚‛«»‹›。、！？．，：；｡､،؛؟۔։՜՝՞׃।॥።፣፤፥፦፧၊။។៕།༎᠂᠃\u037e\u0387");

/** A text that can be read character by character. */
export interface Characters {
  readonly length: number;
  charAt(index: number): string;
}

/** Where an address ends that goes on at most to the end of the text: without what ends the sentence around it, and brackets that it did not open. Looks at each character twice at most. */
export function linkEnd(text: Characters): number {
  const open = new Array<number>(BRACKETS.length / 2).fill(0);
  for (let at = 0; at < text.length; at++) {
    const bracket = BRACKETS.indexOf(text.charAt(at));
    if (bracket >= 0) open[bracket >> 1]! += bracket % 2 === 0 ? 1 : -1;
  }
  let end = text.length;
  for (; end > 0; end--) {
    const last = text.charAt(end - 1);
    if (ENDINGS.has(last)) continue;
    const bracket = BRACKETS.indexOf(last);
    if (bracket < 0 || bracket % 2 === 0 || open[bracket >> 1]! >= 0) break;
    open[bracket >> 1]!++;
  }
  return end;
}
