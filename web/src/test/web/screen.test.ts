import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Message } from "../../main/web/client/types";
import { initials } from "../../main/web/screen/avatar";
import { COLOURS, colour, Tints } from "../../main/web/screen/colour";
import { blocks } from "../../main/web/screen/formatting";
import { linkEnd } from "../../main/web/screen/link";
import { isOnlyEmoji, pieces } from "../../main/web/screen/markup";
import { summary } from "../../main/web/screen/message-view";
import { type Around, type Coming, type ConversationRow, Rows } from "../../main/web/screen/rows";
import { dayInWords, dayOf, shortTime, timeOfDay } from "../../main/web/screen/times";
import { range } from "./fake-world";
import { isNothing } from "../../main/web/client/line";
import { isolated, visible, visibleLine } from "../../main/web/screen/visible";
import { list, refusalInWords, speak, words } from "../../main/web/screen/words";

/** Seen from `web/target/check`, where the bundled test is. */
function vectors<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../../../protocol/vectors/${file}`, import.meta.url), "utf8")) as T;
}

interface Markup {
  readonly cases: readonly { name: string; text: string; emoji?: boolean; pieces: readonly [string, string][] }[];
}

test("the same characters are hidden everywhere", () => {
  const { hidden } = vectors<{ hidden: readonly (readonly [string, string])[] }>("visible.json");
  const ranges = hidden.map(([first, last]) => [parseInt(first, 16), parseInt(last, 16)] as const);
  for (let code = 0xa0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const character = String.fromCodePoint(code);
    const isHidden = ranges.some(([first, last]) => code >= first && code <= last);
    assert.equal(visible(character) !== character, isHidden, code.toString(16));
    assert.equal(isNothing(character), isHidden || /\s/u.test(character), code.toString(16));
  }
});

for (const { name, text, shown } of vectors<{ cases: readonly { name: string; text: string; shown: string }[] }>("visible.json").cases) {
  test(`what is shown: ${name}`, () => {
    assert.equal(visibleLine(text), shown);
    assert.equal(visibleLine(shown), shown);
  });
}

for (const { name, text, emoji, pieces: expected } of vectors<Markup>("markup.json").cases) {
  test(`markup: ${name}`, () => {
    assert.deepEqual(
      pieces(text).map((piece) => [piece.is, piece.text]),
      expected,
    );
    assert.equal(isOnlyEmoji(text), emoji ?? false);
  });
}

interface Formatting {
  readonly cases: readonly { name: string; text: string; blocks: unknown }[];
}

for (const { name, text, blocks: expected } of vectors<Formatting>("formatting.json").cases) {
  test(`formatting: ${name}`, () => {
    const shown = blocks(text).map((block) => [block.is, block.is === "fence" ? block.text : block.runs.map((run) => [run.is, run.text])]);
    assert.deepEqual(shown, expected);
  });
}

test("every user has the same colour everywhere", () => {
  const { colours, cases } = vectors<{ colours: number; cases: readonly { user: string; colour: number }[] }>("colour.json");
  assert.equal(colours, COLOURS);
  for (const { user, colour: expected } of cases) assert.equal(colour(user), expected, user);
});

test("marks of all scripts behind an address are not of it", () => {
  const [{ pairs }, { endings }] = vectors<{ cases: [{ pairs: readonly string[] }, { endings: readonly string[] }] }>("marks.json").cases;
  const link = (text: string): string | undefined => pieces(text).find((piece) => piece.is === "link")?.text;
  for (const [open, close] of pairs) {
    assert.equal(link(`${open}https://example.org/a${close}`), "https://example.org/a", close);
    assert.equal(link(`https://example.org/a${open}b${close}`), `https://example.org/a${open}b${close}`, close);
  }
  for (const ending of endings) assert.equal(link(`https://example.org/a${ending}`), "https://example.org/a", ending);
});

test("each character behind an address is looked at twice at most", () => {
  for (const part of [")", ")]}", "(", "()", ".)", "」"]) {
    const text = "https://a.b/" + part.repeat(8192 / part.length);
    let looks = 0;
    const looked = { length: text.length, charAt: (index: number) => (looks++, text.charAt(index)) };
    linkEnd(looked);
    assert.ok(looks <= 2 * text.length, part);
  }
});

