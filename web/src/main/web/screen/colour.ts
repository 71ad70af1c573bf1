/** How many colours people have by their ids; the styles name them `hue-0` and on. */
export const COLOURS = 12;
/** Each hue in two shades: `hue-12` and on are the darker ones. */
const TINTS = 2 * COLOURS;
/** From a hue that is taken to the next to try: far enough to look another one; coprime to the number of hues. */
const STRIDE = 5;

/** Which colour a user has by itself, the same in every client: FNV-1a (32 bits) over the user id's characters, modulo COLOURS. */
export function colour(user: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < user.length; i++) hash = Math.imul(hash ^ user.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % COLOURS;
}

/** Hands colours out, so that the first people one sees all look different: each gets its own, or one that nobody has yet. */
export class Tints {
  private readonly given = new Map<string, number>();
  private readonly used = new Set<number>();

  of(user: string): number {
    const known = this.given.get(user);
    if (known !== undefined) return known;
    const own = colour(user);
    let tint = own;
    for (let i = 0; i < TINTS && this.used.has(tint); i++) {
      const step = i + 1;
      tint = ((own + step * STRIDE) % COLOURS) + (step >= COLOURS ? COLOURS : 0);
    }
    if (this.used.has(tint)) return own; // All are given; nobody needs to be remembered any more.
    this.used.add(tint);
    this.given.set(user, tint);
    return tint;
  }
}

const tints = new Tints();

/** The colour that a user has on this page. */
export function tint(user: string): number {
  return tints.of(user);
}
