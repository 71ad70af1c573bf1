import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryStore } from "../../main/web/client/store";
import type { Write } from "../../main/web/client/store";
import { write as writeHand } from "../../main/web/client/hand";
import { ANA, Bus, DIRECT, direct, entries, entry, FakeWorld, id, lobby, page, Page, RAFID, range, settled, TOKEN, welcome } from "./fake-world";

const texts = (first: number, last: number) => range(first, last).map((seq) => `text ${seq}`);

/** A store whose disk takes its time: nothing is written before `flush`. */
class SlowStore extends MemoryStore {
  #waiting: (() => void)[] = [];

  override write(writes: readonly Write[]): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(() => void super.write(writes).then(resolve)));
  }

  async flush(most = Infinity): Promise<void> {
    for (const write of this.#waiting.splice(0, most)) write();
    await settled();
  }
}

test("a reloaded page shows what it had, goes on as who it was, and asks only for what came since", async () => {
  const store = new MemoryStore();
  const before = await new Page(new FakeWorld(), store).in(700, [direct(2)]);
  before.line.tell(page("past lobby", 651, 700, true), entries(701, 1300));
  before.line.tell(page(`past ${DIRECT}`, 1, 2, false, DIRECT));
  before.client.read("lobby");
  before.client.draft(RAFID.id, "half a thou");
  before.world.happens("hiding");
  await settled();

  const after = new Page(new FakeWorld(), store);
  assert.equal(await after.client.load(), true);
  assert.deepEqual(after.client.me, ANA);
  assert.deepEqual(after.texts(), texts(801, 1300));
  assert.equal(after.client.hasEarlier("lobby"), true);
  const [all, other] = after.client.conversations;
  assert.deepEqual([all?.unread, other?.with, other?.draft, other?.last?.text], [0, RAFID, "half a thou", "text 2"]);
  after.client.start();
  const hello = await after.welcomed(1302, [direct(2)]);
  assert.deepEqual(hello, { type: "hello", version: 1, name: "Ana", token: TOKEN, cursors: { lobby: 1300, [DIRECT]: 2 } });
  assert.deepEqual(after.line.take("history"), []);
  after.line.tell(entries(1301, 1302), { type: "caught-up", room: "lobby", seq: 1302 });
  assert.deepEqual(after.texts(), texts(801, 1302));
  assert.equal(after.client.conversations[0]?.unread, 2);
  assert.equal(after.client.readUpTo("lobby"), 1300);
});

test("what was not read before a reload is unread after it, with the line above it", async () => {
  const store = new MemoryStore();
  const before = await new Page(new FakeWorld(), store).in(3, [direct(0)]);
  before.line.tell(page("past lobby", 1, 3, false), entries(4, 6));
  before.line.tell({ type: "entries", room: DIRECT, prev: 0, entries: [entry(1), entry(2, ANA), entry(3, RAFID)] });
  before.client.read("lobby");
  before.line.tell({ type: "entries", room: "lobby", prev: 6, entries: [entry(7, RAFID, "well, Ana?"), entry(8)] });
  const shown = (one: Page) => one.client.conversations.map(({ key, unread, mentions }) => [key, unread, mentions, one.client.readUpTo(key)]);
  const expected = [["lobby", 2, 1, 6], [RAFID.id, 2, 2, 0]];
  assert.deepEqual(shown(before), expected);
  before.world.happens("hiding");
  await settled();

  for (const _ of range(1, 2)) {
    const after = new Page(new FakeWorld(), store);
    await after.client.load();
    assert.deepEqual(shown(after), expected);
    after.client.start();
    await after.welcomed(8, [direct(3)]);
    assert.deepEqual(shown(after), expected);
    after.world.happens("hiding");
    await settled();
  }
});

