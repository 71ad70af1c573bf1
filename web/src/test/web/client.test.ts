import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryStore } from "../../main/web/client/store";
import { ANA, DIRECT, direct, entries, entry, FakeWorld, id, page, Page, RAFID, range, settled, someone, TOKEN } from "./fake-world";

const texts = (first: number, last: number) => range(first, last).map((seq) => `text ${seq}`);

test("whoever is new says hello by name alone and gets the last page of the lobby", async () => {
  const page1 = new Page();
  assert.equal(await page1.client.load(), false);
  page1.client.start("Ana");
  assert.deepEqual(page1.client.standing, { is: "connecting" });
  const hello = await page1.welcomed(70);
  assert.deepEqual(hello, { type: "hello", version: 1, name: "Ana", id: hello["id"] });
  assert.deepEqual(page1.client.standing, { is: "online" });
  assert.deepEqual(page1.client.me, ANA);
  assert.deepEqual(page1.client.people, [ANA, RAFID]);
  assert.equal(page1.client.hasEarlier("lobby"), true);
  assert.deepEqual(page1.line.one("history"), { type: "history", room: "lobby", before: 71, limit: 50, ref: "past lobby" });
  page1.line.tell(page("past lobby", 21, 70, true));
  assert.deepEqual(page1.texts(), texts(21, 70));
  assert.equal(page1.client.conversations[0]?.unread, 0);
  const earlier = page1.client.earlier("lobby");
  assert.equal(page1.line.one("history")["before"], 21);
  page1.line.tell(page("past lobby", 1, 20, false));
  await earlier;
  assert.deepEqual(page1.texts(), texts(1, 70));
  assert.equal(page1.client.hasEarlier("lobby"), false);
  await page1.client.earlier("lobby");
  assert.deepEqual(page1.line.take("history"), []);
});

test("what is said goes out once it is kept, and is ours again when the log has it", async () => {
  const one = await new Page().in();
  one.client.say("lobby", "hello");
  assert.deepEqual(one.line.take("say"), []);
  assert.deepEqual(one.states(), ["waiting"]);
  await settled();
  const say = one.line.one("say");
  assert.deepEqual(say, { type: "say", room: "lobby", id: say["id"], text: "hello" });
  one.line.tell({ type: "ack", id: say["id"], room: "lobby", seq: 1, at: 5 });
  assert.deepEqual(one.states(), ["stored"]);
  assert.equal(one.client.messages("lobby")[0]?.seq, null);
  one.changes.length = 0;
  one.line.tell({ type: "entries", room: "lobby", prev: 0, entries: [entry(1, ANA, "hello", String(say["id"]))] });
  assert.deepEqual(one.texts(), ["hello"]);
  assert.equal(one.client.messages("lobby")[0]?.seq, 1);
  assert.deepEqual(
    one.changes.map((change) => (change.what === "messages" ? change.how : change.what)),
    ["changed", "conversations"],
  );
});

test("after a loss what was missed is told by cursor, and what was not answered is sent again with the same id", async () => {
  const one = await new Page().in(3);
  one.line.tell(page("past lobby", 1, 3, false), { type: "caught-up", room: "lobby", seq: 3 });
  one.client.say("lobby", "a");
  one.client.say("lobby", "b");
  await settled();
  const before = one.line.take("say");
  one.line.breaks();
  assert.equal(one.client.standing.is, "offline");
  one.client.say("lobby", "c");
  await one.world.pass(400);
  const hello = await one.welcomed(5);
  assert.deepEqual(hello, { type: "hello", version: 1, name: "Ana", token: TOKEN, cursors: { lobby: 3 } });
  const again = one.line.take("say");
  assert.deepEqual(again.map((say) => say["text"]), ["a", "b", "c"]);
  assert.deepEqual(again.slice(0, 2), before);
  // The first one had been stored: seen in the timeline, that is its acknowledgement.
  one.line.tell({ type: "entries", room: "lobby", prev: 3, entries: [entry(4), entry(5, ANA, "a", String(again[0]?.["id"]))] });
  assert.deepEqual(one.texts(), [...texts(1, 4), "a", "b", "c"]);
  one.line.tell({ type: "ack", id: again[0]?.["id"], room: "lobby", seq: 5, at: 1 });
  assert.deepEqual(one.texts(), [...texts(1, 4), "a", "b", "c"]);
  assert.deepEqual(one.states().slice(4), ["stored", "waiting", "waiting"]);
});

