import type { Key } from "./types";
import type { Identity } from "./shelf";
import type { World } from "./world";

/** What the other tabs of this browser tell. */
export interface Told {
  /** All up to this seq was read. */
  read(key: Key, seq: number): void;
  /** A message of ours was taken away. */
  gone(key: Key, id: string): void;
  /** This key is set for the classroom cipher of a conversation, or none. */
  cipher(key: Key, caesar: number | null): void;
  /** A tab is welcome as this one. */
  identity(identity: Identity): void;
  /** We left for good. */
  left(): void;
}

type Word =
  | { readonly is: "read"; readonly key: Key; readonly seq: number }
  | { readonly is: "gone"; readonly key: Key; readonly id: string }
  | { readonly is: "cipher"; readonly key: Key; readonly caesar: number | null }
  | { readonly is: "identity"; readonly identity: Identity }
  | { readonly is: "left" };

/** The other tabs: each has its connection and its outbox; only what no server tells goes from one to the other. */
export class Tabs implements Told {
  readonly #world: World;

  constructor(world: World, told: Told) {
    this.#world = world;
    world.tabs((message) => {
      // Only pages of this origin can speak here, but one of them may be of another version.
      const word = message as Word;
      switch (word.is) {
        case "read":
          return told.read(word.key, word.seq);
        case "gone":
          return told.gone(word.key, word.id);
        case "cipher":
          return told.cipher(word.key, word.caesar);
        case "identity":
          return told.identity(word.identity);
        case "left":
          return told.left();
      }
    });
  }

  read(key: Key, seq: number): void {
    this.#tell({ is: "read", key, seq });
  }

  gone(key: Key, id: string): void {
    this.#tell({ is: "gone", key, id });
  }

  cipher(key: Key, caesar: number | null): void {
    this.#tell({ is: "cipher", key, caesar });
  }

  identity(identity: Identity): void {
    this.#tell({ is: "identity", identity });
  }

  left(): void {
    this.#tell({ is: "left" });
  }

  #tell(word: Word): void {
    this.#world.tell(word);
  }
}
