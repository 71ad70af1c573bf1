import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isNothing, line } from "../../main/web/client/line";
import { meant, type Namesakes } from "../../main/web/client/meant";
import { MessageIds } from "../../main/web/client/message-id";
import { Outbox } from "../../main/web/client/outbox";
import { type Coming, People } from "../../main/web/client/people";
import { asked, Caesar } from "../../main/web/client/sealer";
import { Timeline } from "../../main/web/client/timeline";
import type { Conversation, User } from "../../main/web/client/types";
import { range } from "./fake-world";

interface TimelineStep {
  readonly do: "hear" | "fill" | "reaches" | "passed" | "restart" | "giveUp";
  readonly prev: number;
  readonly first: number;
  readonly last: number;
  readonly fresh: readonly number[];
  readonly at: number;
  readonly gap: boolean;
  readonly behind: boolean;
}

interface OutboxStep {
  readonly do: "add" | "connected" | "disconnected" | "take" | "next" | "stored" | "refused";
  readonly message: number;
  readonly time: number;
  readonly limits: Readonly<Record<string, number>>;
  readonly code: string;
  readonly sends: readonly number[];
  readonly millis: number | null;
  readonly "given-up": boolean;
}

interface PeopleStep {
  readonly do: "connected" | "whole" | "change";
  readonly version: number;
  readonly users: readonly string[];
  readonly more: boolean;
  readonly come: readonly string[];
  readonly gone: readonly string[];
  readonly joined: readonly string[];
  readonly left: readonly string[];
  readonly hole: boolean;
  readonly present: readonly string[];
}

/** Seen from `web/target/check`, where the bundled test is. */
function cases<Case>(file: string): readonly Case[] {
  const { cases } = JSON.parse(readFileSync(new URL(`../../../protocol/vectors/${file}`, import.meta.url), "utf8")) as { cases: readonly Case[] };
  assert.ok(cases.length > 0);
  return cases;
}

function entriesOf(first: number, last: number): { seq: number }[] {
  return range(first, last).map((seq) => ({ seq }));
}

function hears(timeline: Timeline, step: TimelineStep): readonly { seq: number }[] {
  switch (step.do) {
    case "hear":
      return timeline.hear(step.prev, entriesOf(step.prev + 1, step.last));
    case "fill":
      return timeline.fill(entriesOf(step.first, step.last));
    case "reaches":
      timeline.reaches(step.last);
      return [];
    case "passed":
      timeline.passed(step.last);
      return [];
    case "restart":
      timeline.restart(step.last);
      return [];
    case "giveUp":
      timeline.giveUp();
      return [];
  }
}

for (const one of cases<{ name: string; at: number; steps: readonly TimelineStep[] }>("timeline.json")) {
  test(`timeline: ${one.name}`, () => {
    const timeline = new Timeline(one.at);
    for (const step of one.steps) {
      const fresh = hears(timeline, step).map((entry) => entry.seq);
      const { at, gap, behind } = timeline;
      assert.deepEqual({ fresh, at, gap, behind }, { fresh: step.fresh, at: step.at, gap: step.gap, behind: step.behind }, JSON.stringify(step));
    }
  });
}

for (const one of cases<{ name: string; steps: readonly OutboxStep[] }>("outbox.json")) {
  test(`outbox: ${one.name}`, () => {
    const outbox = new Outbox(0);
    for (const step of one.steps) {
      const id = String(step.message);
      const what = JSON.stringify(step);
      if (step.do === "add") outbox.add({ id });
      else if (step.do === "connected") outbox.connected(step.limits, step.time);
      else if (step.do === "disconnected") outbox.disconnected();
      else if (step.do === "take") assert.deepEqual(outbox.take(step.time).map((draft) => Number(draft.id)), step.sends, what);
      else if (step.do === "next") assert.equal(outbox.next(step.time), step.millis, what);
      else if (step.do === "stored") outbox.stored(id);
      else assert.equal(outbox.refused(id, step.code, step.time) !== null, step["given-up"], what);
    }
  });
}

function comes(people: People, step: PeopleStep): Coming | null {
  const users = (names: readonly string[]): User[] => names.map((name) => ({ id: `id of ${name}`, name }));
  if (step.do === "whole") return people.whole(step.version, users(step.users), step.more);
  if (step.do === "change") return people.change(step.version, users(step.come), users(step.gone));
  people.connected();
  return null;
}

for (const one of cases<{ name: string; steps: readonly PeopleStep[] }>("people.json")) {
  test(`people: ${one.name}`, () => {
    const people = new People();
    for (const step of one.steps) {
      const coming = comes(people, step);
      if (!coming) continue;
      const names = (users: readonly User[]) => users.map((user) => user.name);
      const what = JSON.stringify(step);
      assert.deepEqual([names(coming.joined), names(coming.left), coming.hole], [step.joined, step.left, step.hole], what);
      assert.deepEqual(names(people.present).sort(), [...step.present].sort(), what);
    }
  });
}

interface LineCase {
  readonly line: string;
  readonly known?: readonly string[];
  readonly is: string;
  readonly name?: string;
  readonly text: string;
}

