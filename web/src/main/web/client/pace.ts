/**
 * How fast one may send: a token bucket that fills a little slower than the server's own. It starts with half a second's
 * worth, for another program of the same user may just have emptied the server's. Times are milliseconds.
 */
export class Pace {
  static readonly #SHARE = 0.9;

  #perMilli = 0;
  #most = 1;
  #tokens = 1;
  #filled: number;

  constructor(now: number) {
    this.#filled = now;
  }

  /** From now on so many a second, and so many at once; none a second means without limit. */
  set(perSecond: number, burst: number, now: number): void {
    const first = this.#perMilli === 0;
    this.#perMilli = (perSecond * Pace.#SHARE) / 1000;
    this.#most = Math.max(1, Math.floor(burst / 2));
    this.#tokens = Math.min(first ? Math.max(1, Math.floor(perSecond / 2)) : this.#tokens, this.#most);
    this.#filled = now;
  }

  /** Takes one token if there is one. */
  take(now: number): boolean {
    if (this.#perMilli === 0) return true;
    this.#tokens = Math.min(this.#most, this.#tokens + (now - this.#filled) * this.#perMilli);
    this.#filled = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  /** How long until there is a token. */
  get wait(): number {
    return this.#perMilli === 0 || this.#tokens >= 1 ? 0 : Math.ceil((1 - this.#tokens) / this.#perMilli);
  }
}
