import type { Change, Client, Conversation, Key, Message, Offer, Refusal, Server, Standing, User } from "./types";
import { packed, unpacked } from "./belongings";
import { Farewells } from "./farewells";
import { Connection, type Owner } from "./connection";
import { HAND, read as readHand } from "./hand";
import { Handing } from "./handing";
import { mentions } from "./mentions";
import { MessageIds } from "./message-id";
import { NameChecks } from "./name-checks";
import { Outgoing } from "./outgoing";
import { type Coming, People } from "./people";
import { order, Rooms } from "./rooms";
import { type Identity, Shelf } from "./shelf";
import { openStore, type Store } from "./store";
import { Tabs } from "./tabs";
import { LOBBY, type Talk } from "./talk";
import { Typing } from "./typing";
import { type Command, type Notice, server as readServer } from "./wire";
import { browser, type World } from "./world";

/** What a server allows unless it says otherwise. */
const USUAL_LIMITS: Readonly<Record<string, number>> = { "text-bytes": 8192, "handle-characters": 32 };
const HAND_OVER_PATIENCE = 3_000;
/** So many of those who are there are shown when the page is opened without a connection. */
const KEPT_PEOPLE = 200;

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
  readonly #outgoing: Outgoing;
  readonly #people = new People();
  readonly #tabs: Tabs;
  readonly #handing: Handing;
  readonly #farewells: Farewells;
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #checks: NameChecks;
  readonly #typing: Typing;
  #name: string | null = null;
  #identity: Identity | null = null;
  /** Said in each hello until a welcome comes, so that one whose welcome was lost makes no second guest. */
  #helloId: string;
  #me: User | null = null;
  /** Whether the last hello had cursors in it. */
  #resuming = false;

  constructor(world: World, store: Promise<Store>) {
    this.#world = world;
    this.#helloId = this.#newHelloId();
    this.#shelf = new Shelf(store, (millis, what) => world.after(millis, what));
    this.#connection = new Connection(world, this.#owning());
    this.#handing = new Handing(world, this.#connection);
    this.#farewells = new Farewells(world, this.#shelf);
    this.#rooms = new Rooms(this.#connection, world, this.#shelf, {
      changed: (change) => this.#tell(change),
      ours: (id) => this.#outgoing.stored(id),
    });
    this.#checks = new NameChecks(this.#connection);
    this.#typing = new Typing(world, this.#connection, this.#rooms, (key) => this.#tell({ what: "typing", key }));
    this.#outgoing = new Outgoing(world, this.#shelf, this.#connection, this.#rooms, {
      changed: (change) => this.#tell(change),
      author: () => this.#me ?? { id: "", name: this.#name ?? "" },
      most: () => this.limits["text-bytes"] ?? Infinity,
    });
    this.#tabs = new Tabs(world, {
      read: (key, seq) => this.#rooms.read(key, seq),
      gone: (key, id) => this.#outgoing.gone(this.#talk(key), id),
      cipher: (key, caesar) => this.#rooms.encipher(this.#talk(key), caesar),
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
    this.#farewells.owe(before.owed);
    if (before.identity) this.#are(before.identity);
    if (before.identity && before.house) {
      this.server ??= before.house.server;
      this.#people.restore(before.house.people);
    }
    this.#rooms.restore(before);
    for (const draft of before.outbox) this.#outgoing.takeOver(draft, true);
    const hand = fragment === null ? null : readHand(fragment.slice(HAND.length));
    // Who is somebody here already stays so: anybody can make such an address.
    if (this.#identity === null || this.#identity.user === hand?.user) this.#handing.offered(hand);
    this.#tell({ what: "conversations" });
    return this.#identity !== null;
  }

  start(name?: string): void {
    if (this.#handing.isAsked) return;
    const other = name !== undefined && name !== this.#name;
    this.#name = name ?? this.#name ?? this.#identity?.name ?? null;
    const { is } = this.standing;
    if ((is === "online" || is === "connecting") && !other) return;
    if (this.#name === null) this.#connection.open();
    else this.#connection.hello();
  }

  check(name: string): Promise<Refusal | null> {
    return this.#checks.check(name, this.#token);
  }

  say(key: Key, text: string): void {
    this.#typing.said(key);
    this.#outgoing.say(this.#talk(key), text);
  }

  encipher(key: Key, caesar: number | null): void {
    this.#tabs.cipher(key, caesar);
    this.#rooms.encipher(this.#talk(key), caesar);
  }

  retry(key: Key, id: string): void {
    this.#outgoing.retry(this.#talk(key), id);
  }

  discard(key: Key, id: string): void {
    this.#tabs.gone(key, id);
    this.#outgoing.discard(this.#talk(key), id);
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
    this.#typing.tell(key);
  }

  get offer(): Offer | null {
    return this.#handing.offer;
  }

  answer(accepts: boolean): void {
    if (this.#handing.taken) return;
    const takes = accepts && this.#handing.isAsked;
    if (takes && this.#identity === null) this.start(this.#handing.take());
    else {
      const hand = this.#handing.done();
      if (takes && hand) unpacked(hand, this.#rooms, this.#outgoing);
      this.start();
    }
    this.#tell({ what: "conversations" });
  }

  async handOver(): Promise<string | null> {
    await this.#handing.online(HAND_OVER_PATIENCE);
    await this.#outgoing.flush(HAND_OVER_PATIENCE);
    const code = await this.#handing.code(HAND_OVER_PATIENCE);
    if (code === null) return null;
    return packed(code, this.#identity, this.#rooms, this.#outgoing);
  }

  async leave(): Promise<void> {
    this.#tabs.left();
    const owed = this.#connection.online || !this.#identity ? [] : [this.#identity.token];
    this.#forget();
    this.#farewells.owe(owed);
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

  /** Another tab is welcome as this one. */
  #adopt(identity: Identity): void {
    if (this.#connection.online || this.#identity?.token === identity.token) return;
    if (this.#identity?.user !== identity.user) this.#rooms.forget();
    this.#are(identity);
    this.#name = identity.name;
    if (this.standing.is === "nameless" || this.standing.is === "connecting") this.#connection.hello();
  }

  #forget(): void {
    this.#identity = null;
    this.#me = null;
    this.#name = null;
    this.#outgoing.clear();
    this.#rooms.clear();
    this.#shelf.forsake();
    this.#connection.leave();
    this.#tell({ what: "conversations" });
  }

  #welcome(welcome: Notice & { type: "welcome" }): void {
    this.limits = { ...USUAL_LIMITS, ...welcome.limits };
    this.#helloId = this.#newHelloId();
    this.server = welcome.server;
    const { id, name } = welcome.you;
    const same = this.#identity?.user === id;
    if (!same) {
      this.#rooms.forget();
      this.#shelf.forgetLogs();
    }
    this.#are({ is: "me", name: this.#name ?? name, user: id, handle: name, token: welcome.token ?? "" });
    if (this.#identity && welcome.token !== null) {
      this.#shelf.identity(this.#identity);
      this.#tabs.identity(this.#identity);
    }
    this.#rooms.welcome(welcome.rooms, welcome.more, same && this.#resuming);
    this.#people.connected();
    this.#outgoing.connected(this.limits);
    const hand = this.#handing.taken && this.#handing.done();
    if (hand?.user === id) unpacked(hand, this.#rooms, this.#outgoing);
    this.#handing.connected();
    this.#tell({ what: "conversations" });
  }

  #coming({ joined, left, hole }: Coming): void {
    if (hole) this.#connection.send({ type: "who" });
    this.#rooms.present(joined);
    this.#keepHouse();
    this.#tell({ what: "people", joined, left });
  }

  #keepHouse(): void {
    if (this.server && this.#identity) this.#shelf.house({ is: "house", server: this.server, people: this.people.slice(0, KEPT_PEOPLE) });
  }

  #newHelloId(): string {
    return new MessageIds((count) => this.#world.bytes(count)).make(this.#world.now());
  }

  #hello(): (Command & { type: "hello" }) | null {
    const hand = this.#handing.taken;
    if (hand) return { type: "hello", version: 1, token: hand.code };
    if (this.#name === null) return null;
    const cursors = this.#identity ? this.#rooms.cursors : {};
    this.#resuming = Object.keys(cursors).length > 0;
    return { type: "hello", version: 1, name: this.#name, ...(this.#identity ? this.#token : { id: this.#helloId }), ...(this.#resuming ? { cursors } : {}) };
  }

  /** What the connection asks and tells. */
  #owning(): Owner {
    return {
      hello: () => this.#hello(),
      tokenRefused: () => {
        if (this.#handing.taken) {
          this.#handing.refused();
          this.#name = null;
          return;
        }
        this.#identity = null; // What is here belongs to it: the welcome of somebody else does away with that.
      },
      stands: (standing) => {
        if (standing.is !== "online") this.#outgoing.disconnected();
        this.#tell({ what: "standing" });
      },
      heard: (notice) => this.#heard(notice),
      checked: (ref, refusal) => {
        this.#checks.answered(ref, refusal);
      },
      dropped: () => {
        this.#rooms.dropped();
        this.#checks.dropped();
      },
    };
  }

  #heard(notice: Notice): void {
    switch (notice.type) {
      case "welcome":
        return this.#welcome(notice);
      case "ack":
        return this.#outgoing.acked(notice);
      case "error":
        if (notice.id !== null) this.#outgoing.refused(notice.refusal, notice.id);
        else this.#rooms.refused(notice.ref, notice.refusal.code);
        return;
      case "entries":
        return this.#rooms.heard(notice.room, notice.prev, notice.entries);
      case "caught-up":
        return this.#rooms.caughtUp(notice.room, notice.seq);
      case "hand":
        return this.#handing.given(notice.code);
      case "page":
        return this.#rooms.page(notice);
      case "rooms":
        this.#rooms.listed(notice.rooms, notice.more);
        return this.#tell({ what: "conversations" });
      case "room":
        this.#rooms.opened(notice.info);
        return this.#tell({ what: "conversations" });
      case "skipped":
        return this.#rooms.skipped(notice.room);
      case "present":
        this.#rooms.present(notice.users);
        return this.#coming(this.#people.whole(notice.version, notice.users, notice.more));
      case "presence":
        for (const id of notice.gone) this.#rooms.gone(id);
        return this.#coming(this.#people.change(notice.version, notice.joined, notice.left));
      case "typing":
        if (notice.user.id !== this.#me?.id) this.#typing.heard(notice.room, notice.user);
        return;
      case "free":
      case "ping":
      case "pong":
      case "bye":
        return; // For the connection alone.
    }
  }
}
