import type { User } from "./types";

/** Who came and went by what was told; `hole` says that the whole list must be asked for. */
export interface Coming {
  readonly joined: readonly User[];
  readonly left: readonly User[];
  readonly hole: boolean;
}

const NONE: Coming = { joined: [], left: [], hole: false };
const HOLE: Coming = { joined: [], left: [], hole: true };

/**
 * Who is present: a list with a version. When changes were missed it must be asked for whole. The same as Java's, by
 * `protocol/vectors/people.json`.
 */
export class People {
  #present = new Map<string, User>();
  #coming = new Map<string, User>();
  #version = -1;
  #heardOf = -1;
  #first = true;
  #list: readonly User[] | null = null;

  /** The same list as long as nothing changes. */
  get present(): readonly User[] {
    return (this.#list ??= [...this.#present.values()]);
  }

  /** Who was there when the page was closed. */
  restore(users: readonly User[]): void {
    this.#present = new Map(users.map((user) => [user.id, user]));
    this.#list = null;
  }

  named(id: string): User | undefined {
    return this.#present.get(id);
  }

  /** A new connection: the whole list comes next, and who came and went meanwhile is no news. */
  connected(): void {
    this.#coming = new Map();
    this.#version = -1;
    this.#heardOf = -1;
    this.#first = true;
  }

  /** A part of the whole list. */
  whole(version: number, users: readonly User[], more: boolean): Coming {
    for (const user of users) this.#coming.set(user.id, user);
    if (more) return NONE;
    const before = this.#present;
    this.#present = this.#coming;
    this.#list = null;
    this.#coming = new Map();
    this.#version = version;
    const quiet = this.#first;
    this.#first = false;
    if (version < this.#heardOf) return HOLE;
    return quiet ? NONE : difference(before, this.#present);
  }

  /** Who came and went since the version before. */
  change(version: number, joined: readonly User[], left: readonly User[]): Coming {
    this.#heardOf = Math.max(this.#heardOf, version);
    if (this.#version < 0 || version <= this.#version) return NONE;
    if (version !== this.#version + 1) {
      // Until the whole list is here, further changes only say how new it has to be.
      this.#version = -1;
      return HOLE;
    }
    this.#version = version;
    for (const user of left) this.#present.delete(user.id);
    for (const user of joined) this.#present.set(user.id, user);
    this.#list = null;
    return { joined, left, hole: false };
  }
}

function difference(before: ReadonlyMap<string, User>, now: ReadonlyMap<string, User>): Coming {
  const without = (one: ReadonlyMap<string, User>, other: ReadonlyMap<string, User>) =>
    [...one.values()].filter((user) => other.get(user.id)?.name !== user.name);
  return { joined: without(now, before), left: without(before, now), hole: false };
}
