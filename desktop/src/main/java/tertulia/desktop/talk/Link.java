package tertulia.desktop.talk;

/** Where an address in a text ends (see protocol/vectors/marks.json). */
final class Link {
    /** Of all scripts, in pairs. */
    private static final String BRACKETS = "()[]{}（）［］｛｝｟｠「」『』【】〔〕〈〉《》〖〗〘〙〚〛｢｣⟨⟩⟪⟫⟦⟧⁅⁆༺༻༼༽᚛᚜";
    /** What ends a sentence or a quotation in one of them. */
    private static final String ENDINGS = ".,;:!?'*_~…‥‼⁇⁈⁉“”„‟‘’‚‛«»‹›。、！？．，：；｡､،؛؟۔։՜՝՞׃।॥።፣፤፥፦፧၊။។៕།༎᠂᠃\u037e\u0387";

    private Link() {}

    /**
     * Where an address ends that goes on at most to the end of the text: without what ends the sentence around it, and
     * brackets that it did not open. Looks at each character twice at most.
     */
    static int end(CharSequence text) {
        int[] open = new int[BRACKETS.length() / 2];
        for (int at = 0; at < text.length(); at++) {
            int bracket = BRACKETS.indexOf(text.charAt(at));
            if (bracket >= 0) open[bracket / 2] += bracket % 2 == 0 ? 1 : -1;
        }
        int end = text.length();
        for (; end > 0; end--) {
            char last = text.charAt(end - 1);
            if (ENDINGS.indexOf(last) >= 0) continue;
            int bracket = BRACKETS.indexOf(last);
            if (bracket < 0 || bracket % 2 == 0 || open[bracket / 2] >= 0) break;
            open[bracket / 2]++;
        }
        return end;
    }
}