test("what was typed goes out once and in order though the page was closed, whenever that was", async () => {
  for (const written of range(0, 4)) {
    const store = new SlowStore();
    const before = new Page(new FakeWorld(), store);
    const entered = before.in();
    await settled();
    await store.flush();
    await entered;
    await store.flush();
    before.line.breaks();
    for (const text of ["a", "b", "c", "d"]) {
      before.client.say("lobby", text);
      await settled();
    }
    await store.flush(written);
    assert.equal((await store.all("outbox")).length, written);

    const after = await new Page(new FakeWorld(), store).in();
    await store.flush();
    after.client.say("lobby", "e");
    await settled();
    await store.flush();
    await after.world.pass(1000);
    const said = after.line.take("say");
    assert.deepEqual(said.map((say) => say["text"]).slice(0, written), ["a", "b", "c", "d"].slice(0, written));
    assert.equal(said.at(-1)?.["text"], "e");
  }
});

test("nothing is sent before it is on the shelf, and what is acknowledged is there no more", async () => {
  const store = new SlowStore();
  const one = new Page(new FakeWorld(), store);
  const entered = one.in();
  await settled();
  await store.flush();
  await entered;
  await store.flush();
  one.client.say("lobby", "a");
  await settled();
  assert.deepEqual(one.line.take("say"), []);
  await store.flush();
  const say = one.line.one("say");
  assert.equal((await store.all("outbox")).length, 1);
  one.line.tell({ type: "ack", id: say["id"], room: "lobby", seq: 1, at: 1 });
  await settled();
  await store.flush();
  assert.deepEqual(await store.all("outbox"), []);
});

test("a second tab sends what the first left unsent with the same ids, and neither shows it twice", async () => {
  const [store, bus] = [new MemoryStore(), new Bus()];
  const one = await new Page(new FakeWorld(bus), store).in();
  one.client.say("lobby", "a");
  await settled();
  const say = one.line.one("say");
  const two = await new Page(new FakeWorld(bus), store).in();
  assert.deepEqual(two.line.one("say"), say);
  const log = { type: "entries", room: "lobby", prev: 0, entries: [entry(1, ANA, "a", String(say["id"]))] };
  const ack = { type: "ack", id: say["id"], room: "lobby", seq: 1, at: 1 };
  one.line.tell(ack, log);
  two.line.tell(log, ack);
  assert.deepEqual([one.texts(), two.texts()], [["a"], ["a"]]);
  assert.deepEqual([one.states(), two.states()], [["stored"], ["stored"]]);
});

test("what is read or taken away in one tab is so in the other", async () => {
  const [store, bus] = [new MemoryStore(), new Bus()];
  const one = await new Page(new FakeWorld(bus), store).in();
  const two = await new Page(new FakeWorld(bus), store).in();
  for (const tab of [one, two]) tab.line.tell(entries(1, 3));
  assert.equal(two.client.conversations[0]?.unread, 3);
  one.client.read("lobby");
  assert.equal(two.client.conversations[0]?.unread, 0);
  one.client.say("lobby", "x".repeat(101));
  await settled();
  const three = await new Page(new FakeWorld(bus), store).in(3);
  assert.equal(three.states().at(-1), "too-long");
  const refused = one.client.messages("lobby").at(-1);
  one.client.discard("lobby", refused?.id ?? "");
  assert.deepEqual([one.texts(), three.texts()], [texts(1, 3), []]);
  await settled();
  assert.deepEqual(await store.all("outbox"), []);
});

test("a tab without a name goes on as whom another one became, and leaves with it", async () => {
  const bus = new Bus();
  const store = new MemoryStore();
  const nameless = new Page(new FakeWorld(bus), store);
  await nameless.client.load();
  nameless.client.start();
  nameless.line.opens();
  const named = await new Page(new FakeWorld(bus), store).in();
  assert.deepEqual(nameless.line.one("hello"), { type: "hello", version: 1, name: "Ana", token: TOKEN });
  nameless.line.tell(welcome([lobby(0)]));
  named.client.say("lobby", "a");
  nameless.client.draft("lobby", "half");
  await named.client.leave();
  named.line.one("bye");
  nameless.line.one("bye");
  for (const tab of [nameless, named]) assert.deepEqual([tab.client.me, tab.texts(), tab.client.standing], [null, [], { is: "nameless", refusal: null }]);
  await named.world.pass(1000);
  await nameless.world.pass(1000);
  assert.deepEqual(await store.all("talks"), []);
  assert.equal(await new Page(new FakeWorld(bus), store).client.load(), false);
});

