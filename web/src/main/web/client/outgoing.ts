import type { Change, Key, Message, Refusal, User } from "./types";
import type { Connection } from "./connection";
import { MessageIds } from "./message-id";
import { Outbox } from "./outbox";
import { kept, type Rooms } from "./rooms";
import type { Draft, Shelf } from "./shelf";
import { LOBBY, type Talk } from "./talk";
import type { Travelling } from "./sealer";
import type { Notice, Target } from "./wire";
import type { World } from "./world";

/** Whose messages they are. */
export interface Speaker {
  changed(change: Change): void;
  author(): User;
  /** The longest text, in bytes of UTF-8. */
  most(): number;
}

/**
 * What we say, from the moment it is written until it is known to be stored: kept on the shelf before it is sent, shown
 * at the end of its conversation, sent by the outbox, and taken from the shelf when the server has it.
 */
export class Outgoing {
  readonly #world: World;
  readonly #shelf: Shelf;
  readonly #connection: Connection;
  readonly #rooms: Rooms;
  readonly #speaker: Speaker;
  readonly #outbox: Outbox<Draft>;
  readonly #ids: MessageIds;
  #unpump: () => void = () => {};
  #flushed: (() => void)[] = [];

  constructor(world: World, shelf: Shelf, connection: Connection, rooms: Rooms, speaker: Speaker) {
    this.#world = world;
    this.#shelf = shelf;
    this.#connection = connection;
    this.#rooms = rooms;
    this.#speaker = speaker;
    this.#outbox = new Outbox(world.ticks());
    this.#ids = new MessageIds((count) => world.bytes(count));
  }