test("a typed text is taken apart as the vectors say", () => {
  for (const { line: typed, known, ...expected } of cases<LineCase>("line.json")) {
    const names = (known ?? []).map((name) => name.toLowerCase());
    assert.deepEqual(line(typed, 32, (name) => names.includes(name.toLowerCase())), expected, typed);
  }
});

interface MeantCase {
  readonly typed: string;
  readonly is: string;
  readonly user?: string;
  readonly text?: string;
  readonly code?: string;
  readonly details?: readonly string[];
}

test("what is typed goes where the vectors say", () => {
  const [me, ashik, away] = ["Ana", "Ashik", "Işık"].map((name, i) => ({ id: String(i), name })) as [User, User, User];
  const conversation = { key: away.id, with: away, last: null, unread: 0, mentions: 0, draft: "", caesar: null, typing: [], gone: false };
  const left = { ...conversation, key: "4", with: { id: "4", name: "Ashk" }, gone: true };
  const client = { me, people: [me, ashik], conversations: [left, conversation], limits: {} };
  for (const { typed, is, user, text, code, details } of cases<MeantCase>("meant.json")) {
    const to = [ashik, away].find((one) => one.name === user);
    const rest = { here: { text }, all: { text }, person: { user: to, text }, cipher: { written: text }, refused: { refusal: { code, details } } }[is];
    assert.deepEqual(meant(typed, client, new Map()), { is, ...rest }, typed);
  }
});

interface NamesakeStep {
  readonly do: string;
  readonly users?: readonly string[];
  readonly user?: string;
  readonly to?: string;
  readonly is?: string;
  readonly details?: readonly string[];
}

for (const { name, steps } of cases<{ name: string; steps: readonly NamesakeStep[] }>("namesake.json")) {
  test(`namesakes: ${name}`, () => {
    const user = (written = ""): User => ({ id: written.split(" ")[0]!, name: written.split(" ")[1]! });
    const message = { id: "", seq: 1, at: 0, author: user("0 Ana"), mine: true, text: "", cipher: null, sealed: null, state: "stored" } as const;
    let people: readonly User[] = [];
    let conversations: readonly Conversation[] = [];
    const namesakes: Namesakes = new Map();
    for (const step of steps) {
      if (step.do === "here") people = (step.users ?? []).map(user);
      else if (step.do === "meet") {
        const other = user(step.user);
        const talk = { key: other.id, with: other, last: message, unread: 0, mentions: 0, draft: "", caesar: null, typing: [], gone: false };
        conversations = [talk, ...conversations.filter((one) => one.key !== talk.key)];
      } else {
        const where = meant(`${step.to}*secret`, { me: user("0 Ana"), people, conversations, limits: {} }, namesakes);
        const refusal = { code: "somebody-else", details: step.details };
        assert.deepEqual(where, step.is === "person" ? { is: "person", user: user(step.user), text: "secret" } : { is: "refused", refusal }, JSON.stringify(step));
      }
    }
  });
}

test("a text is nothing if nothing of it can be seen", () => {
  for (const text of ["", "  \n\t", "\u00a0\u3000", "\u200b\u2800", "\u3164 \ufeff"]) assert.equal(isNothing(text), true, JSON.stringify(text));
  for (const text of ["x", " . ", "👍", "\u200b-"]) assert.equal(isNothing(text), false, JSON.stringify(text));
});

test("Caesar does what the vectors say", () => {
  for (const { name, key, text, sealed } of cases<{ name: string; key: number; text: string; sealed: string }>("caesar.json")) {
    const travelling = new Caesar(key).seal(text);
    assert.deepEqual(travelling, { text: sealed, cipher: "caesar" }, name);
    assert.equal(new Caesar(key).open(travelling), text, name);
    assert.equal(new Caesar(key).open({ text: sealed, cipher: null }), null, name);
  }
});

test("a cipher is asked for in words", () => {
  const words: [string, number | null | undefined][] = [["caesar 7", 7], ["CAESAR  25", 25], ["next", 1], ["off", null], ["", undefined], ["caesar", undefined], ["caesar 0", undefined], ["caesar 26", undefined], ["rot 13", undefined]];
  for (const [written, key] of words) assert.equal(asked(written), key, written);
});

test("message ids begin with their time, and grow even if the clock does not", () => {
  for (const { time, prefix } of cases<{ time: number; prefix: string }>("message-id.json")) {
    const ids = new MessageIds((count) => crypto.getRandomValues(new Uint8Array(count)));
    const made = [time, time, time - 5, time, time + 1].map((now) => ids.make(now));
    assert.ok(made[0]?.startsWith(prefix), made[0]);
    for (const id of made) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual([...made].sort(), made);
    assert.equal(new Set(made).size, made.length);
  }
});

test("message ids follow those of the page before, however many are made in a moment", () => {
  const ids = new MessageIds((count) => new Uint8Array(count).fill(255));
  ids.after("01a1f866-0d00-7fff-8000-000000000006");
  const made = ["01a1f866-0d00-7fff-8000-000000000006", ...range(1, 5000).map(() => ids.make(5))];
  assert.deepEqual([...made].sort(), made);
  ids.after("ffffffff-ffff-7fff-8000-000000000006");
  assert.ok(ids.make(5) < "02");
});
