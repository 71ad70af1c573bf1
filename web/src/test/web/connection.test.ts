import assert from "node:assert/strict";
import { test } from "node:test";
import { ANA, entries, lobby, Page, settled, someone, TOKEN, welcome } from "./fake-world";

function offline(page: Page): { since: number; again: number } {
  const { standing } = page.client;
  assert.equal(standing.is, "offline");
  return standing as { since: number; again: number; is: "offline" };
}

test("it comes back by itself, waits longer from try to try, and knows since when it is offline", async () => {
  const page = await new Page().in();
  await page.world.pass(6_000);
  page.world.reachable = false;
  const since = page.world.now();
  page.line.breaks();
  for (const full of [300, 600, 1_200, 2_400, 4_800, 9_600, 15_000, 15_000, 15_000]) {
    const { since: told, again } = offline(page);
    assert.equal(told, since);
    const delay = again - page.world.now();
    assert.ok(delay >= full / 2 && delay <= full, `${delay} is between half and all of ${full}`);
    await page.world.pass(delay + 1);
  }
  page.world.reachable = true;
  await page.world.pass(15_001);
  await page.welcomed();
  assert.equal(page.client.standing.is, "online");
  assert.equal(page.world.lines.length, 2);
});

test("a connection that never held for long is not tried again at once", async () => {
  const page = await new Page().in();
  page.line.breaks();
  await page.world.pass(301);
  await page.welcomed();
  await page.world.pass(4_000);
  page.line.breaks();
  assert.ok(offline(page).again - page.world.now() >= 300);
});

test("a bye that says so is a reason to come back, any other to stay away", async () => {
  const page = await new Page().in();
  page.line.tell({ type: "bye", reason: "stopped", text: "", reconnect: true });
  offline(page);
  await page.world.pass(301);
  await page.welcomed();
  page.line.tell({ type: "bye", reason: "kicked", text: "", reconnect: false });
  assert.deepEqual(page.client.standing, { is: "ended", reason: "kicked" });
  await page.world.pass(100_000);
  page.world.happens("awake");
  assert.equal(page.world.lines.length, 2);
  page.client.start();
  assert.equal(page.world.lines.length, 3);
});

test("a silent server is asked whether it is there, and given up if it does not answer", async () => {
  const page = await new Page().in();
  await page.world.pass(21_000);
  page.line.take("ping");
  page.line.tell({ type: "pong" });
  await page.world.pass(19_999);
  assert.deepEqual(page.line.take("ping"), []);
  await page.world.pass(1);
  page.line.one("ping");
  await page.world.pass(19_999);
  assert.equal(page.client.standing.is, "online");
  await page.world.pass(1);
  offline(page);
  assert.ok(page.line.isClosed);
});

test("a socket that never opens, and a hello that is never answered, are given up", async () => {
  const page = new Page();
  page.client.start("Ana");
  await page.world.pass(9_999);
  assert.equal(page.client.standing.is, "connecting");
  await page.world.pass(1);
  offline(page);
  await page.world.pass(300);
  page.line.opens();
  page.line.one("hello");
  await page.world.pass(40_000);
  offline(page);
});

test("a hello that was never answered is said again with the same id", async () => {
  const page = new Page();
  page.client.start("Ana");
  page.line.opens();
  const first = page.line.one("hello");
  assert.match(String(first["id"]), /^[0-9a-f-]{36}$/);
  page.line.breaks();
  await page.world.pass(1_000);
  const again = await page.welcomed();
  assert.deepEqual(again, first);
});

test("whoever wakes up is connected at once, and finds out soon whether an old connection still holds", async () => {
  const page = await new Page().in();
  page.world.happens("awake");
  page.world.happens("awake");
  page.line.one("ping");
  page.line.tell({ type: "pong" });
  await page.world.pass(3_000);
  assert.equal(page.client.standing.is, "online");
  page.world.happens("offline");
  await page.world.pass(3_000);
  assert.ok(offline(page).again > page.world.now());
  page.world.happens("awake");
  await page.welcomed();
  assert.equal(page.client.standing.is, "online");
});

