import type { Key } from "../client/types";

/** What the page shows: a conversation or, where there is room for nothing else, the list alone (null); and whether people are shown over it. */
export interface Place {
  readonly key: Key | null;
  readonly people: boolean;
}

/** A place in the browser's history; `depth` counts the places of this page beneath it. */
interface Kept extends Place {
  readonly depth: number;
}

/** What the places need to know of conversations to give them addresses. */
export interface Atlas {
  /** The handle of whom a conversation is with; null for the lobby and for what is not known. */
  nameOf(key: Key): string | null;
  /** The conversation with whom has this handle, if anybody has. */
  named(handle: string): Key | null;
  isKnown(key: Key): boolean;
}

/** The place and the message that an address leads to. */
export interface Address {
  readonly key: Key | null;
  readonly seq: number | null;
}

const LOBBY = "#/lobby";
const WITH = "#/with/";

/** The places one was at, kept in the browser's history: each has an address, Back leads to the one before, and a reload stays. */
export class Places {
  /** An address whose person is not here yet. */
  private wanted: string | null = null;
  private kept: Kept = { key: null, people: false, depth: 0 };

  /** `show` is called whenever the place is another one; with the seq of a message if the address has one. */
  constructor(
    private readonly atlas: Atlas,
    private readonly show: (place: Place, seq: number | null) => void,
  ) {
    addEventListener("popstate", (event) => this.came(event.state));
  }

  get here(): Place {
    return this.kept;
  }

  /** Whether Back stays in this page. */
  get hasBack(): boolean {
    return this.kept.depth > 0;
  }

  /** Where the page begins: where it was before a reload, what its address says, or `otherwise`; above the list, if that is a place of its own. */
  begin(otherwise: Key | null, hasList: boolean): void {
    const kept = keptIn(history.state);
    const { key, seq } = read(location.hash, this.atlas);
    if (kept !== null && (kept.key === null || this.atlas.isKnown(kept.key))) return this.be(kept, null);
    if (key === null && location.hash.startsWith(WITH)) this.wanted = location.hash;
    const first: Kept = { key: hasList ? null : (key ?? otherwise), people: false, depth: 0 };
    this.keep(first, true);
    this.be(first, hasList ? null : seq);
    if (hasList && (key ?? otherwise) !== null) this.go({ key: key ?? otherwise, people: false }, seq);
  }

  /** People came: perhaps the one whom the page's first address names. */
  look(): void {
    const { key, seq } = read(this.wanted ?? "", this.atlas);
    if (key === null) return;
    this.wanted = null;
    this.go({ key, people: false }, seq);
  }

  /** Goes to another place; the one that people were shown over is not come back to. */
  go(place: Place, seq: number | null = null): void {
    this.wanted = null;
    const here = this.kept;
    if (place.key === here.key && place.people === here.people) return seq === null ? undefined : this.show(here, seq);
    if (here.people && !place.people && place.key === here.key) return this.back();
    const depth = here.people ? here.depth : here.depth + 1;
    const kept: Kept = { ...place, depth };
    this.keep(kept, here.people);
    this.be(kept, seq);
  }

  /** To the place before; to the list, if there was none in this page. */
  back(): void {
    if (this.hasBack) return history.back();
    const kept: Kept = { key: null, people: false, depth: 0 };
    this.keep(kept, true);
    this.be(kept, null);
  }

  /** The whole address of a conversation, or of a message of it. */
  link(key: Key, seq: number | null = null): string {
    const here = new URL(location.href);
    here.hash = this.hash(key) + (seq === null ? "" : `/${seq}`);
    here.search = "";
    return here.href;
  }

  private came(state: unknown): void {
    const kept = keptIn(state);
    if (kept !== null) return this.be(kept.key === null || this.atlas.isKnown(kept.key) ? kept : { ...kept, key: "lobby" }, null);
    // An address that was typed or clicked.
    const { key, seq } = read(location.hash, this.atlas);
    if (key === null) return;
    const here: Kept = { key, people: false, depth: this.kept.depth + 1 };
    history.replaceState(here, "");
    this.be(here, seq);
  }

  private keep(kept: Kept, replaces: boolean): void {
    try {
      if (replaces) history.replaceState(kept, "", this.address(kept.key));
      else history.pushState(kept, "", this.address(kept.key));
    } catch {
      // Some browsers take only so many in a time; the place is shown all the same.
    }
  }

  private be(kept: Kept, seq: number | null): void {
    this.kept = kept;
    this.show(kept, seq);
  }

  private address(key: Key | null): string {
    return location.pathname + location.search + (key === null ? "" : this.hash(key));
  }

  private hash(key: Key): string {
    const name = this.atlas.nameOf(key);
    return name === null ? LOBBY : WITH + encodeURIComponent(name);
  }
}

/** Reads the fragment of an address: `#/lobby`, `#/with/NAME`, each with `/SEQ` if it is a message's, or `#/to/KEY`. */
export function read(fragment: string, atlas: Pick<Atlas, "named" | "isKnown">): Address {
  const key = /^#\/to\/([0-9a-f]{32})$/.exec(fragment)?.[1];
  if (key !== undefined) return { key: atlas.isKnown(key) ? key : null, seq: null };
  const parts = /^#\/(?:lobby|with\/([^/]+))(?:\/(\d{1,15}))?$/.exec(fragment);
  if (parts === null) return { key: null, seq: null };
  const seq = parts[2] === undefined ? null : Number(parts[2]);
  if (parts[1] === undefined) return { key: "lobby", seq };
  try {
    const key = atlas.named(decodeURIComponent(parts[1]));
    return { key, seq: key === null ? null : seq };
  } catch {
    return { key: null, seq: null }; // No name is encoded so.
  }
}

function keptIn(state: unknown): Kept | null {
  const { key, people, depth } = (state ?? {}) as Partial<Kept>;
  const isPlace = (key === null || typeof key === "string") && typeof people === "boolean" && typeof depth === "number";
  return isPlace ? { key, people, depth } : null;
}
