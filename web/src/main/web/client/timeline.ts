/**
 * How far a room's log is known: a cursor, the seq of the last entry that was told, without a hole before it. Each entry
 * comes out of `hear` once, in order, however often and in which pieces it is told. The same as Java's, by
 * `protocol/vectors/timeline.json`.
 */
export class Timeline {
  #at: number;
  #wanted: number;
  #gapEnd = 0;

  /** Knows all up to `at`. */
  constructor(at: number) {
    this.#at = at;
    this.#wanted = at;
  }

  /** The seq of the last entry known. */
  get at(): number {
    return this.#at;
  }

  /** Whether the log is known to go on beyond the cursor. */
  get behind(): boolean {
    return this.#at < this.#wanted;
  }

  /** Whether entries after the cursor must be asked for, since nobody is going to tell them. */
  get gap(): boolean {
    return this.#at < this.#gapEnd;
  }

  /** The log goes at least so far. */
  reaches(last: number): void {
    this.#wanted = Math.max(this.#wanted, last);
  }

  /** The log goes at least so far, and all up to there was told, or left out. */
  passed(last: number): void {
    this.reaches(last);
    this.#gapEnd = Math.max(this.#gapEnd, last);
  }

  /** What is missing will never be told. */
  giveUp(): void {
    this.#at = Math.max(this.#at, this.#gapEnd);
  }

  /** The log ends here, even if more was known: it is another log now. */
  restart(last: number): void {
    this.#at = last;
    this.#wanted = last;
    this.#gapEnd = last;
  }

  /**
   * Takes in entries of which the first follows `prev`, and returns those that are new. If there is a gap before them it
   * returns none and the timeline has a `gap`: ask for the entries after the cursor.
   */
  hear<E>(prev: number, entries: readonly E[]): readonly E[] {
    const last = prev + entries.length;
    this.reaches(last);
    if (last <= this.#at) return [];
    if (prev > this.#at) {
      this.passed(last);
      return [];
    }
    const fresh = entries.slice(this.#at - prev);
    this.#at = last;
    return fresh;
  }

  /**
   * Takes in a page that was asked for after the cursor. What the server no longer has before the page's first entry is
   * given up, and all beyond the cursor if the page is empty.
   */
  fill<E extends { readonly seq: number }>(page: readonly E[]): readonly E[] {
    const first = page[0];
    if (!first) {
      this.#wanted = this.#at;
      this.#gapEnd = this.#at;
      return [];
    }
    this.#at = Math.max(this.#at, first.seq - 1);
    return this.hear(first.seq - 1, page);
  }
}