test("the first people one sees all have colours of their own", () => {
  const tints = new Tints();
  const people = Array.from({ length: 24 }, (_, at) => String(at));
  const given = people.map((user) => tints.of(user));
  assert.equal(new Set(given).size, 24);
  assert.equal(new Set(given.slice(0, 12).map((tint) => tint % COLOURS)).size, 12);
  assert.deepEqual(people.map((user) => tints.of(user)), given);
  assert.equal(tints.of("one more"), colour("one more"));
});

test("one name has a sentence of its own", () => {
  speak({ language: "fr", sentences: { "web.came-one": [0, " est là"], "web.left-one": [0, " est parti"], "web.came": [0, " sont là"], "web.left": [0, " sont partis"] } });
  const coming = (user: typeof ANA, came: boolean): Coming => ({ user, came, at: DAY, after: 1 });
  assert.equal(summary([coming(ANA, true), coming(RAFID, false)]), "Ana est là · Rafid est parti");
  assert.equal(summary([coming(ANA, true), coming(RAFID, true)]), "Ana et Rafid sont là");
  speak({ language: "en", sentences: {} });
});

test("who came today is told below today's heading", () => {
  const coming: Coming = { user: RAFID, came: true, at: DAY + 86_400_000, after: 1 };
  const rows = new Rows().of([message(1), message(2, ANA, DAY + 86_500_000)], around({ comings: [coming] }));
  assert.deepEqual(drawn(rows), ["begin", "day", "+m1", "day", "comings", "+m2"]);
});

/** Were each beginning looked on from to the end, this would take hours. */
test("text that is long and full of beginnings is taken apart", { timeout: 60_000 }, () => {
  assert.equal(pieces("```a\n".repeat(200_000)).length, 1);
  for (const part of ["*", "_a", "*a ", "> ", "`", "```\n", "```a\n", "http://", "(", "https://a)", "👍", "https://a.b/" + "(".repeat(20)]) {
    const text = part.repeat(Math.floor(8192 / part.length));
    assert.equal(pieces(text).map((piece) => piece.text).join("").length <= text.length, true);
    blocks(text);
    isOnlyEmoji(text);
  }
});

test("what would hide or reorder text is shown instead", () => {
  assert.equal(visible("a\u0000b\u001b[31m\u007f"), "a\u2400b\u241b[31m\u2421");
  assert.equal(visible("a\u202eb\u2066c\u200bd\ufeff\u0085\u00ad"), "a<U+202E>b<U+2066>c<U+200B>d<U+FEFF><U+0085><U+00AD>");
  assert.equal(visible("\ud800x"), "<U+D800>x");
  assert.equal(visible("\u{e0041}"), "<U+E0041>");
  assert.equal(visible("👩‍💻 क्‍ष\r\nline\ttab"), "👩‍💻 क्‍ष\nline\ttab");
  assert.equal(visibleLine("a\nb"), "a\u240ab");
  assert.equal(isolated("Ana"), "Ana");
  assert.equal(isolated("زهرة"), "\u2068زهرة\u2069");
});

test("an avatar has the first letters of a name", () => {
  assert.deepEqual(["ana", "Mehmet-Ali", "li_wei_x", "\u202eevil", "дмитрий", "???", "-", "𝒳y"].map(initials), ["An", "MA", "LW", "Ev", "Дм", "?", "-", "𝒳y"]);
});

test("sentences are filled in, by their count and in their language", () => {
  speak({
    language: "ru",
    sentences: {
      said: [0, ": ", 1],
      here: [{ of: 0, forms: { "=0": "никого", one: [0, " человек"], few: [0, " человека"], other: [0, " человек"] } }],
      "refused.name-taken": [0, " is taken"],
    },
  });
  assert.equal(words("said", "Ana", "{0} <b>"), "Ana: {0} <b>");
  assert.deepEqual([0, 1, 3, 5, 21].map((count) => words("here", count)), ["никого", "1 человек", "3 человека", "5 человек", "21 человек"]);
  assert.equal(words("nothing.like.it"), "nothing.like.it");
  assert.equal(refusalInWords({ code: "name-taken", details: ["Ana"] }), "Ana is taken");
  assert.equal(refusalInWords({ code: "new-in-a-later-server", details: [] }), "new-in-a-later-server");
  speak({ language: "en", sentences: {} });
  assert.equal(list(["Ana", "Rafid", "Sofia"]), "Ana, Rafid, and Sofia");
  assert.equal(list(["Ana", "Rafid"], true), "Ana, Rafid");
});

