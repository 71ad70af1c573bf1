import { Pace } from "./pace";

/** How long to wait before what the server had no room for is tried again; each further try waits twice as long, up to 32 times. */
export const AGAIN = 500;

/** Whether a refusal of this code only means: send it again later. */
export function comesAgain(code: string): boolean {
  return code === "busy" || code === "storage" || code === "unreadable";
}

/**
 * Messages on their way: in the order they were written, each sent until the server has said that it is on disk or it is
 * seen in a timeline. After a loss of the connection all that are left are sent again, with the same ids, which is
 * harmless. It keeps to the server's pace. The same as Java's, by `protocol/vectors/outbox.json`; times are milliseconds.
 */
export class Outbox<Draft extends { readonly id: string }> {
  readonly #waiting = new Map<string, { readonly draft: Draft; sent: boolean }>();
  readonly #pace: Pace;
  #online = false;
  #window = 1;
  #unanswered = 0;
  #refusals = 0;
  #pausedUntil: number | null = null;

  constructor(now: number) {
    this.#pace = new Pace(now);
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** Adds a message; one that waits already keeps its place. */
  add(draft: Draft): void {
    if (!this.#waiting.has(draft.id)) this.#waiting.set(draft.id, { draft, sent: false });
  }

  /** There is a connection with these limits; everything that is left must be sent. */
  connected(limits: Readonly<Record<string, number>>, now: number): void {
    this.#pace.set(limits["say-per-second"] ?? 50, limits["say-burst"] ?? 500, now);
    this.#window = Math.max(1, Math.floor((limits["unanswered"] ?? 64) / 2));
    this.#online = true;
    this.#pausedUntil = null;
    this.#refusals = 0;
    for (const out of this.#waiting.values()) out.sent = false;
    this.#unanswered = 0;
  }

  /** There is no connection. */
  disconnected(): void {
    this.#online = false;
  }

  /** What to send now; each is counted as sent. */
  take(now: number): readonly Draft[] {
    const taken: Draft[] = [];
    if (!this.#online || this.#isPaused(now)) return taken;
    for (const out of this.#waiting.values()) {
      if (this.#unanswered >= this.#room) break;
      if (out.sent) continue;
      if (!this.#pace.take(now)) break;
      out.sent = true;
      this.#unanswered++;
      taken.push(out.draft);
    }
    return taken;
  }

  /** After how long to `take` again; null if only an answer or a new message makes it worth while. */
  next(now: number): number | null {
    if (!this.#online || this.#unanswered >= this.#room) return null;
    if ([...this.#waiting.values()].every((out) => out.sent)) return null;
    if (this.#pausedUntil !== null && this.#isPaused(now)) return this.#pausedUntil - now;
    return this.#pace.wait;
  }

  /** It is on disk, or no longer wanted. Whether it was waiting here. */
  stored(id: string): boolean {
    const out = this.#waiting.get(id);
    if (!out) return false;
    this.#waiting.delete(id);
    if (out.sent) this.#unanswered--;
    this.#refusals = 0;
    return true;
  }

  /**
   * The server did not take it. If it had no room for it, it stays here and goes out again later; otherwise it is given
   * up, and returned.
   */
  refused(id: string, code: string, now: number): Draft | null {
    const out = this.#waiting.get(id);
    if (!out) return null;
    if (out.sent) this.#unanswered--;
    out.sent = false;
    if (comesAgain(code)) {
      this.#refusals++;
      this.#pausedUntil = now + AGAIN * 2 ** Math.min(this.#refusals - 1, 5);
      return null;
    }
    this.#waiting.delete(id);
    return out.draft;
  }

  /** Nothing will be sent any more. */
  clear(): void {
    this.#waiting.clear();
    this.#unanswered = 0;
    this.#online = false;
  }

  /** After a refusal one at a time, so that what comes later does not overtake. */
  get #room(): number {
    return this.#refusals > 0 ? 1 : this.#window;
  }

  #isPaused(now: number): boolean {
    if (this.#pausedUntil !== null && now >= this.#pausedUntil) this.#pausedUntil = null;
    return this.#pausedUntil !== null;
  }
}
