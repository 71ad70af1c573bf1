/** Pages of a browser and a server whose network breaks, with chance from a seed: nothing is lost, nothing doubled, all in order. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryStore } from "../../main/web/client/store";
import { ANA, Bus, FakeWorld, type Json, type Line, lobby, Page, settled, someone, TOKEN, welcome } from "./fake-world";

const SEEDS = 60;

class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed * 2 + 1;
  }

  below(count: number): number {
    this.#state = (this.#state * 48_271) % 2_147_483_647;
    return this.#state % count;
  }

  once(times: number): boolean {
    return this.below(times) === 0;
  }
}

/** Everybody is Ana, and there is only the lobby. */
class Server {
  readonly log: Json[] = [];
  readonly #chance: Chance;
  readonly #seats = new Map<Line, number>();

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** Does something on this line: opens it, answers a command, tells a few entries, or none of it. */
  serve(line: Line): void {
    if (line.isClosed) return;
    const seat = this.#seats.get(line);
    if (seat === undefined && line.sent.length === 0) line.opens();
    const command = line.sent.shift();
    if (command) this.#answer(line, command);
    else if (seat !== undefined && seat < this.log.length) this.#tell(line, seat);
  }

  isQuiet(line: Line): boolean {
    return line.isClosed || (line.sent.length === 0 && this.#seats.get(line) === this.log.length);
  }

  #tell(line: Line, seat: number): void {
    const last = seat + 1 + this.#chance.below(Math.min(4, this.log.length - seat));
    // Sometimes it only says that it went on, and sometimes it tells what was told before.
    const prev = this.#chance.once(5) ? Math.max(0, seat - this.#chance.below(3)) : seat;
    if (this.#chance.once(6)) line.tell({ type: "skipped", room: "lobby", entries: last - seat });
    else line.tell({ type: "entries", room: "lobby", prev, entries: this.log.slice(prev, last) });
    this.#seats.set(line, last);
    if (last === this.log.length) line.tell({ type: "caught-up", room: "lobby", seq: last });
  }

  #answer(line: Line, command: Json): void {
    if (command["type"] === "hello") {
      const cursors = command["cursors"] as Record<string, number> | undefined;
      assert.equal(cursors !== undefined && command["token"] !== TOKEN, false, "cursors are for who comes back");
      this.#seats.set(line, cursors?.["lobby"] ?? this.log.length);
      line.tell(welcome([lobby(this.log.length)], { limits: { "say-per-second": 0, unanswered: 2 } }));
    } else if (command["type"] === "say") this.#said(line, String(command["id"]), String(command["text"]));
    else if (command["type"] === "history") this.#page(line, command);
  }

  #said(line: Line, id: string, text: string): void {
    if (this.#chance.once(5)) {
      line.tell({ type: "error", code: "busy", text: "", details: [], id });
      return;
    }
    let seq = this.log.findIndex((entry) => entry["id"] === id) + 1;
    if (seq === 0) seq = this.log.push({ seq: this.log.length + 1, at: 1, ...someone(ANA), id, event: "said", text });
    line.tell({ type: "ack", id, room: "lobby", seq, at: 1 });
  }

  #page(line: Line, { ref, after, before, limit }: Json): void {
    if (this.#chance.once(5)) {
      line.tell({ type: "error", code: "busy", ref, text: "", details: [] });
      return;
    }
    const most = Math.min(Number(limit), 1 + this.#chance.below(7));
    const end = before === undefined ? this.log.length : Number(before) - 1;
    const from = after === undefined ? Math.max(0, end - most) : Number(after);
    const page = this.log.slice(from, after === undefined ? end : from + most);
    line.tell({ type: "page", ref, room: "lobby", entries: page, more: after === undefined ? from > 0 : from + most < this.log.length });
  }
}

async function play(seed: number): Promise<void> {
  const chance = new Chance(seed);
  const server = new Server(chance);
  const [store, bus] = [new MemoryStore(), new Bus()];
  const tabs: Page[] = [];
  const said: string[][] = [];
  const open = async (index: number) => {
    const page = new Page(new FakeWorld(bus, 1_795_168_800_000 + chance.below(3) * 1000, 1 + chance.below(1_000_000)), store);
    tabs[index] = page;
    await page.client.load();
    page.client.start("Ana");
  };
  await open(0);
  for (let turn = 0; turn < 120; turn++) {
    const index = chance.below(tabs.length);
    const tab = tabs[index];
    assert.ok(tab);
    if (chance.once(4)) {
      const text = `${index} ${turn}`;
      (said[index] ??= []).push(text);
      tab.client.say("lobby", text);
      await settled();
    }
    server.serve(tab.line);
    if (chance.once(4)) await tab.world.pass(chance.below(1_000));
    if (chance.once(15)) tab.line.breaks();
    if (chance.once(20)) void tab.client.earlier("lobby");
    if (chance.once(30)) {
      if (chance.once(2)) tab.world.happens("hiding");
      tab.line.breaks();
      await open(index);
    }
    if (tabs.length < 2 && chance.once(20)) await open(1);
  }
  const isDone = () => tabs.every((tab) => server.isQuiet(tab.line) && (tab.client.messages("lobby").at(-1)?.seq ?? 0) === server.log.length);
  for (let turn = 0; turn < 2_000 && (turn < 50 || !isDone()); turn++) {
    for (const tab of tabs) {
      server.serve(tab.line);
      await tab.world.pass(100);
    }
  }
  const log = server.log.map((entry) => String(entry["text"]));
  assert.deepEqual([...log].sort(), said.flat().sort(), "each was stored once");
  said.forEach((texts, index) => assert.deepEqual(log.filter((text) => text.startsWith(`${index} `)), texts, "and in order"));
  for (const tab of tabs) {
    while (tab.client.hasEarlier("lobby")) {
      const earlier = tab.client.earlier("lobby");
      for (let turn = 0; turn < 20; turn++) server.serve(tab.line);
      await tab.world.pass(20_000);
      server.serve(tab.line);
      await Promise.race([earlier, settled()]);
    }
    assert.deepEqual(tab.texts(), log, "every page shows it all");
  }
}

test("whatever breaks, all is told once and in order, and all that was typed is stored once and in order", async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    await play(seed).catch((e: unknown) => {
      throw new Error(`seed ${seed}`, { cause: e });
    });
  }
});