const ANA = { id: "1".repeat(32), name: "Ana" };
const RAFID = { id: "2".repeat(32), name: "Rafid" };
const DAY = Date.UTC(2026, 10, 20, 12);

function message(seq: number, author = ANA, at = DAY + seq * 1000): Message {
  return { id: `m${seq}`, seq, at, author, mine: author === RAFID, text: `text ${seq}`, cipher: null, sealed: null, state: "stored" };
}

function around(more: Partial<Around> = {}): Around {
  return { earlier: false, comings: [], newAfter: null, today: DAY / 86_400_000 - 0.5, unfolded: new Set(), ...more };
}

function drawn(rows: readonly ConversationRow[]): string[] {
  return rows.map((row) => (row.kind === "message" ? `${row.first ? "+" : ""}${row.key}` : row.kind));
}

test("messages of one author within a while are a group, and a day, a line or a notice ends it", () => {
  const coming: Coming = { user: RAFID, came: true, at: DAY, after: 4 };
  const messages = [message(1), message(2), message(3, RAFID), message(4, RAFID), message(5, RAFID), message(6, ANA), message(7, ANA, DAY + 400_000), message(8, ANA, DAY + 86_400_000)];
  const rows = new Rows().of(messages, around({ comings: [coming], newAfter: 5 }));
  assert.deepEqual(drawn(rows), ["begin", "day", "+m1", "m2", "+m3", "m4", "comings", "+m5", "new", "+m6", "+m7", "day", "+m8"]);
});

test("whoever came when nothing was said after it is told at the end", () => {
  const rows = new Rows().of([message(1)], around({ comings: [{ user: RAFID, came: true, at: DAY, after: 1 }] }));
  assert.deepEqual(drawn(rows), ["begin", "day", "+m1", "comings"]);
});

/** The languages of the reader's browser. */
function reads(languages: readonly string[]): void {
  Object.defineProperty(globalThis, "navigator", { value: { languages }, configurable: true });
}

test("what a day is called depends on the day it is now", () => {
  const rows = new Rows();
  const day = (more: Partial<Around>) => rows.of([message(1)], around(more)).find((row) => row.kind === "day");
  const today = dayOf(DAY);
  const before = day({ today });
  assert.equal(day({ today }), before);
  assert.notEqual(day({ today: today + 1 }), before);
});

test("where the browser has no names for a language the catalogue's are used", () => {
  const at = new Date(2026, 0, 8, 15, 45).getTime();
  const names = { "web.weekdays": "e diel, e hënë, e martë, e mërkurë, e enjte, e premte, e shtunë", "web.months": "janar, shkurt", "web.list-and": [0, " dhe ", 1] };
  const supported = Intl.DateTimeFormat.supportedLocalesOf;
  const lists = Intl.ListFormat.supportedLocalesOf;
  try {
    Intl.DateTimeFormat.supportedLocalesOf = () => [];
    Intl.ListFormat.supportedLocalesOf = () => [];
    reads(["sq"]);
    speak({ language: "sq", sentences: names });
    assert.equal(dayInWords(at, at + 7 * 86_400_000), "E enjte, 8 janar");
    assert.equal(dayInWords(at, new Date(2027, 1, 1).getTime()), "E enjte, 8 janar 2026");
    assert.equal(shortTime(at, at + 2 * 86_400_000), "enj");
    assert.equal(timeOfDay(at), "15:45");
    assert.equal(list(["Ana", "Besa", "Cen"]), "Ana, Besa dhe Cen");
  } finally {
    Intl.DateTimeFormat.supportedLocalesOf = supported;
    Intl.ListFormat.supportedLocalesOf = lists;
    speak({ language: "en", sentences: {} });
  }
});

test("dates are written as the reader's region does, and a heading begins with a capital", () => {
  const at = new Date(2026, 9, 24, 9, 5).getTime();
  reads(["en-GB", "fr-CH"]);
  speak({ language: "en", sentences: {} });
  assert.match(dayInWords(at, at + 7 * 86_400_000), /^Saturday,? 24 October$/);
  speak({ language: "fr", sentences: {} });
  assert.equal(dayInWords(at, at + 7 * 86_400_000), "Samedi 24 octobre");
  speak({ language: "en", sentences: {} });
});

