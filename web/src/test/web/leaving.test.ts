import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryStore } from "../../main/web/client/store";
import { FakeWorld, Page, settled, TOKEN } from "./fake-world";

/** Ana, who left while the server was away. */
async function leftOffline(store = new MemoryStore()): Promise<Page> {
  const one = await new Page(new FakeWorld(), store).in();
  one.world.reachable = false;
  one.line.breaks();
  await one.client.leave();
  await one.world.pass(30_000);
  assert.equal(one.client.standing.is, "nameless");
  return one;
}

const FAREWELL = [
  { type: "hello", version: 1, token: TOKEN },
  { type: "bye", forget: true },
];

test("who leaves while the server is away gives the name back when it is there again", async () => {
  const store = new MemoryStore();
  const one = await leftOffline(store);
  const lines = one.world.lines.length;
  one.world.reachable = true;
  await one.world.pass(5_000);
  assert.equal(one.world.lines.length, lines + 1);
  assert.deepEqual(one.line.opens().sent, FAREWELL);
  one.line.tell({ type: "bye", reason: "quit", reconnect: false });
  await one.world.pass(60_000);
  assert.deepEqual([one.world.lines.length, await store.all("self")], [lines + 1, []]);
});

test("the name is given back by the page that is opened next", async () => {
  const store = new MemoryStore();
  await leftOffline(store);
  const two = new Page(new FakeWorld(), store);
  assert.equal(await two.client.load(), false);
  assert.deepEqual(two.line.opens().sent, FAREWELL);
  two.line.tell({ type: "error", code: "token", text: "", details: [] });
  await settled();
  assert.deepEqual(await store.all("self"), []);
});

test("what is owed outlives being somebody else, and a server that has no room", async () => {
  const store = new MemoryStore();
  await leftOffline(store);
  const two = new Page(new FakeWorld(), store);
  await two.client.load();
  const farewell = two.line.opens();
  farewell.tell({ type: "error", code: "busy", text: "", details: [] });
  two.client.start("Besa");
  await two.welcomed();
  await two.client.leave();
  assert.deepEqual(await store.all("self"), [{ is: "owed", tokens: [TOKEN] }]);
  await two.world.pass(11_000);
  assert.deepEqual(two.line.opens().sent, FAREWELL);
});

test("who leaves with a connection owes nothing", async () => {
  const store = new MemoryStore();
  const one = await new Page(new FakeWorld(), store).in();
  await one.client.leave();
  await one.world.pass(60_000);
  assert.deepEqual([one.world.lines.length, await store.all("self")], [1, []]);
});
