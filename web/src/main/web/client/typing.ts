import type { Connection } from "./connection";
import type { Rooms } from "./rooms";
import type { Key, User } from "./types";
import type { World } from "./world";

/** How often others are told that we are typing, and how long it is shown that they are. */
const TOLD = 4_000;
const SHOWN = 6_000;

/** Who is writing where: we, as others are told, and others, as is shown here. */
export class Typing {
  readonly #world: World;
  readonly #connection: Connection;
  readonly #rooms: Rooms;
  readonly #changed: (key: Key) => void;
  readonly #told = new Map<Key, number>();

  constructor(world: World, connection: Connection, rooms: Rooms, changed: (key: Key) => void) {
    this.#world = world;
    this.#connection = connection;
    this.#rooms = rooms;
    this.#changed = changed;
  }

  /** We are writing there. */
  tell(key: Key): void {
    const room = this.#rooms.get(key)?.room;
    const now = this.#world.ticks();
    if (!room || !this.#connection.online || now - (this.#told.get(key) ?? -Infinity) < TOLD) return;
    this.#told.set(key, now);
    this.#connection.send({ type: "typing", room });
  }

  /** We have said it. */
  said(key: Key): void {
    this.#told.delete(key);
  }

  heard(room: string, user: User): void {
    const talk = this.#rooms.in(room);
    if (!talk) return;
    const until = this.#world.now() + SHOWN;
    talk.typing.set(user.id, { user, until });
    this.#changed(talk.key);
    this.#world.after(SHOWN, () => {
      if (talk.typing.get(user.id)?.until !== until) return;
      talk.typing.delete(user.id);
      this.#changed(talk.key);
    });
  }
}