test("pings are answered, at any time", async () => {
  const page = new Page();
  page.client.start("Ana");
  page.line.opens().tell({ type: "ping" });
  page.line.one("pong");
});

test("what is no JSON ends the connection, which comes back later", async () => {
  for (const frame of ["", "{", "nonsense", "\u0000", new ArrayBuffer(3), "x".repeat(16 * 1024 * 1024 + 1)]) {
    const page = await new Page().in();
    page.line.raw(frame);
    offline(page);
    page.line.raw(JSON.stringify(entries(1, 1)));
    assert.deepEqual(page.texts(), []);
  }
});

test("what is JSON but means nothing ends it for good", async () => {
  const one = entries(1, 1) as { entries: Record<string, unknown>[] };
  const hostile: unknown[] = [
    [],
    null,
    7,
    "text",
    {},
    { type: 7 },
    { type: "entries" },
    { ...one, prev: -1 },
    { ...one, prev: 0.5 },
    { ...one, prev: "0" },
    { ...one, prev: 2 ** 60 },
    { ...one, prev: 5 },
    { ...one, entries: {} },
    { ...one, entries: [null] },
    { ...one, entries: [{ ...one.entries[0], user: "__proto__" }] },
    { ...one, entries: [{ ...one.entries[0], name: "" }] },
    { ...one, entries: [{ ...one.entries[0], id: "x" }] },
    { ...one, entries: [{ ...one.entries[0], text: { toString: "x" } }] },
    { ...one, entries: [one.entries[0], one.entries[0]] },
    { type: "present", version: 1, users: [[]], more: false },
    { type: "presence", version: 1, joined: [] },
    { type: "error", code: {}, details: [] },
    { type: "ack", id: "1", room: "lobby", seq: 1, at: 1 },
    { type: "bye", reason: "x", reconnect: "no" },
    { type: "caught-up", room: "lobby", seq: 1.5 },
    { type: "caught-up", room: "lobby", seq: 1e300 },
  ];
  for (const notice of hostile) {
    const page = await new Page().in();
    page.line.raw(JSON.stringify(notice));
    assert.deepEqual(page.client.standing, { is: "ended", reason: "newer" }, JSON.stringify(notice));
    assert.deepEqual(page.texts(), []);
  }
});

test("notices, fields, events and rooms of a newer server are left out", async () => {
  const page = await new Page().in(0, [{ room: "#garden", last: 7 }]);
  page.line.tell({ type: "weather", rain: true }, { type: "room", room: "#garden", last: 7 }, { type: "caught-up", room: "#garden", seq: 7 });
  const [later] = (entries(2, 2) as { entries: object[] }).entries;
  const unknown = { ...later, seq: 1, event: "reacted", with: "x" };
  page.line.tell({ type: "entries", room: "lobby", prev: 0, entries: [unknown, { ...later, smell: "roses" }], mood: "good" });
  page.line.tell({ ...entries(1, 9), room: "d" + "0".repeat(32) });
  assert.deepEqual(page.texts(), ["text 2"]);
  assert.equal(page.client.standing.is, "online");
  assert.equal(page.client.conversations.length, 1);
});

test("nothing is believed before welcome", async () => {
  const page = new Page();
  await page.client.load();
  page.client.start();
  page.line.opens().tell(welcome([lobby(0)]), entries(1, 1), { type: "present", version: 1, users: [someone(ANA)], more: false });
  assert.deepEqual(page.client.standing, { is: "nameless", refusal: null });
  assert.deepEqual([page.texts(), page.client.people], [[], []]);
});

