import type { Shelf } from "./shelf";
import { comesAgain } from "./outbox";
import { read } from "./wire";
import type { World } from "./world";

/** After so long the server is told again, in milliseconds … */
const AGAIN = 10_000;
/** … and for so long its answer is waited for. */
const PATIENCE = 10_000;

/** Who left for good while the server could not be told is forgotten there as soon as it can be, so that the name is free again. */
export class Farewells {
  readonly #world: World;
  readonly #shelf: Shelf;
  #owed: readonly string[] = [];
  readonly #saying = new Set<string>();

  constructor(world: World, shelf: Shelf) {
    this.#world = world;
    this.#shelf = shelf;
  }

  /** What was owed when the page was closed, or is from now on: the tokens of those who left. */
  owe(tokens: readonly string[]): void {
    if (tokens.length === 0) return;
    this.#keep([...new Set([...this.#owed, ...tokens])]);
    for (const token of tokens) this.#say(token);
  }

  #keep(owed: readonly string[]): void {
    this.#owed = owed;
    this.#shelf.owe(owed);
  }

  #say(token: string): void {
    if (this.#saying.has(token)) return;
    this.#saying.add(token);
    let close = (): void => {};
    const done = (isOver: boolean): void => {
      cancel();
      close();
      if (!this.#saying.delete(token)) return;
      if (isOver) this.#keep(this.#owed.filter((one) => one !== token));
      else this.#world.after(AGAIN, () => this.#say(token));
    };
    const cancel = this.#world.after(PATIENCE, () => done(false));
    try {
      const socket = this.#world.open({
        opened: () => {
          socket.send(JSON.stringify({ type: "hello", version: 1, token }));
          socket.send(JSON.stringify({ type: "bye", forget: true }));
        },
        heard: (frame) => isAnswer(frame, done),
        closed: () => done(false),
      });
      close = () => socket.close();
    } catch {
      done(false);
    }
  }
}

/** It is over when the server says goodbye, or knows nobody by that token; not while it has no room. */
function isAnswer(frame: unknown, done: (isOver: boolean) => void): void {
  try {
    const notice = read(frame);
    if (notice?.type === "bye") done(!notice.reconnect);
    else if (notice?.type === "error") done(!comesAgain(notice.refusal.code));
  } catch {
    done(false);
  }
}