test("a hole is filled from history before anything after it is shown", async () => {
  const one = await new Page().in(1);
  one.line.tell(page("past lobby", 1, 1, false), { type: "caught-up", room: "lobby", seq: 1 });
  one.line.tell(entries(5, 6));
  assert.deepEqual(one.texts(), texts(1, 1));
  assert.deepEqual(one.line.take("history").at(-1), { type: "history", room: "lobby", after: 1, limit: 100, ref: "fill lobby" });
  one.line.tell({ type: "error", ref: "fill lobby", code: "busy", text: "", details: [] });
  await one.world.pass(499);
  assert.deepEqual(one.line.take("history"), []);
  await one.world.pass(1);
  assert.equal(one.line.one("history")["after"], 1);
  one.line.tell(page("fill lobby", 2, 4, true));
  assert.deepEqual(one.texts(), texts(1, 4));
  assert.equal(one.line.one("history")["after"], 4);
  one.line.tell(page("fill lobby", 5, 6, false));
  assert.deepEqual(one.texts(), texts(1, 6));
});

/** It is acknowledged, but nothing more is heard of it. */
async function acknowledged(one: Page, seq: number): Promise<void> {
  one.client.say("lobby", "a");
  await settled();
  one.line.tell({ type: "ack", id: one.line.one("say")["id"], room: "lobby", seq, at: 1 });
  assert.equal(one.states().at(-1), "stored");
}

test("how far a log goes is told when it is caught up", async () => {
  const one = await new Page().in(1);
  one.line.tell(page("past lobby", 1, 1, false), { type: "caught-up", room: "lobby", seq: 3 });
  assert.equal(one.line.take("history").at(-1)?.["after"], 1);
});

test("a log that ends before our cursor is another one", async () => {
  const one = await new Page().in(3);
  one.line.tell(page("past lobby", 1, 3, false));
  await acknowledged(one, 4);
  one.line.breaks();
  await one.world.pass(400);
  await one.welcomed(2);
  assert.deepEqual(one.texts(), []);
  one.line.tell(page("past lobby", 1, 2, false), entries(3, 3));
  assert.deepEqual(one.texts(), texts(1, 3));
});

test("a refused token is forgotten, and hello said by name", async () => {
  const one = new Page();
  one.client.start("Ana");
  const first = await one.welcomed(1);
  one.line.tell(page("past lobby", 1, 1, false));
  await acknowledged(one, 2);
  one.line.breaks();
  await one.world.pass(400);
  one.line.opens();
  assert.equal(one.line.one("hello")["token"], TOKEN);
  one.line.tell({ type: "error", code: "token", text: "", details: [] });
  assert.deepEqual(one.texts(), ["text 1", "a"]);
  const hello = await one.welcomed(5);
  assert.deepEqual(hello, { type: "hello", version: 1, name: "Ana", id: hello["id"] });
  assert.notEqual(hello["id"], first["id"]);
  assert.deepEqual(one.texts(), []);
  assert.equal(one.line.one("history")["before"], 6);
});