test("a name is checked before it is taken, on the connection that then says hello", async () => {
  const page = new Page();
  await page.client.load();
  page.client.start();
  const early = page.client.check("all");
  page.line.opens();
  assert.deepEqual(page.client.standing, { is: "nameless", refusal: null });
  assert.deepEqual(page.line.one("check"), { type: "check", name: "all", ref: "check 1" });
  page.line.tell({ type: "error", ref: "check 1", code: "name-reserved", text: "", details: ["all"] });
  assert.deepEqual(await early, { code: "name-reserved", details: ["all"] });
  const good = page.client.check("Ana");
  page.line.tell({ type: "free", ref: "check 2", name: "Ana" });
  assert.equal(await good, null);
  page.client.start("Ana");
  assert.equal(page.line.one("hello")["name"], "Ana");
  page.line.tell(welcome([lobby(0)]));
  assert.equal(page.client.standing.is, "online");
  assert.equal(page.world.lines.length, 1);
});

test("a refused name leaves one nameless, and another one may follow", async () => {
  const page = new Page();
  await page.client.load();
  page.client.start("ana");
  page.line.opens().tell({ type: "error", code: "name-taken", text: "", details: ["ana"] });
  assert.deepEqual(page.client.standing, { is: "nameless", refusal: { code: "name-taken", details: ["ana"] } });
  await page.world.pass(100_000);
  assert.equal(page.world.lines.length, 1);
  const check = page.client.check("Ana2");
  assert.equal(page.world.lines.length, 2);
  page.line.opens();
  assert.deepEqual(page.line.take("hello"), []);
  page.line.tell({ type: "free", ref: page.line.one("check")["ref"], name: "Ana2" });
  assert.equal(await check, null);
  assert.deepEqual(page.client.standing, { is: "nameless", refusal: { code: "name-taken", details: ["ana"] } });
  page.client.start("Ana2");
  assert.equal(page.line.one("hello")["name"], "Ana2");
});

test("a check that can't be answered is rejected", async () => {
  const page = new Page();
  await page.client.load();
  page.client.start();
  page.line.opens();
  const cut = page.client.check("Ana");
  page.line.tell({ type: "bye", reason: "silent", text: "", reconnect: false });
  await assert.rejects(cut);
  assert.deepEqual(page.client.standing, { is: "nameless", refusal: null });
  const refused = page.client.check("Ana");
  page.line.opens().tell({ type: "error", ref: page.line.one("check")["ref"], code: "busy", text: "", details: [] });
  await assert.rejects(refused);
  const many = page.client.check("Ana");
  page.line.tell({ type: "error", code: "too-many-names", text: "", details: [] }, { type: "bye", reason: "rules", text: "", reconnect: false });
  await assert.rejects(many);
  const forbidden = new Page();
  forbidden.world.open = () => {
    throw new Error("The operation is insecure.");
  };
  await assert.rejects(forbidden.client.check("Ana"));
  forbidden.client.start("Ana");
  offline(forbidden);
  const unreachable = new Page();
  unreachable.world.reachable = false;
  unreachable.client.start();
  await unreachable.world.pass(1);
  offline(unreachable);
  await assert.rejects(unreachable.client.check("Ana"));
  await settled();
});

test("who is not let in is not a nameless one, and a token that is refused again is no reason to hurry", async () => {
  const page = new Page();
  await page.client.load();
  page.client.start("Ana");
  page.line.opens().tell({ type: "error", code: "token", text: "", details: [] });
  offline(page);
  await page.world.pass(300);
  page.line.opens().tell({ type: "error", code: "name-banned", text: "", details: [] });
  assert.deepEqual(page.client.standing, { is: "ended", reason: "name-banned" });
});

test("another name is asked for with the same token", async () => {
  const page = await new Page().in();
  page.client.start("Anna");
  page.line.opens();
  const hello = page.line.one("hello");
  assert.deepEqual([hello["name"], hello["token"]], ["Anna", TOKEN]);
});

test("a page whose address the server refuses is told so, until it is let in", async () => {
  const one = new Page();
  one.world.refuses = true;
  await one.client.load();
  one.client.start("Ana");
  one.line.breaks();
  await settled();
  const { standing } = one.client;
  assert.deepEqual(standing.is === "offline" && standing.refused, true);
  one.world.refuses = false;
  await one.world.pass(1_000);
  await one.welcomed();
  one.line.breaks();
  await settled();
  assert.deepEqual(one.client.standing.is === "offline" && one.client.standing.refused, undefined);
});
