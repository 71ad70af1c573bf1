import type { Change, Client, Conversation, Key, Message, Refusal, Server, Standing, User } from "./types";
import { Connection, type Owner } from "./connection";
import { HAND, read as readHand, write as writeHand } from "./hand";
import { mentions } from "./mentions";
import { MessageIds } from "./message-id";
import { Outbox } from "./outbox";
import { type Coming, People } from "./people";
import { kept, order, Rooms } from "./rooms";
import { type Draft, type Identity, Shelf } from "./shelf";
import { openStore, type Store } from "./store";
import { Tabs } from "./tabs";
import { LOBBY, type Talk } from "./talk";
import { type Command, type Notice, server as readServer } from "./wire";
import { browser, type World } from "./world";

/** What a server allows unless it says otherwise. */
const USUAL_LIMITS: Readonly<Record<string, number>> = { "text-bytes": 8192, "handle-characters": 32 };
/** How often others are told that we are typing, and how long it is shown that they are. */
const TYPING_TOLD = 4_000;
const TYPING_SHOWN = 6_000;
const HAND_OVER_PATIENCE = 3_000;

/** A client of the server that this page came from; it does nothing until it is loaded or started. */
export function connect(world: World = browser(), store: Promise<Store> = openStore()): Client {
  return new Chat(world, store);
}

class Chat implements Client {
  limits = USUAL_LIMITS;
  server: Server | null = null;

  readonly #world: World;
  readonly #shelf: Shelf;
  readonly #connection: Connection;
  readonly #rooms: Rooms;
  readonly #outbox: Outbox<Draft>;
  readonly #people = new People();
  readonly #tabs: Tabs;
  readonly #ids: MessageIds;
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #checks = new Map<string, { resolve(refusal: Refusal | null): void; reject(why: Error): void }>();
  readonly #toldTyping = new Map<Key, number>();
  #checked = 0;
  #name: string | null = null;
  #identity: Identity | null = null;
  #me: User | null = null;
  /** Whether the last hello had cursors in it. */
  #resuming = false;
  #unpump: () => void = () => {};
  #flushed: (() => void)[] = [];

