import assert from "node:assert/strict";
import { test } from "node:test";
import { mentions } from "../../main/web/client/mentions";
import { ANA, DIRECT, direct, entries, entry, page, Page, RAFID, range, settled, someone } from "./fake-world";

test("a handle is meant as a whole word, with or without an at, in any letter case", () => {
  const ana = mentions("Ana");
  for (const text of ["Ana", "ana", "hi @ANA!", "(ana)", "x, ana.", "-ana", "ana-", "ana's", "to\nana"]) assert.ok(ana(text), text);
  for (const text of ["", "Anas", "banana", "ana_", "ana2", "ана", "me@ana.org", "ana-lisa", "lisa-ana", "anä"]) assert.ok(!ana(text), text);
  assert.ok(mentions("Zoë")("zoe\u0308"));
  assert.ok(mentions("a+b(c")("so A+B(C it is"));
  assert.ok(mentions("Ana-Lisa")("ana-lisa"));
  assert.ok(mentions("Шпек")("эй, @шпек"));
  assert.ok(ana("yes --ana") && ana("---ana") && ana("yes--ana") && !ana("yes-ana"));
});

/** Were each hyphen a beginning to look on from, this would take hours. */
test("a million hyphens are looked through", { timeout: 60_000 }, () => {
  const ana = mentions("Ana");
  for (const part of ["-", "ana-", "-@"]) assert.equal(ana(part.repeat(1_000_000 / part.length)), false, part);
});

test("unread messages are counted, those meant for us apart, our own never", async () => {
  const one = await new Page().in();
  one.line.tell({ type: "caught-up", room: "lobby", seq: 0 });
  const log = [entry(1), entry(2, RAFID, "@ana?"), entry(3, ANA, "ana"), entry(4)];
  one.line.tell({ type: "entries", room: "lobby", prev: 0, entries: log });
  const lobby = () => one.client.conversations[0];
  assert.deepEqual([lobby()?.unread, lobby()?.mentions, one.client.readUpTo("lobby")], [3, 1, 0]);
  one.client.read("lobby");
  assert.deepEqual([lobby()?.unread, lobby()?.mentions, one.client.readUpTo("lobby")], [0, 0, 0]);
  one.client.read("lobby");
  one.line.tell({ type: "entries", room: "lobby", prev: 4, entries: [entry(5)] });
  assert.deepEqual([lobby()?.unread, one.client.readUpTo("lobby")], [1, 4]);
});

test("what the server cannot read any more keeps its place and is marked", async () => {
  const one = await new Page().in();
  const server = { user: "0".repeat(32), name: "SERVER" };
  const damaged = { seq: 2, at: 5, ...server, id: "00000000-0000-0000-0000-000000000002", event: "damaged" };
  one.line.tell({ type: "entries", room: "lobby", prev: 0, entries: [entry(1), damaged, entry(3)] });
  const shown = one.client.messages("lobby").map((message) => [message.seq, message.damaged === true, message.author.name]);
  assert.deepEqual(shown, [[1, false, "Rafid"], [2, true, "SERVER"], [3, false, "Rafid"]]);
});

test("what is told before it is caught up is no news", async () => {
  const one = await new Page().in(1);
  one.line.tell(page("past lobby", 1, 1, false));
  one.line.tell(entries(2, 2), { type: "caught-up", room: "lobby", seq: 2 }, entries(3, 3));
  const told = one.changes.flatMap((change) => (change.what === "messages" ? [[change.how, change.messages.length, change.news]] : []));
  assert.deepEqual(told, [["appended", 1, false], ["appended", 1, false], ["appended", 1, true]]);
});

test("who is typing is told at most every four seconds, and anew after a message", async () => {
  const one = await new Page().in(0, [direct(0)]);
  for (const key of ["lobby", "lobby", RAFID.id, one.client.begin({ id: "0".repeat(32), name: "Eve" })]) one.client.typing(key);
  assert.deepEqual(one.line.take("typing"), [{ type: "typing", room: "lobby" }, { type: "typing", room: DIRECT }]);
  await one.world.pass(3_999);
  one.client.typing("lobby");
  assert.deepEqual(one.line.take("typing"), []);
  await one.world.pass(1);
  one.client.typing("lobby");
  one.line.one("typing");
  one.client.say("lobby", "a");
  one.client.typing("lobby");
  one.line.one("typing");
});

test("that somebody types is shown for six seconds, or until what they typed is here", async () => {
  const one = await new Page().in();
  const typing = () => one.client.conversations[0]?.typing;
  one.line.tell({ type: "typing", room: "lobby", ...someone(RAFID) }, { type: "typing", room: "lobby", ...someone(ANA) });
  assert.deepEqual(typing(), [RAFID]);
  await one.world.pass(4_000);
  one.line.tell({ type: "typing", room: "lobby", ...someone(RAFID) });
  await one.world.pass(5_999);
  assert.deepEqual(typing(), [RAFID]);
  await one.world.pass(1);
  assert.deepEqual(typing(), []);
  one.line.tell({ type: "typing", room: "lobby", ...someone(RAFID) });
  one.line.tell({ type: "entries", room: "lobby", prev: 0, entries: [entry(1)] });
  assert.deepEqual(typing(), []);
});