  /** Says something; a text that is too long is refused at once, and kept for its author. */
  say(talk: Talk, text: string): void {
    const at = this.#world.now();
    const most = this.#speaker.most();
    const refused = new TextEncoder().encode(text).length > most ? { code: "too-long", details: [String(most)] } : null;
    const draft: Draft = { id: this.#ids.make(at), key: talk.key, with: talk.with, ...(talk.sealer?.seal(text) ?? { text, cipher: null }), at, refused };
    talk.draft = "";
    const message = this.#wait(talk, draft);
    this.#keep(talk, draft);
    this.#speaker.changed({ what: "messages", key: talk.key, how: "appended", messages: [message], news: false });
    this.#speaker.changed({ what: "conversations" });
  }

  /** Tries a refused message again: as the same one, unless its id is what was refused, or it must be judged here anew. */
  retry(talk: Talk, id: string): void {
    const message = talk.waiting(id);
    if (!message || typeof message.state === "string") return;
    const { code } = message.state.refused;
    if (code === "id-reused" || code === "damaged" || code === "too-long") {
      const written = talk.draft;
      this.discard(talk, id);
      this.say(talk, message.text);
      talk.draft = written;
      this.#rooms.keep(talk);
      return;
    }
    this.#changed(talk, talk.settle(id, "waiting"));
    this.#keep(talk, { id, key: talk.key, with: talk.with, ...travelling(message), at: message.at, refused: null });
  }

  discard(talk: Talk, id: string): void {
    this.#shelf.undraft(id);
    this.gone(talk, id);
  }

  /** It was taken away, here or in another tab. */
  gone(talk: Talk, id: string): void {
    if (this.#outbox.stored(id)) this.pump();
    this.#changed(talk, talk.unwait(id));
    this.#settle();
  }

  /** Takes over a draft that another page left, and keeps it if that page was not ours. */
  takeOver(draft: Draft, isKept: boolean): void {
    this.#ids.after(draft.id);
    const talk = this.#rooms.talk(draft.key, draft.with);
    if (talk.waiting(draft.id)) return;
    if (talk.has(draft.id)) {
      this.#shelf.undraft(draft.id);
      return;
    }
    this.#wait(talk, draft);
    if (!isKept) this.#keep(talk, draft);
    else if (!draft.refused) this.#outbox.add(draft);
  }

  /** All that is not known to be stored, as it travels. */
  get left(): readonly (Draft & Travelling)[] {
    const drafts = this.#rooms.all.flatMap((talk) =>
      talk.waitingOnes
        .filter((message) => message.state !== "stored")
        .map((message) => ({ id: message.id, key: talk.key, with: talk.with, ...travelling(message), at: message.at, refused: null })),
    );
    return drafts.sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  connected(limits: Readonly<Record<string, number>>): void {
    this.#outbox.connected(limits, this.#world.ticks());
    this.pump();
  }

  disconnected(): void {
    this.#outbox.disconnected();
  }

  /** Nothing is to be said any more. */
  clear(): void {
    this.#outbox.clear();
  }

  /** Sends what may be sent now, and sees to the rest later. */
  pump(): void {
    const now = this.#world.ticks();
    for (const { id, key, text, cipher } of this.#outbox.take(now)) {
      this.#connection.send({ type: "say", ...this.#target(key), id, text, ...(cipher ? { cipher } : {}) });
    }
    this.#unpump();
    const next = this.#outbox.next(now);
    if (next !== null) this.#unpump = this.#world.after(next, () => this.pump());
  }

  /** It is in a log, or acknowledged. */
  stored(id: string): void {
    this.#shelf.undraft(id);
    if (this.#outbox.stored(id)) this.pump();
    this.#settle();
  }

  acked({ id, seq, at }: Notice & { type: "ack" }): void {
    const talk = this.#rooms.all.find((one) => one.waiting(id));
    if (talk) {
      // If it is not among the entries that are here, it is before them.
      const isKnown = talk.timeline !== null && seq <= talk.timeline.at;
      const message = talk.settle(id, "stored", at);
      if (isKnown) talk.unwait(id);
      this.#changed(talk, message);
    }
    this.stored(id);
  }

  refused(refusal: Refusal, id: string): void {
    const draft = this.#outbox.refused(id, refusal.code, this.#world.ticks());
    if (draft) {
      const talk = this.#rooms.talk(draft.key, draft.with);
      if (refusal.code === "gone") this.#rooms.gone(talk.key);
      this.#changed(talk, talk.settle(id, { refused: refusal }));
      void this.#shelf.draft({ ...draft, refused: refusal }, kept(talk));
    }
    this.pump();
    this.#settle();
  }

  /** Waits until nothing is on its way any more, at most so long. */
  flush(millis: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#world.after(millis, resolve);
      this.#flushed.push(() => {
        cancel();
        resolve();
      });
      this.#settle();
    });
  }

  #target(key: Key): Target {
    // To a person by who it is, not by the room: the server tells whether anybody is there to read it.
    return key === LOBBY ? { room: LOBBY } : { user: key };
  }

  /** A message of ours shows at the end of the conversation until the log has it. */
  #wait(talk: Talk, { id, text, cipher = null, at, refused }: Draft): Message {
    const author = this.#speaker.author();
    const message: Message = { id, seq: null, at, author, mine: true, ...talk.opened({ text, cipher }), state: refused ? { refused } : "waiting" };
    talk.wait(message);
    return message;
  }

  /** It may go out only when it is on the shelf, and if nobody took it away meanwhile. */
  #keep(talk: Talk, draft: Draft): void {
    void this.#shelf.draft(draft, kept(talk)).then(() => {
      if (this.#rooms.get(talk.key)?.waiting(draft.id)?.state !== "waiting") return;
      this.#outbox.add(draft);
      this.pump();
    });
  }

  #changed(talk: Talk, message: Message | null): void {
    if (!message) return;
    this.#speaker.changed({ what: "messages", key: talk.key, how: "changed", messages: [message], news: false });
    this.#speaker.changed({ what: "conversations" });
  }

  #settle(): void {
    if (this.#flushed.length === 0) return;
    if (this.#rooms.all.some((talk) => talk.waitingOnes.some((message) => message.state === "waiting"))) return;
    for (const done of this.#flushed.splice(0)) done();
  }
}

function travelling({ text, cipher, sealed }: Message): Travelling {
  return { text: sealed ?? text, cipher };
}