test("a first private message goes to the user, and so do later ones; it is news", async () => {
  const one = await new Page().in();
  const key = one.client.begin(RAFID);
  one.client.say(key, "hi");
  await settled();
  const say = one.line.one("say");
  assert.equal(say["user"], RAFID.id);
  one.line.tell({ type: "ack", id: say["id"], room: DIRECT, seq: 2, at: 1 }, { type: "room", ...direct(1) });
  const created = { seq: 1, at: 1, ...someone(ANA), id: id(99), event: "created", members: [] };
  one.line.tell({ type: "entries", room: DIRECT, prev: 0, entries: [created, entry(2, ANA, "hi", String(say["id"]))] });
  assert.deepEqual(one.states(key), ["stored"]);
  one.changes.length = 0;
  one.line.tell({ type: "entries", room: DIRECT, prev: 2, entries: [entry(3)] });
  const news = one.changes.filter((change) => change.what === "messages");
  assert.deepEqual(news.map((change) => [change.how, change.news]), [["appended", true]]);
  assert.equal(one.client.conversations[1]?.unread, 1);
  assert.equal(one.client.conversations[1]?.mentions, 1);
  assert.equal(one.client.readUpTo(key), 2);
  one.client.read(key);
  assert.equal(one.client.conversations[1]?.unread, 0);
  assert.equal(one.client.readUpTo(key), 2);
  one.client.say(key, "again");
  await settled();
  assert.equal(one.line.one("say")["user"], RAFID.id);
});

test("who left for good is known to be gone until they are there again, over a reload, by presence and by a refusal", async () => {
  const store = new MemoryStore();
  const one = await new Page(new FakeWorld(), store).in(0, [direct(2)]);
  const isGone = (page: Page) => page.client.conversations.find((talk) => talk.key === RAFID.id)?.gone;
  assert.equal(isGone(one), false);
  one.line.tell({ type: "presence", version: 2, joined: [], left: [someone(RAFID)], gone: [RAFID.id] });
  assert.equal(isGone(one), true);
  one.world.happens("hiding");
  await settled();
  const two = new Page(new FakeWorld(), store);
  await two.client.load();
  assert.equal(isGone(two), true);
  two.client.start();
  await two.welcomed(0, [direct(2)]);
  assert.equal(isGone(two), false);
  two.client.say(RAFID.id, "are you there?");
  await settled();
  two.line.tell({ type: "error", code: "gone", text: "", details: [], id: two.line.one("say")["id"] });
  assert.deepEqual([isGone(two), two.states(RAFID.id)], [true, ["gone"]]);
});

test("without a connection the server's name is known, and who was there", async () => {
  const store = new MemoryStore();
  const one = await new Page(new FakeWorld(), store).in(0, [], { server: { name: "Casa", version: "1" } });
  one.world.happens("hiding");
  await settled();
  const two = new Page(new FakeWorld(), store);
  two.world.reachable = false;
  two.world.answer = null;
  await two.client.load();
  assert.deepEqual([two.client.server?.name, two.client.people], ["Casa", [ANA, RAFID]]);
});

test("of many rooms the list goes on, and only what is in no page of it is gone", async () => {
  const one = await new Page().in(0, [direct(0)]);
  one.line.tell({ type: "entries", room: DIRECT, prev: 0, entries: [entry(1), entry(2)] }, { type: "caught-up", room: DIRECT, seq: 2 });
  one.line.breaks();
  await one.world.pass(400);
  const hello = await one.welcomed(0, [], { more: true });
  assert.deepEqual(hello["cursors"], { lobby: 0, [DIRECT]: 2 });
  one.line.one("rooms");
  assert.deepEqual(one.texts(RAFID.id), texts(1, 2), "it may be in a later page");
  const stranger = { id: "00000000000000050000000000000006", name: "Besa" };
  one.line.tell({ type: "rooms", rooms: [{ room: `d${"0".repeat(32)}`, with: someone(stranger), last: 2 }], more: true });
  one.line.one("rooms");
  one.line.tell({ type: "rooms", rooms: [direct(3)], more: false });
  one.line.tell({ type: "entries", room: DIRECT, prev: 2, entries: [entry(3)] });
  assert.deepEqual(one.line.take("rooms"), []);
  assert.deepEqual(one.texts(RAFID.id), texts(1, 3));
  assert.equal(one.client.conversations.some((talk) => talk.key === stranger.id), true);
});

test("who leaves for good gives the name back", async () => {
  const one = await new Page().in();
  await one.client.leave();
  assert.equal(one.line.one("bye")["forget"], true);
});
