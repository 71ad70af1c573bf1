/**
 * Makes message ids: UUIDs of version 7 (RFC 9562 §5.7, method 1 of §6.2: a counter in the first bits of chance), each
 * greater than the one before as a text, even if the clock runs back. So their order is the order of writing.
 */
export class MessageIds {
  readonly #bytes: (count: number) => Uint8Array;
  #time = 0;
  #counter = 0;

  /** `bytes` gives so many bytes of chance. */
  constructor(bytes: (count: number) => Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next ones are greater than this one, too, which another page may have made; unless its time is absurd. */
  after(id: string): void {
    const time = parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
    if (time < this.#time || time > 0xefff_ffff_ffff) return;
    this.#counter = Math.max(time > this.#time ? 0 : this.#counter, parseInt(id.slice(15, 18), 16));
    this.#time = time;
  }

  /** A new id at this time, in milliseconds since 1970. */
  make(now: number): string {
    const chance = this.#bytes(10);
    const byte = (index: number) => chance[index] ?? 0;
    if (now > this.#time) {
      this.#time = now;
      this.#counter = ((byte(0) & 0x07) << 8) | byte(1);
    } else if (++this.#counter > 0xfff) {
      this.#time++;
      this.#counter = 0;
    }
    const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
    const time = hex(this.#time, 12);
    const rest = [byte(2) & 0x3f | 0x80, byte(3), byte(4), byte(5), byte(6), byte(7), byte(8), byte(9)].map((one) => hex(one, 2)).join("");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(this.#counter, 3)}-${rest.slice(0, 4)}-${rest.slice(4)}`;
  }
}