test("rows made bit by bit are the rows made at once, and those that are the same stay the same objects", () => {
  let seed = 20261120;
  const random = (below: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  for (let run = 0; run < 300; run++) {
    const growing = new Rows();
    let messages: Message[] = [];
    let comings: Coming[] = [];
    let at = DAY;
    let newAfter: number | null = null;
    const unfolded = new Set<string>();
    let before: readonly ConversationRow[] = [];
    for (let step = 0; step < 20; step++) {
      const what = random(8);
      const last = messages.filter((one) => one.seq !== null).at(-1)?.seq ?? 0;
      at += random(200_000) * (random(5) === 0 ? 400 : 1);
      if (what < 4) messages = [...messages, message(last + 1, random(2) === 0 ? ANA : RAFID, at)];
      else if (what === 4) comings = [...comings, { user: ANA, came: random(2) === 0, at, after: last }];
      else if (what === 5) newAfter = random(3) === 0 ? null : random(last + 1);
      else if (what === 6 && messages.length > 0) {
        const which = random(messages.length);
        messages = messages.map((one, i) => (i === which ? { ...one, text: `${one.text}!` } : one));
      } else if (messages[0] !== undefined) unfolded.add(messages[random(messages.length)]!.id);
      const now = around({ comings, newAfter, unfolded });
      const rows = growing.of(messages, now);
      assert.deepEqual(rows, new Rows().of(messages, now), `run ${run}, step ${step}`);
      assert.equal(new Set(rows.map((row) => row.key)).size, rows.length, `run ${run}, step ${step}: keys`);
      if (what < 4) assert.ok(before.filter((row) => row.kind === "message").every((row) => rows.includes(row)));
      before = rows;
    }
  }
});

const RECOMMENDED = new RegExp("^\\p{RGI_Emoji}$", "v");

/** Emoji as Unicode recommends them, of all kinds of sequences: so many as can be made of their parts. */
function recommended(): readonly string[] {
  const all = (property: RegExp): string[] => range(0x23, 0x1faff).map((code) => String.fromCodePoint(code)).filter((one) => property.test(one));
  const [pictures, people, tones] = [all(/^\p{Emoji}$/u), all(/^\p{Emoji_Modifier_Base}$/u), ["", "🏻", "🏼", "🏽", "🏾", "🏿"]];
  const letters = range(0x1f1e6, 0x1f1ff).map((code) => String.fromCodePoint(code));
  const tags = ["gbeng", "gbsct", "gbwls"].map((region) => `🏴${[...region].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join("")}\u{e007f}`);
  const toned = people.flatMap((one) => tones.flatMap((tone) => (tone === "" ? [one, `${one}\ufe0f`] : [one + tone])));
  const things = [..."♂♀⚕⚖✈➡⛓🌈💥💨🔥🩹☠⚧🗨🌾🍳🍼🎄🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦯🦼🦽🦰🦱🦲🦳🧑👧👦🧒🐛🟫🟩⬛🍄🦺❄"].flatMap((one) => [one, `${one}\ufe0f`]);
  const others = ["🏳️", "🏴", "👁️", "❤️", "⛓️", "🐦", "🐕", "🐈", "🐻", "😮", "😵", "😶", "🙂", "🍋", "🍄", "🧑"];
  const joined = [...toned, ...others].flatMap((one) => things.map((thing) => `${one}\u200d${thing}`));
  const couples = tones.flatMap((one) => tones.flatMap((other) => ["❤️\u200d", "❤️\u200d💋\u200d", "🤝\u200d"].map((between) => `👩${one}\u200d${between}👨${other}`)));
  const families = ["👨‍👩‍👦", "👩‍👩‍👧‍👧", "🧑‍🧑‍🧒‍🧒", "🏃🏽‍♀️‍➡️"];
  const keys = [..."0123456789#*"].map((one) => `${one}\ufe0f\u20e3`);
  const flags = letters.flatMap((one) => letters.map((other) => one + other));
  return [...pictures, ...pictures.map((one) => `${one}\ufe0f`), ...toned, ...joined, ...couples, ...families, ...keys, ...flags, ...tags].filter((one) => RECOMMENDED.test(one));
}

test("every emoji that Unicode recommends is drawn large, and nothing of it is taken for hidden", () => {
  const emoji = new Set(recommended());
  assert.ok(emoji.size > 3000, String(emoji.size));
  for (const one of emoji) assert.deepEqual([isOnlyEmoji(one), visible(one)], [true, one], [...one].map((part) => part.codePointAt(0)?.toString(16)).join(" "));
});