  constructor(world: World, store: Promise<Store>) {
    this.#world = world;
    this.#shelf = new Shelf(store, (millis, what) => world.after(millis, what));
    this.#connection = new Connection(world, this.#owning());
    this.#rooms = new Rooms(this.#connection, world, this.#shelf, {
      changed: (change) => this.#tell(change),
      ours: (id) => this.#stored(id),
    });
    this.#outbox = new Outbox(world.ticks());
    this.#ids = new MessageIds((count) => world.bytes(count));
    this.#tabs = new Tabs(world, {
      read: (key, seq) => this.#rooms.read(key, seq),
      gone: (key, id) => this.#gone(key, id),
      identity: (identity) => this.#adopt(identity),
      left: () => this.#forget(),
    });
    world.watch((what) => {
      if (what === "awake") this.#connection.awake();
      else if (what === "offline") this.#connection.probe();
      else this.#shelf.save();
    });
  }

  get standing(): Standing {
    return this.#connection.standing;
  }

  get me(): User | null {
    return this.#me;
  }

  get people(): readonly User[] {
    return this.#people.present;
  }

  get conversations(): readonly Conversation[] {
    return [...this.#rooms.all].sort(order).map((talk) => talk.shown);
  }

  async load(): Promise<boolean> {
    this.#world.server().then(
      (answer) => this.#served(answer),
      () => {}, // The welcome tells it, too.
    );
    const fragment = this.#world.takeFragment(HAND);
    const before = await this.#shelf.load();
    if (before.identity) this.#are(before.identity);
    this.#rooms.restore(before);
    for (const draft of before.outbox) this.#takeOver(draft);
    if (fragment !== null) this.#takeHand(fragment.slice(HAND.length));
    this.#tell({ what: "conversations" });
    return this.#identity !== null;
  }

  start(name?: string): void {
    const other = name !== undefined && name !== this.#name;
    this.#name = name ?? this.#name ?? this.#identity?.name ?? null;
    const { is } = this.standing;
    if ((is === "online" || is === "connecting") && !other) return;
    if (this.#name === null) this.#connection.open();
    else this.#connection.hello();
  }

  check(name: string): Promise<Refusal | null> {
    const ref = `check ${++this.#checked}`;
    return new Promise((resolve, reject) => {
      this.#checks.set(ref, { resolve, reject });
      if (this.#connection.sendEarly({ type: "check", name, ...this.#token, ref })) return;
      this.#checks.delete(ref);
      reject(new Error("offline"));
    });
  }

  say(key: Key, text: string): void {
    const talk = this.#talk(key);
    const at = this.#world.now();
    const most = this.limits["text-bytes"] ?? Infinity;
    const refused = new TextEncoder().encode(text).length > most ? { code: "too-long", details: [String(most)] } : null;
    const draft: Draft = { id: this.#ids.make(at), key, with: talk.with, text, at, refused };
    talk.draft = "";
    this.#toldTyping.delete(key);
    const message = this.#wait(talk, draft);
    const isKept = this.#shelf.draft(draft, kept(talk));
    this.#tell({ what: "messages", key, how: "appended", messages: [message], news: false });
    this.#tell({ what: "conversations" });
    if (!refused) void isKept.then(() => this.#send(talk, draft));
  }

  retry(key: Key, id: string): void {
    const talk = this.#talk(key);
    const message = talk.waiting(id);
    if (!message || typeof message.state === "string") return;
    if (message.state.refused.code === "id-reused" || message.state.refused.code === "too-long") {
      this.discard(key, id);
      this.say(key, message.text);
      return;
    }
    const draft: Draft = { id, key, with: talk.with, text: message.text, at: message.at, refused: null };
    this.#changed(talk, talk.settle(id, "waiting"));
    void this.#shelf.draft(draft, kept(talk)).then(() => this.#send(talk, draft));
  }

  discard(key: Key, id: string): void {
    this.#tabs.gone(key, id);
    this.#shelf.undraft(id);
    this.#gone(key, id);
  }

  messages(key: Key): readonly Message[] {
    return this.#rooms.get(key)?.messages ?? [];
  }

  hasEarlier(key: Key): boolean {
    return this.#rooms.get(key)?.hasEarlier ?? false;
  }

  earlier(key: Key): Promise<void> {
    const talk = this.#rooms.get(key);
    return talk ? this.#rooms.earlier(talk) : Promise.resolve();
  }

  begin(user: User): Key {
    this.#rooms.talk(user.id, user);
    this.#tell({ what: "conversations" });
    return user.id;
  }

  read(key: Key): void {
    const talk = this.#rooms.get(key);
    if (!talk?.readAll()) return;
    this.#rooms.keep(talk);
    this.#tabs.read(key, talk.read);
    this.#tell({ what: "conversations" });
  }

  readUpTo(key: Key): number {
    return this.#rooms.get(key)?.readUpTo ?? 0;
  }

  draft(key: Key, text: string): void {
    const talk = this.#talk(key);
    if (talk.draft === text) return;
    const shows = (talk.draft === "") !== (text === "");
    talk.draft = text;
    this.#rooms.keep(talk);
    if (shows) this.#tell({ what: "conversations" });
  }

  typing(key: Key): void {
    const now = this.#world.ticks();
    if (!this.#connection.online || now - (this.#toldTyping.get(key) ?? -Infinity) < TYPING_TOLD) return;
    this.#toldTyping.set(key, now);
    this.#connection.send({ type: "typing", ...this.#target(key) });
  }

  async handOver(): Promise<string> {
    await this.#flush();
    const talks = this.#rooms.all;
    const drafts = talks.filter((talk) => talk.draft !== "").map((talk) => ({ key: talk.key, with: talk.with, text: talk.draft }));
    const left = talks.flatMap((talk) =>
      talk.messages.filter((message) => message.state !== "stored").map(({ id, text, at }) => ({ id, key: talk.key, with: talk.with, text, at })),
    );
    const outbox = left.sort((one, other) => (one.id < other.id ? -1 : 1));
    const { token = "", user = "", handle = "" } = this.#identity ?? {};
    return writeHand({ token, user, name: handle, drafts, outbox });
  }

  async leave(): Promise<void> {
    this.#connection.quit();
    this.#tabs.left();
    this.#forget();
    await this.#shelf.clear();
  }

  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (e) {
        reportError(e); // A screen's fault must not make us lose what the server told.
      }
    }
  }

  get #token(): { token?: string } {
    return this.#identity ? { token: this.#identity.token } : {};
  }

  #talk(key: Key): Talk {
    return this.#rooms.talk(key, key === LOBBY ? null : (this.#people.named(key) ?? { id: key, name: key }));
  }

  #target(key: Key): { room: string } | { user: string } {
    const room = key === LOBBY ? LOBBY : this.#rooms.get(key)?.room;
    return room ? { room } : { user: key };
  }

  #are(identity: Identity): void {
    this.#identity = identity;
    this.#me = { id: identity.user, name: identity.handle };
    this.#rooms.are(identity.user, mentions(identity.handle));
  }

  #served(answer: unknown): void {
    try {
      this.server = readServer(answer);
      this.#tell({ what: "standing" });
    } catch {
      // Something else answered for the server; who it is it says at the welcome.
    }
  }

  /** A message of ours shows at the end of the conversation until the log has it. */
  #wait(talk: Talk, { id, text, at, refused }: Draft): Message {
    const author = this.#me ?? { id: "", name: this.#name ?? "" };
    const message: Message = { id, seq: null, at, author, mine: true, text, cipher: null, state: refused ? { refused } : "waiting" };
    talk.wait(message);
    return message;
  }

  #send(talk: Talk, draft: Draft): void {
    if (talk.waiting(draft.id)?.state !== "waiting") return;
    this.#outbox.add(draft);
    this.#pump();
  }

  /** A draft that another page left. */
  #takeOver(draft: Draft): void {
    this.#ids.after(draft.id);
    const talk = this.#rooms.talk(draft.key, draft.with);
    if (talk.waiting(draft.id)) return;
    if (talk.has(draft.id)) {
      this.#shelf.undraft(draft.id);
      return;
    }
    this.#wait(talk, draft);
    if (!draft.refused) this.#outbox.add(draft);
  }

  /** Goes on as who came from another origin; but who is somebody here already stays so, for the address may be a trap. */
  #takeHand(text: string): void {
    const hand = readHand(text);
    if (!hand || (this.#identity && this.#identity.user !== hand.user)) return;
    this.#are({ is: "me", name: hand.name, user: hand.user, handle: hand.name, token: hand.token });
    if (this.#identity) this.#shelf.identity(this.#identity);
    for (const { key, with: other, text: written } of hand.drafts) {
      const talk = this.#rooms.talk(key, other);
      talk.draft ||= written;
      this.#rooms.keep(talk);
    }
    for (const left of hand.outbox) {
      const draft: Draft = { ...left, refused: null };
      this.#takeOver(draft);
      void this.#shelf.draft(draft, kept(this.#rooms.talk(left.key, left.with)));
    }
  }

  /** Another tab is welcome as this one. */
  #adopt(identity: Identity): void {
    if (this.#connection.online || this.#identity?.token === identity.token) return;
    if (this.#identity?.user !== identity.user) this.#rooms.forget();
    this.#are(identity);
    this.#name = identity.name;
    if (this.standing.is === "nameless") this.#connection.hello();
  }

  #pump(): void {
    const now = this.#world.ticks();
    for (const { id, key, text } of this.#outbox.take(now)) this.#connection.send({ type: "say", ...this.#target(key), id, text });
    this.#unpump();
    const next = this.#outbox.next(now);
    if (next !== null) this.#unpump = this.#world.after(next, () => this.#pump());
  }

  /** It is in a log, or acknowledged. */
  #stored(id: string): void {
    this.#shelf.undraft(id);
    if (this.#outbox.stored(id)) this.#pump();
    this.#settle();
  }

  #acked({ id, seq, at }: Notice & { type: "ack" }): void {
    const talk = this.#rooms.all.find((one) => one.waiting(id));
    if (talk) {
      // If it is not among the entries that are here, it is before them.
      const isKnown = talk.timeline !== null && seq <= talk.timeline.at;
      const message = talk.settle(id, "stored", at);
      if (isKnown) talk.unwait(id);
      this.#changed(talk, message);
    }
    this.#stored(id);
  }

  #refused(refusal: Refusal, id: string): void {
    const draft = this.#outbox.refused(id, refusal.code, this.#world.ticks());
    if (draft) {
      const talk = this.#talk(draft.key);
      this.#changed(talk, talk.settle(id, { refused: refusal }));
      void this.#shelf.draft({ ...draft, refused: refusal }, kept(talk));
    }
    this.#pump();
    this.#settle();
  }

  #changed(talk: Talk, message: Message | null): void {
    if (!message) return;
    this.#tell({ what: "messages", key: talk.key, how: "changed", messages: [message], news: false });
    this.#tell({ what: "conversations" });
  }

  /** It was taken away, here or in another tab. */
  #gone(key: Key, id: string): void {
    const talk = this.#rooms.get(key);
    if (!talk) return;
    if (this.#outbox.stored(id)) this.#pump();
    this.#changed(talk, talk.unwait(id));
    this.#settle();
  }

  get #isFlushed(): boolean {
    return this.#rooms.all.every((talk) => talk.messages.every((message) => message.state !== "waiting"));
  }

  /** Waits until all that was said is stored, or for so long. */
  #flush(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#world.after(HAND_OVER_PATIENCE, resolve);
      this.#flushed.push(() => {
        cancel();
        resolve();
      });
      this.#settle();
    });
  }

  #settle(): void {
    if (this.#flushed.length === 0 || !this.#isFlushed) return;
    for (const done of this.#flushed.splice(0)) done();
  }

  #forget(): void {
    if (this.standing.is !== "ended") this.#connection.end("quit");
    this.#identity = null;
    this.#me = null;
    this.#name = null;
    this.#outbox.clear();
    this.#rooms.clear();
    this.#shelf.forsake();
    this.#tell({ what: "conversations" });
  }

  #typed(room: string, user: User): void {
    const talk = this.#rooms.in(room);
    if (!talk || user.id === this.#me?.id) return;
    const until = this.#world.now() + TYPING_SHOWN;
    talk.typing.set(user.id, { user, until });
    this.#tell({ what: "typing", key: talk.key });
    this.#world.after(TYPING_SHOWN, () => {
      if (talk.typing.get(user.id)?.until !== until) return;
      talk.typing.delete(user.id);
      this.#tell({ what: "typing", key: talk.key });
    });
  }

  #welcome(welcome: Notice & { type: "welcome" }): void {
    this.limits = { ...USUAL_LIMITS, ...welcome.limits };
    this.server = welcome.server;
    const { id, name } = welcome.you;
    const same = this.#identity?.user === id;
    if (!same) this.#forgetLogs();
    this.#are({ is: "me", name: this.#name ?? name, user: id, handle: name, token: welcome.token ?? "" });
    if (this.#identity && welcome.token !== null) {
      this.#shelf.identity(this.#identity);
      this.#tabs.identity(this.#identity);
    }
    this.#rooms.welcome(welcome.rooms, same && this.#resuming);
    this.#people.connected();
    this.#outbox.connected(this.limits, this.#world.ticks());
    this.#pump();
    this.#tell({ what: "conversations" });
  }

  #forgetLogs(): void {
    this.#rooms.forget();
    this.#shelf.forgetLogs();
  }

  #coming({ joined, left, hole }: Coming): void {
    if (hole) this.#connection.send({ type: "who" });
    this.#rooms.renamed(joined);
    this.#tell({ what: "people", joined, left });
  }

  #hello(): (Command & { type: "hello" }) | null {
    if (this.#name === null) return null;
    const cursors = this.#identity ? this.#rooms.cursors : {};
    this.#resuming = Object.keys(cursors).length > 0;
    return { type: "hello", version: 1, name: this.#name, ...this.#token, ...(this.#resuming ? { cursors } : {}) };
  }

  /** What the connection asks and tells. */
  #owning(): Owner {
    return {
      hello: () => this.#hello(),
      tokenRefused: () => {
        this.#identity = null;
        this.#me = null;
        this.#forgetLogs();
      },
      stands: (standing) => {
        if (standing.is !== "online") this.#outbox.disconnected();
        this.#tell({ what: "standing" });
      },
      heard: (notice) => this.#heard(notice),
      checked: (ref, refusal) => {
        const check = this.#checks.get(ref);
        this.#checks.delete(ref);
        if (!refusal || refusal.code.startsWith("name-")) check?.resolve(refusal);
        else check?.reject(new Error(refusal.code));
      },
      dropped: () => {
        this.#rooms?.dropped();
        for (const check of this.#checks.values()) check.reject(new Error("offline"));
        this.#checks.clear();
      },
    };
  }

  #heard(notice: Notice): void {
    switch (notice.type) {
      case "welcome":
        return this.#welcome(notice);
      case "ack":
        return this.#acked(notice);
      case "error":
        if (notice.id !== null) this.#refused(notice.refusal, notice.id);
        else this.#rooms.refused(notice.ref, notice.refusal.code);
        return;
      case "entries":
        return this.#rooms.heard(notice.room, notice.prev, notice.entries);
      case "caught-up":
        return this.#rooms.caughtUp(notice.room, notice.seq);
      case "page":
        return this.#rooms.page(notice);
      case "room":
        this.#rooms.opened(notice.info);
        return this.#tell({ what: "conversations" });
      case "skipped":
        return this.#rooms.skipped(notice.room);
      case "present":
        return this.#coming(this.#people.whole(notice.version, notice.users, notice.more));
      case "presence":
        return this.#coming(this.#people.change(notice.version, notice.joined, notice.left));
      case "typing":
        return this.#typed(notice.room, notice.user);
      case "free":
      case "ping":
      case "pong":
      case "bye":
        return; // For the connection alone.
    }
  }
}
