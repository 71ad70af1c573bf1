/** What a screen sees of the client. Plain data, replaced and never altered in place; times are milliseconds since 1970. */

export interface User {
  readonly id: string;
  readonly name: string;
}

/** A conversation's key: `lobby`, or the user id of whom it is with. */
export type Key = string;

/** A refusal of the server: a stable code and what its words are about. */
export interface Refusal {
  readonly code: string;
  readonly details: readonly string[];
}

/** How the connection stands. `refused`: the server is there and takes no connection from pages of this address. `nameless`: the server refused the name; `ended`: it will not be tried again by itself. */
export type Standing =
  | { readonly is: "connecting" }
  | { readonly is: "online" }
  | { readonly is: "offline"; readonly since: number; readonly again: number; readonly refused?: true }
  | { readonly is: "nameless"; readonly refusal: Refusal | null; readonly refused?: true }
  | { readonly is: "ended"; readonly reason: string };

/** A message of a conversation: an entry of its log, or one of ours on its way (no `seq` yet). */
export interface Message {
  readonly id: string;
  readonly seq: number | null;
  readonly at: number;
  readonly author: User;
  readonly mine: boolean;
  /** What was said, if that is known: what travelled, opened if it was enciphered and we have the key. */
  readonly text: string;
  /** How what travelled was enciphered. */
  readonly cipher: string | null;
  /** What travelled, if `text` is not that. */
  readonly sealed: string | null;
  /** The server can no longer read what was said; `text` is empty. */
  readonly damaged?: true;
  readonly state: "waiting" | "stored" | { readonly refused: Refusal };
}

/** A conversation as the list at the left shows it. */
export interface Conversation {
  readonly key: Key;
  readonly with: User | null;
  readonly last: Message | null;
  readonly unread: number;
  /** Unread messages that are meant for us: all of a direct conversation, those with our name in the lobby. */
  readonly mentions: number;
  readonly draft: string;
  /** The key of Caesar's cipher that is set here, a lesson; null if none is. */
  readonly caesar: number | null;
  /** Whether whom it is with left for good: nothing said there would reach anybody. */
  readonly gone: boolean;
  readonly typing: readonly User[];
}

/** What changed; a screen asks the client for what it shows of it. */
export type Change =
  | { readonly what: "standing" }
  | { readonly what: "people"; readonly joined: readonly User[]; readonly left: readonly User[] }
  | { readonly what: "conversations" }
  | { readonly what: "typing"; readonly key: Key }
  /**
   * Messages came at the end (`appended`, news if they came live; ours that are waiting still follow them), earlier ones at
   * the beginning, or some changed their state, were taken away, or (none are named) all may be others.
   */
  | { readonly what: "messages"; readonly key: Key; readonly how: "appended" | "earlier" | "changed"; readonly messages: readonly Message[]; readonly news: boolean };

/** What `GET /server` tells before anybody has a name. */
export interface Server {
  readonly name: string;
  readonly version: string;
}

/** What a link offers: to go on as somebody, with so many things of theirs. Until it is answered; `over`: the server knows it no more. */
export interface Offer {
  readonly name: string;
  readonly drafts: number;
  readonly waiting: number;
  readonly ciphers: number;
  readonly state: "asked" | "taking" | "over";
}

/** A user's end of the conversation, for a screen to sit on. Nothing here blocks; what comes of it is told as a Change. */
export interface Client {
  readonly standing: Standing;
  /** Who we are, once welcome, and (from the shelf) before that if we were here already. */
  readonly me: User | null;
  readonly server: Server | null;
  readonly limits: Readonly<Record<string, number>>;
  /** Present ones, as the server tells them. */
  readonly people: readonly User[];
  /** The lobby first, then direct conversations, the newest first. */
  readonly conversations: readonly Conversation[];

  /** What another origin's hand-over offers; nothing of it is taken, sent or kept before it is accepted. */
  readonly offer: Offer | null;

  /** Loads what the shelf (IndexedDB) has, and says whether we are somebody: then `start` can follow without a name. */
  load(): Promise<boolean>;
  /** Connects, by this name or as whom we were. */
  start(name?: string): void;
  /** Asks the server whether this name can be had; null if so. Connects for it if need be; rejects if that fails, or while offline. */
  check(name: string): Promise<Refusal | null>;
  /** Says something; it goes out as soon as it can, once, even if the page is closed meanwhile. */
  say(key: Key, text: string): void;
  /** Enciphers what is said there from now on, and deciphers what comes, by Caesar's cipher with this key; not any more if it is null. The key is told to nobody. */
  encipher(key: Key, caesar: number | null): void;
  /** Tries a refused message again, or takes it away. */
  retry(key: Key, id: string): void;
  discard(key: Key, id: string): void;
  /** All messages of the conversation that are here, oldest first, without a hole between entries. */
  messages(key: Key): readonly Message[];
  /** Whether there are earlier messages on the server, as far as is known. */
  hasEarlier(key: Key): boolean;
  /** Fetches a page of earlier messages; ends when they were told, or there are none. */
  earlier(key: Key): Promise<void>;
  /** A conversation with this user, begun if there is none; nothing is sent until something is said. */
  begin(user: User): Key;
  /** All up to and including the last message was seen. */
  read(key: Key): void;
  /** The seq of the last entry that was read before `read` was called for what came since; for the line "new messages". */
  readUpTo(key: Key): number;
  draft(key: Key, text: string): void;
  /** We are typing in there; told to others at most every few seconds. */
  typing(key: Key): void;
  /** Goes on as whom the offer is of, or declines it; connects. */
  answer(accepts: boolean): void;
  /** Everything another origin needs to go on as us: for the fragment of the https address; null if the server cannot be asked. The outbox was flushed before, as far as could be. */
  handOver(): Promise<string | null>;
  /** Leaves for good, in all tabs: forgets who we were and what the shelf has, and is nameless. */
  leave(): Promise<void>;

  onChange(listener: (change: Change) => void): () => void;
}
