import type { Connection } from "./connection";
import type { Refusal } from "./types";

/** What is asked of the server about names, and not answered yet. */
export class NameChecks {
  readonly #connection: Connection;
  readonly #asked = new Map<string, { resolve(refusal: Refusal | null): void; reject(why: Error): void }>();
  #number = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Whether this name can be had: null if so. Rejects if the server cannot say. */
  check(name: string, token: { readonly token?: string }): Promise<Refusal | null> {
    const ref = `check ${++this.#number}`;
    return new Promise((resolve, reject) => {
      this.#asked.set(ref, { resolve, reject });
      if (this.#connection.sendEarly({ type: "check", name, ...token, ref })) return;
      this.#asked.delete(ref);
      reject(new Error("offline"));
    });
  }

  answered(ref: string, refusal: Refusal | null): void {
    const asked = this.#asked.get(ref);
    this.#asked.delete(ref);
    if (!refusal || refusal.code.startsWith("name-")) asked?.resolve(refusal);
    else asked?.reject(new Error(refusal.code));
  }

  /** Nothing is going to be answered any more. */
  dropped(): void {
    for (const asked of this.#asked.values()) asked.reject(new Error("offline"));
    this.#asked.clear();
  }
}