test("people come and go, and a hole in what was told of them is mended", async () => {
  const one = await new Page().in();
  const eve = { id: "00000000000000050000000000000006", name: "Eve" };
  one.line.tell({ type: "presence", version: 2, joined: [someone(eve)], left: [someone(RAFID)] });
  assert.deepEqual(one.client.people, [ANA, eve]);
  assert.deepEqual(one.changes.filter((change) => change.what === "people").at(-1), { what: "people", joined: [eve], left: [RAFID] });
  one.line.tell({ type: "presence", version: 4, joined: [], left: [someone(eve)] });
  one.line.one("who");
  one.line.tell({ type: "present", version: 4, users: [someone(ANA)], more: false });
  assert.deepEqual(one.client.people, [ANA]);
});

test("a room that is new since we were here is told from its beginning, and unread", async () => {
  const one = await new Page().in(1);
  one.line.tell(page("past lobby", 1, 1, false));
  one.line.breaks();
  await one.world.pass(400);
  await one.welcomed(1, [direct(3)]);
  assert.deepEqual(one.line.take("history"), []);
  one.line.tell(entries(1, 3, DIRECT), { type: "caught-up", room: DIRECT, seq: 3 });
  const other = one.client.conversations[1];
  assert.deepEqual([other?.with, other?.unread, other?.mentions, one.client.hasEarlier(RAFID.id)], [RAFID, 3, 3, false]);
});

test("a room that the server does not know any more is forgotten, but not what waits to be said there", async () => {
  const one = await new Page().in(0, [direct(2)]);
  one.line.tell(page(`past ${DIRECT}`, 1, 2, false, DIRECT));
  one.line.breaks();
  one.client.say(RAFID.id, "still");
  await one.world.pass(400);
  await one.welcomed(0);
  assert.deepEqual(one.texts(RAFID.id), ["still"]);
  assert.equal(one.line.one("say")["user"], RAFID.id);
});

test("a conversation that only grows is bounded, and what it lost can be fetched again", async () => {
  const one = await new Page().in();
  for (const first of range(0, 125)) one.line.tell(entries(first * 200 + 1, first * 200 + 200));
  const messages = one.client.messages("lobby");
  assert.ok(messages.length >= 20_000 && messages.length <= 25_000, String(messages.length));
  assert.equal(messages.at(-1)?.seq, 25_200);
  const from = messages[0]?.seq ?? 0;
  void one.client.earlier("lobby");
  assert.equal(one.line.one("history")["before"], from);
});

test("what is acknowledged and not among the entries that are here is before them", async () => {
  const one = await new Page().in(70);
  one.client.say("lobby", "a");
  await settled();
  one.line.tell({ type: "ack", id: one.line.one("say")["id"], room: "lobby", seq: 9, at: 1 });
  one.line.tell(page("past lobby", 21, 70, true));
  assert.equal(one.texts().at(-1), "text 70");
});

test("an outbox whose messages are in a page of the past is empty", async () => {
  const one = await new Page().in(1);
  one.client.say("lobby", "a");
  await settled();
  const say = one.line.one("say");
  one.line.tell({ type: "page", ref: "past lobby", room: "lobby", entries: [entry(1, ANA, "a", String(say["id"]))], more: false });
  assert.deepEqual(one.states(), ["stored"]);
  one.line.breaks();
  await one.world.pass(400);
  await one.welcomed(1);
  assert.deepEqual(one.line.take("say"), []);
});

test("a page that does not fit before what is here is left out", async () => {
  const one = await new Page().in(70);
  one.line.tell(page("past lobby", 1, 60, false));
  assert.deepEqual(one.texts(), []);
});

test("pages that a broken connection took with it end, and are asked for again", async () => {
  const one = await new Page().in(70);
  one.line.tell({ type: "caught-up", room: "lobby", seq: 70 }, entries(73, 73));
  assert.equal(one.line.take("history").length, 2);
  const earlier = one.client.earlier("lobby");
  one.line.breaks();
  await earlier;
  await one.world.pass(400);
  await one.welcomed(73);
  one.line.tell(entries(73, 73));
  assert.deepEqual(one.line.take("history").map((asked) => asked["ref"]), ["past lobby", "fill lobby"]);
});

test("a screen that fails does not cost us what the server told", async () => {
  const one = new Page();
  const errors: unknown[] = [];
  const report = globalThis.reportError;
  globalThis.reportError = (e) => void errors.push(e);
  const stop = one.client.onChange(() => {
    throw new Error("a screen's fault");
  });
  await one.in();
  one.line.tell(entries(1, 2));
  stop();
  globalThis.reportError = report;
  assert.deepEqual(one.texts(), ["text 1", "text 2"]);
  assert.ok(errors.length > 0);
  await settled();
});