test("of two tabs whose token was refused both go on as the one that was welcome first", async () => {
  const [store, bus] = [new MemoryStore(), new Bus()];
  const one = await new Page(new FakeWorld(bus), store).in();
  const two = await new Page(new FakeWorld(bus), store).in();
  for (const tab of [one, two]) {
    tab.line.breaks();
    await tab.world.pass(400);
    tab.line.opens().tell({ type: "error", code: "token", text: "", details: [] });
    tab.line.opens();
    assert.equal(tab.line.one("hello")["token"], undefined);
  }
  one.line.tell(welcome([lobby(0)], { token: "another" }));
  assert.equal(two.world.lines.length, 4);
  two.line.opens();
  assert.equal(two.line.one("hello")["token"], "another");
});

test("a draft that is in a log already is not on its way any more", async () => {
  const store = new MemoryStore();
  const one = await new Page(new FakeWorld(), store).in();
  one.client.draft("lobby", "a");
  one.client.say("lobby", "a");
  await settled();
  const say = one.line.one("say");
  const [draft] = await store.all("outbox");
  one.line.tell({ type: "entries", room: "lobby", prev: 0, entries: [entry(1, ANA, "a", String(say["id"]))] });
  one.world.happens("hiding");
  await settled();
  assert.ok(typeof draft === "object" && draft);
  await store.write([{ put: draft, into: "outbox" }]);
  const two = await new Page(new FakeWorld(), store).in(1);
  assert.deepEqual([two.texts(), two.states()], [["a"], ["stored"]]);
  assert.deepEqual(two.line.take("say"), []);
  assert.deepEqual(await store.all("outbox"), []);
  assert.equal(two.client.conversations[0]?.draft, "");
});

test("what is written next comes after what an earlier page left, whatever the clock says", async () => {
  const store = new MemoryStore();
  const one = new Page(new FakeWorld(), store);
  for (const text of ["a", "b"]) one.client.say("lobby", text);
  await settled();
  const two = new Page(new FakeWorld(new Bus(), 1_000_000), store);
  await two.client.load();
  for (const text of ["c", "d"]) two.client.say("lobby", text);
  await settled();
  const three = await new Page(new FakeWorld(), store).in();
  assert.deepEqual(three.line.take("say").map((say) => say["text"]), ["a", "b", "c", "d"]);
});

test("a text that is too long is refused here, in bytes", async () => {
  const one = await new Page().in();
  one.client.say("lobby", "é".repeat(50));
  one.client.say("lobby", "é".repeat(50) + "!");
  await settled();
  assert.equal(one.line.one("say")["text"], "é".repeat(50));
  assert.deepEqual(one.client.messages("lobby")[1]?.state, { refused: { code: "too-long", details: ["100"] } });
});

test("a refused message stays, over a reload, until it is tried again or taken away", async () => {
  const store = new MemoryStore();
  const one = await new Page(new FakeWorld(), store).in();
  const key = one.client.begin(RAFID);
  one.client.say(key, "a");
  one.client.say(key, "b");
  await settled();
  const [a, b] = one.line.take("say");
  const refusal = { type: "error", code: "nobody", text: "", details: ["Rafid"] };
  one.line.tell({ ...refusal, id: a?.["id"] }, { ...refusal, id: b?.["id"] });
  assert.deepEqual(one.states(key), ["nobody", "nobody"]);
  one.client.discard(key, String(a?.["id"]));
  await settled();

  const two = await new Page(new FakeWorld(), store).in();
  assert.deepEqual([two.texts(key), two.states(key)], [["b"], ["nobody"]]);
  assert.deepEqual(two.client.conversations[1]?.with, RAFID);
  assert.deepEqual(two.line.take("say"), []);
  two.client.retry(key, String(b?.["id"]));
  await settled();
  assert.deepEqual(two.line.one("say"), b);
  two.line.tell({ type: "error", code: "id-reused", text: "", details: [], id: b?.["id"] });
  two.client.retry(key, String(b?.["id"]));
  await settled();
  const anew = two.line.one("say");
  assert.equal(anew["text"], "b");
  assert.notEqual(anew["id"], b?.["id"]);
});

