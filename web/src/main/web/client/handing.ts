import type { Connection } from "./connection";
import type { Hand } from "./hand";
import type { Offer } from "./types";
import type { World } from "./world";

/** Going on as who one is at another origin: the server's secret that makes us so there, and the answer to an offer here. */
export class Handing {
  readonly #world: World;
  readonly #connection: Connection;
  #hand: Hand | null = null;
  #state: Offer["state"] = "asked";
  #waiting: (() => void)[] = [];
  #given: (code: string) => void = () => {};

  constructor(world: World, connection: Connection) {
    this.#world = world;
    this.#connection = connection;
  }

  // ---- here, as who came from there

  get offer(): Offer | null {
    const hand = this.#hand;
    return hand && { name: hand.name, drafts: hand.drafts.length, waiting: hand.outbox.length, ciphers: hand.ciphers.length, state: this.#state };
  }

  offered(hand: Hand | null): void {
    this.#hand = hand;
  }

  get isAsked(): boolean {
    return this.#hand !== null && this.#state === "asked";
  }

  /** The hand that was accepted, until the server has answered. */
  get taken(): Hand | null {
    return this.#state === "taking" ? this.#hand : null;
  }

  /** It is accepted; gives the name that comes with it. */
  take(): string {
    this.#state = "taking";
    return this.#hand?.name ?? "";
  }

  /** The server does not know it, or not any more. */
  refused(): void {
    this.#state = "over";
  }

  /** It was declined, or has done what it could. */
  done(): Hand | null {
    const hand = this.#hand;
    this.#hand = null;
    this.#state = "asked";
    return hand;
  }

  // ---- there

  /** Ends when we are online, or the time is over. */
  online(millis: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#connection.online) return resolve();
      const cancel = this.#world.after(millis, resolve);
      this.#waiting.push(() => {
        cancel();
        resolve();
      });
    });
  }

  connected(): void {
    for (const waiting of this.#waiting.splice(0)) waiting();
  }

  /** The server's secret for whoever goes on as us; null if there is none in time. */
  code(millis: number): Promise<string | null> {
    return new Promise((resolve) => {
      if (!this.#connection.online) return resolve(null);
      const cancel = this.#world.after(millis, () => resolve(null));
      this.#given = (code) => {
        cancel();
        resolve(code);
      };
      this.#connection.send({ type: "hand" });
    });
  }

  given(code: string): void {
    this.#given(code);
  }
}
