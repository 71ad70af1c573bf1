import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryStore, openStore, type Store } from "../../main/web/client/store";
import { FakeWorld, id, Page, range, settled } from "./fake-world";

const stores: readonly [string, () => Promise<Store>][] = [
  ["memory", () => Promise.resolve(new MemoryStore())],
  ["the browser's database", openStore],
];

const row = (room: string, seq: number) => ({ room, seq });

for (const [name, open] of stores) {
  test(`${name} keeps rows in the order of their keys, replaces and removes them`, async () => {
    const store = await open();
    await store.write([
      { put: { id: id(2), text: "b" }, into: "outbox" },
      { put: { id: id(1), text: "a" }, into: "outbox" },
      { put: { id: id(3), text: "c" }, into: "outbox" },
    ]);
    await store.write([{ put: { id: id(2), text: "B" }, into: "outbox" }, { remove: id(3), from: "outbox" }, { remove: id(9), from: "outbox" }]);
    assert.deepEqual(await store.all("outbox"), [{ id: id(1), text: "a" }, { id: id(2), text: "B" }]);
    await store.write([{ empty: "outbox" }]);
    assert.deepEqual(await store.all("outbox"), []);
  });

  test(`${name} forgets entries of a room up to a seq, and of no other`, async () => {
    const store = await open();
    await store.write([...range(1, 12), 100].flatMap((seq) => [row("lobby", seq), row("d1", seq)]).map((put) => ({ put, into: "entries" as const })));
    await store.write([{ room: "lobby", upTo: 10 }]);
    const all = [...[...range(1, 12), 100].map((seq) => row("d1", seq)), ...[11, 12, 100].map((seq) => row("lobby", seq))];
    assert.deepEqual(await store.all("entries"), all);
    await store.write([{ room: "d1", upTo: Number.MAX_SAFE_INTEGER }]);
    assert.equal((await store.all("entries")).length, 3);
  });
}

test("what is written before the page ends is there for the next one, in order", async () => {
  const store = await openStore();
  void store.write([{ put: { key: "lobby", draft: "a" }, into: "talks" }]);
  void store.write([{ put: { key: "lobby", draft: "b" }, into: "talks" }]);
  assert.deepEqual(await (await openStore()).all("talks"), [{ key: "lobby", draft: "b" }]);
});

test("a page that can't have the database works without, and without a fault", async () => {
  const database = globalThis.indexedDB;
  const refusing: readonly (() => unknown)[] = [
    () => undefined,
    () => ({
      open: () => {
        throw new Error("The operation is insecure.");
      },
    }),
  ];
  for (const other of refusing) {
    Object.defineProperty(globalThis, "indexedDB", { value: other(), configurable: true });
    const one = await new Page(new FakeWorld(), await openStore()).in();
    one.client.say("lobby", "a");
    await settled();
    assert.equal(one.line.one("say")["text"], "a");
  }
  Object.defineProperty(globalThis, "indexedDB", { value: database, configurable: true });
});

test("a database that a newer page wants is let go, and what is written then is only not kept", async () => {
  const store = await openStore();
  await new Promise((resolve) => (indexedDB.deleteDatabase("tertulia").onsuccess = resolve));
  await store.write([{ put: { id: id(1), text: "a" }, into: "outbox" }]);
  assert.deepEqual(await store.all("outbox"), []);
});