const CODE = "AAAAAAAAAAUAAAAAAAAABg";

/** The fragment with which another origin goes on as this page. */
async function handed(page: Page): Promise<string> {
  const handing = page.client.handOver();
  await settled();
  await page.world.pass(3_000);
  page.line.one("hand");
  page.line.tell({ type: "hand", code: CODE });
  return `#hand=${await handing}`;
}

test("another origin goes on as us with what was written, once that is accepted, and the address does not keep it", async () => {
  const plain = await new Page().in();
  const key = plain.client.begin(RAFID);
  plain.client.draft("lobby", "not yet");
  plain.client.say(key, "ünsent");
  await settled();
  const say = plain.line.one("say");
  const fragment = await handed(plain);
  assert.match(fragment, /^#hand=[\w-]+$/);
  assert.equal(atob(fragment.slice(6).replaceAll("-", "+").replaceAll("_", "/")).includes(TOKEN), false);

  const store = new MemoryStore();
  const secure = new Page(new FakeWorld(), store);
  secure.world.fragment = fragment;
  assert.equal(await secure.client.load(), false);
  assert.equal(secure.world.fragment, "");
  assert.deepEqual(secure.client.offer, { name: "Ana", drafts: 1, waiting: 1, ciphers: 0, state: "asked" });
  secure.client.answer(true);
  assert.equal(secure.client.me, null);
  assert.deepEqual(await secure.welcomed(70), { type: "hello", version: 1, token: CODE });
  assert.deepEqual([secure.client.me, secure.client.offer], [ANA, null]);
  assert.equal(secure.client.conversations.find((talk) => talk.key === "lobby")?.draft, "not yet");
  assert.deepEqual(secure.line.one("say"), say);
  await secure.world.pass(1000);
  assert.equal(await new Page(new FakeWorld(), store).client.load(), true);
});

test("a link to go on as somebody does nothing unasked, and nothing of it stays when it is declined", async () => {
  const outbox = [{ id: id(1), key: "lobby", with: null, text: "I am a fool", cipher: null, at: 1 }];
  const drafts = [{ key: "lobby", with: null, text: "and again" }];
  const ciphers = [{ key: "lobby", with: null, caesar: 3 }];
  const store = new MemoryStore();
  const one = new Page(new FakeWorld(), store);
  one.world.fragment = `#hand=${writeHand({ code: CODE, user: RAFID.id, name: "Mallory", drafts, outbox, ciphers })}`;
  assert.equal(await one.client.load(), false);
  one.client.start();
  await one.world.pass(10_000);
  assert.deepEqual([one.world.lines, one.client.me, one.texts()], [[], null, []]);
  one.client.answer(false);
  one.line.opens();
  await one.world.pass(10_000);
  assert.deepEqual([one.line.sent, one.client.offer, one.texts(), one.client.conversations.map((talk) => [talk.draft, talk.caesar])], [[], null, [], [["", null]]]);
  assert.equal(await new Page(new FakeWorld(), store).client.load(), false);
});

test("a hand that the server knows no more gives nothing, and says so", async () => {
  const one = new Page();
  const outbox = [{ id: id(1), key: "lobby", with: null, text: "late", cipher: null, at: 1 }];
  one.world.fragment = `#hand=${writeHand({ code: CODE, user: ANA.id, name: "Ana", drafts: [], outbox, ciphers: [] })}`;
  await one.client.load();
  one.client.answer(true);
  one.line.opens().tell({ type: "error", code: "token", text: "", details: [] });
  await settled();
  assert.equal(one.client.offer?.state, "over");
  one.line.opens();
  assert.deepEqual(one.line.sent, []);
  one.client.answer(false);
  one.line.opens();
  assert.deepEqual([one.client.offer, one.client.me, one.client.standing.is], [null, null, "nameless"]);
});

test("a hand-over ends at once when all is stored, and without the server it is none", async () => {
  const one = await new Page().in();
  one.client.say("lobby", "a");
  await settled();
  const handing = one.client.handOver();
  one.line.tell({ type: "ack", id: one.line.one("say")["id"], room: "lobby", seq: 1, at: 1 });
  await settled();
  one.line.tell({ type: "hand", code: CODE });
  assert.ok(await handing);
  one.line.breaks();
  const without = one.client.handOver();
  await one.world.pass(6_000);
  assert.equal(await without, null);
});

test("an address that pretends to hand over does nothing to who is somebody here already", async () => {
  const store = new MemoryStore();
  await (await new Page(new FakeWorld(), store).in()).world.pass(1000);
  const outbox = [{ id: id(1), key: "lobby", with: null, text: "I am a fool", cipher: null, at: 1 }];
  const evil = { code: CODE, user: RAFID.id, name: "Mallory", drafts: [], outbox, ciphers: [] };
  for (const fragment of [writeHand(evil), "", "%", "e30", writeHand({ ...evil, user: "x" }), writeHand({ ...evil, code: TOKEN })]) {
    const one = new Page(new FakeWorld(), store);
    one.world.fragment = `#hand=${fragment}`;
    assert.equal(await one.client.load(), true);
    assert.deepEqual([one.client.me, one.texts(), one.world.fragment, one.client.offer], [ANA, [], "", null]);
  }
});

test("whoever a hand makes us, is told by the server alone", async () => {
  const outbox = [{ id: id(1), key: RAFID.id, with: RAFID, text: "a", cipher: null, at: 1 }];
  const one = new Page();
  one.world.fragment = `#hand=${writeHand({ code: CODE, user: RAFID.id, name: "Rafid", drafts: [], outbox, ciphers: [] })}`;
  await one.client.load();
  one.client.answer(true);
  await one.welcomed(1);
  assert.deepEqual([one.client.me, one.line.take("say"), one.texts(RAFID.id)], [ANA, [], []]);
  const broken = [{ ...outbox[0], key: ANA.id }, { ...outbox[0], id: "x" }, { ...outbox[0], text: 7 }, { ...outbox[0], at: "1" }, { ...outbox[0], cipher: 7 }, null];
  for (const bad of broken) {
    const three = new Page();
    three.world.fragment = `#hand=${btoa(JSON.stringify({ code: CODE, user: ANA.id, name: "Ana", drafts: [], outbox: [bad], ciphers: [] }))}`;
    await three.client.load();
    assert.equal(three.client.offer, null, JSON.stringify(bad));
  }
});

test("of each room the last entries are kept, of another log none", async () => {
  const store = new MemoryStore();
  const one = await new Page(new FakeWorld(), store).in();
  for (const first of [1, 401, 801]) {
    one.line.tell(entries(first, first + 399));
    await one.world.pass(200);
  }
  assert.deepEqual((await store.all("entries")).map((row) => Reflect.get(Object(row), "seq")), range(701, 1200));
  one.line.breaks();
  await one.world.pass(400);
  await one.welcomed(1);
  one.line.tell(page("past lobby", 1, 1, false));
  await one.world.pass(200);
  assert.deepEqual((await store.all("entries")).map((row) => Reflect.get(Object(row), "seq")), [1]);
});

test("what was being written is on the shelf until it is said", async () => {
  const store = new MemoryStore();
  const one = await new Page(new FakeWorld(), store).in();
  const written = async () => Reflect.get(Object((await store.all("talks"))[0]), "draft");
  one.client.draft("lobby", "half");
  await one.world.pass(200);
  assert.equal(await written(), "half");
  one.client.draft("lobby", "half and more");
  one.client.say("lobby", "half and more");
  await settled();
  assert.equal(await written(), "");
  await one.world.pass(200);
  assert.equal(await written(), "");
});

test("entries that two tabs left with a hole between them never let a cursor jump over it", async () => {
  const store = new MemoryStore();
  const one = await new Page(new FakeWorld(), store).in();
  one.line.tell(entries(1, 5));
  one.world.happens("hiding");
  await settled();
  await store.write(range(8, 9).map((seq) => ({ put: { seq, at: seq, author: RAFID, id: id(seq), said: { text: `text ${seq}`, cipher: null }, room: "lobby" }, into: "entries" })));
  const two = new Page(new FakeWorld(), store);
  await two.client.load();
  assert.deepEqual(two.texts(), texts(8, 9));
  assert.equal(two.client.hasEarlier("lobby"), true);
});

test("what is enciphered leaves, waits and is kept so, and is shown as it was written", async () => {
  const store = new MemoryStore();
  const before = await new Page(new FakeWorld(), store).in();
  before.client.encipher("lobby", 7);
  before.client.say("lobby", "Takohemi te ura");
  await settled();
  const say = before.line.one("say");
  assert.deepEqual([say["text"], say["cipher"]], ["Ahrvoltp al byh", "caesar"]);
  assert.deepEqual(before.texts(), ["Takohemi te ura"]);
  assert.equal(before.client.messages("lobby")[0]?.sealed, "Ahrvoltp al byh");
  before.client.encipher("lobby", 3);
  before.world.happens("hiding");
  await settled();
  assert.doesNotMatch(JSON.stringify(await store.all("outbox")), /Takohemi/);

  const after = new Page(new FakeWorld(), store);
  await after.client.load();
  assert.equal(after.client.conversations[0]?.caesar, 3);
  after.client.start();
  await after.welcomed(0);
  await after.world.pass(1000);
  assert.deepEqual(after.line.one("say"), say);
});

test("what comes is opened by who has the key, whenever that is set, and shown as it came by who has none", async () => {
  const one = await new Page().in(1, [direct(0)]);
  const sealed = { ...entry(1, RAFID), text: "Yzab ëd", cipher: "caesar" };
  one.line.tell({ type: "page", ref: "past lobby", room: "lobby", entries: [sealed], more: false });
  const shown = () => one.client.messages("lobby").map(({ text, cipher, sealed }) => [text, cipher, sealed]);
  assert.deepEqual(shown(), [["Yzab ëd", "caesar", null]]);
  one.client.encipher("lobby", 1);
  assert.deepEqual(shown(), [["Xyza ëc", "caesar", "Yzab ëd"]]);
  one.client.encipher(RAFID.id, 5);
  one.client.encipher("lobby", 2);
  assert.deepEqual(shown(), [["Wxyz ëb", "caesar", "Yzab ëd"]]);
  one.line.tell({ type: "entries", room: "lobby", prev: 1, entries: [{ ...entry(2, RAFID), text: "abc", cipher: "rot" }, entry(3, RAFID)] });
  assert.deepEqual(shown().slice(1), [["abc", "rot", null], ["text 3", null, null]]);
  one.client.encipher("lobby", null);
  assert.deepEqual(shown()[0], ["Yzab ëd", "caesar", null]);
  assert.deepEqual(one.client.conversations.map((talk) => talk.caesar), [null, 5]);
});

test("another origin and other tabs have the keys, too", async () => {
  const bus = new Bus();
  const one = await new Page(new FakeWorld(bus)).in();
  const two = await new Page(new FakeWorld(bus)).in();
  one.client.encipher(RAFID.id, 7);
  one.client.say(RAFID.id, "abc");
  await settled();
  assert.equal(two.client.conversations[1]?.caesar, 7);
  const secure = new Page();
  secure.world.fragment = await handed(one);
  await secure.client.load();
  assert.deepEqual(secure.client.conversations.map((talk) => talk.caesar), [null]);
  secure.client.answer(true);
  await secure.welcomed();
  assert.equal(secure.client.conversations[1]?.caesar, 7);
  assert.deepEqual(secure.texts(RAFID.id), ["abc"]);
});
