import type { Key, User } from "../client/types";
import type { Coming } from "./rows";

const NONE: readonly Coming[] = [];
/** So many comings and goings are remembered for the screen. */
const MOST = 500;

/** Who came and went while this page is open; told in the lobby, between the messages. */
export class Comings {
  private lobby: readonly Coming[] = [];

  /** They came and went when this was the last message of the lobby. */
  add(joined: readonly User[], left: readonly User[], after: number): void {
    const at = Date.now();
    const one = (came: boolean) => (user: User): Coming => ({ user, came, at, after });
    this.lobby = [...this.lobby, ...left.map(one(false)), ...joined.map(one(true))].slice(-MOST);
  }

  of(key: Key): readonly Coming[] {
    return key === "lobby" ? this.lobby : NONE;
  }
}
