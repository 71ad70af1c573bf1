import { html, nothing, render } from "lit-html";
import type { Client, Conversation, Key, Message, User } from "../client/types";
import type { Acts } from "./acts";
import { CipherPanel } from "./cipher-panel";
import { bar } from "./conversation-bar";
import { Composer } from "./composer";
import type { Comings } from "./comings";
import { title, typing } from "./conversations";
import { icons } from "./icons";
import { drawRow, estimate } from "./message-view";
import { Rows, type ConversationRow } from "./rows";
import { dayInWords, dayOf } from "./times";
import { type Place, VirtualList } from "./virtual-list";
import { isLookedAt, type Level } from "./attention";
import type { Invitation } from "./invite";
import { isolated } from "./visible";
import { words } from "./words";

/** What the conversation's screen asks of the page around it. */
export interface Around {
  person(user: User): void;
  back(): void;
  people(): void;
  /** The address of a conversation, or of a message in it. */
  link(key: Key, seq: number | null): string;
  /** Says a word in passing. */
  told(text: string): void;
  /** What one wants to be called for there. */
  level(key: Key): Level;
  choose(key: Key, level: Level): void;
  /** Takes a conversation off the list until something is said there. */
  hide(key: Key): void;
  readonly comings: Comings;
}

/** Earlier messages are fetched when the reader is this near the beginning. */
const NEAR_BEGIN_PIXELS = 900;
/** Where a message that was looked for stands, below the upper edge. */
const REVEALED_BELOW = -120;
/** So many pages are fetched at most for one that is looked for. */
const MOST_PAGES = 60;
/** For so long after scrolling the day is shown. */
const DATE_MILLIS = 1200;
/** Where the line "new messages" stands when a conversation is opened. */
const NEW_LINE: Place = { key: "new", below: -96 };

/** The conversation in the middle: its messages, who is typing, and where one writes. */
export class ConversationScreen {
  readonly element = document.createElement("main");
  private readonly scroller = document.createElement("div");
  private readonly list: VirtualList<ConversationRow>;
  private readonly composer: Composer;
  private readonly cipher: CipherPanel;
  private readonly rows = new Rows();
  private readonly places = new Map<Key, Place>();
  private readonly unfolded = new Set<string>();
  private key: Key | null = null;
  private newAfter: number | null = null;
  private acts: Promise<Acts> | null = null;
  private invitation: Invitation | null = null;
  private readonly date = document.createElement("p");
  private dateTimer = 0;
  private find: { draw(): unknown } | null = null;
  private led: "new" | "end" | null = null;
  private fetching = false;

  constructor(
    private readonly client: Client,
    private readonly around: Around,
  ) {
    this.element.className = "conversation";
    this.element.tabIndex = -1;
    this.scroller.className = "messages";
    this.scroller.tabIndex = 0;
    this.scroller.setAttribute("role", "region");
    this.list = new VirtualList<ConversationRow>(this.scroller, {
      draw: (row, element) => drawRow(row, element, this.touch),
      estimate,
      holds: (row) => row.kind === "message",
      moved: () => this.moved(),
    });
    this.cipher = new CipherPanel(client, (focus) => {
      this.draw();
      if (focus !== "") this.element.querySelector<HTMLElement>(focus)?.focus();
    });
    for (const what of ["pointerover", "touchstart", "focusin", "contextmenu"]) this.scroller.addEventListener(what, () => void this.act(), { once: true, passive: true });
    for (const what of ["dragover", "drop"]) this.element.addEventListener(what, (event) => this.dropped(event as DragEvent));
    const said = (): void => {
      this.newAfter = null;
      this.list.show("end");
    };
    this.composer = new Composer(client, said, () => this.cipher.shown(), (user) => around.person(user), () => void this.act().then((acts) => acts.focusLast() || this.focus()));
    this.date.className = "date";
    this.date.setAttribute("aria-hidden", "true");
    this.scroller.addEventListener("scroll", () => this.showDate(), { passive: true });
    this.scroller.addEventListener("keydown", (event) => this.pressedInList(event));
  }

  /** Shows this conversation; where the reader was in it, or else at what is new. */
  open(key: Key): void {
    if (this.key !== null) this.places.set(this.key, this.list.place);
    this.key = key;
    this.find = null;
    const conversation = this.conversation;
    this.newAfter = conversation !== undefined && conversation.unread > 0 ? this.client.readUpTo(key) : null;
    const rows = this.build();
    this.draw();
    this.list.open(rows, this.firstPlace(rows));
    this.moved();
  }

  /** Says everything anew, in another language. */
  reword(): void {
    this.rows.forget();
    this.composer.reword();
    this.update();
  }

  /** Shows what changed. */
  update(): void {
    if (this.key === null) return;
    this.list.update(this.build());
    this.draw();
    this.seen();
    this.fetch();
  }

  /** New messages came while the reader may not be looking: a line goes above them. */
  came(messages: readonly Message[]): void {
    if (this.key === null || this.isSeen || messages.every((message) => message.mine)) return;
    this.newAfter = this.client.readUpTo(this.key);
  }

  /** The reader looks, or looks again. */
  seen(): void {
    if (this.key === null || !this.isSeen) return;
    if ((this.conversation?.unread ?? 0) > 0) this.client.read(this.key);
  }

  focus(): void {
    if (matchMedia("(hover: hover)").matches) this.composer.focus();
    else this.element.focus({ preventScroll: true });
  }

  private readonly touch = {
    fold: (key: string): void => {
      if (!this.unfolded.delete(key)) this.unfolded.add(key);
      this.update();
    },
    retry: (message: Message): void => this.client.retry(this.key!, message.id),
    discard: (message: Message): void => this.client.discard(this.key!, message.id),
    person: (user: User): void => this.around.person(user),
    client: this,
    get me(): User | null {
      return this.client.client.me;
    },
  };

  private get isSeen(): boolean {
    return this.list.atEnd && isLookedAt() && this.scroller.clientHeight > 0;
  }

  private get messages(): readonly Message[] {
    return this.key === null ? [] : this.client.messages(this.key);
  }

  private get conversation(): Conversation | undefined {
    return this.client.conversations.find((one) => one.key === this.key);
  }

  private build(): readonly ConversationRow[] {
    const key = this.key!;
    return this.rows.of(this.client.messages(key), {
      earlier: this.client.hasEarlier(key),
      comings: this.around.comings.of(key),
      newAfter: this.newAfter,
      today: dayOf(Date.now()),
      unfolded: this.unfolded,
    });
  }

  private firstPlace(rows: readonly ConversationRow[]): Place {
    if (rows.some((row) => row.kind === "new")) return NEW_LINE;
    return this.places.get(this.key!) ?? "end";
  }

  private draw(): void {
    const conversation = this.conversation;
    const user = conversation?.with ?? null;
    const name = conversation === undefined ? "" : title(user);
    const isOnline = this.client.standing.is === "online";
    const present = isOnline && this.client.people.some((one) => one.id === user?.id);
    this.scroller.setAttribute("aria-label", words("web.messages-of", name));
    render(
      html`
        ${bar({
          conversation,
          others: this.client.conversations.filter((one) => one.key !== this.key),
          present,
          standing: this.standing(user, present),
          mark: conversation && this.cipher.mark(conversation),
          back: () => this.around.back(),
          search: () => void this.search(),
          more: (button) => void this.more(button),
          people: () => this.around.people(),
        })}
        ${conversation && this.cipher.draw(conversation)}
        ${this.find?.draw() ?? nothing}
        <div class="reading">${this.scroller}${this.date}${this.latest(conversation)}
          ${user === null && this.messages.length === 0 && isOnline ? this.invite() : nothing}</div>
        <p class="typing" aria-live="off">${this.typing(conversation)}</p>
        ${conversation?.gone ? html`<p class="no-composer" role="status">${words("web.gone", isolated(name))}</p>` : this.composer.element}
      `,
      this.element,
    );
    const label = user === null ? words("web.write-all") : words("web.write-to", name);
    if (this.key !== null) this.composer.open(this.key, label);
  }

  private standing(user: User | null, present: boolean): string {
    if (this.client.standing.is !== "online") return words("web.is-offline");
    if (this.conversation?.gone) return words("web.private-gone");
    if (user === null) return words("web.online", this.client.people.length);
    return words(present ? "web.private-present" : "web.private-away");
  }

  /** Where the button leads to: the first new message, the end, or (near enough to it) nowhere. */
  private get onwards(): "new" | "end" | null {
    if (this.list.isBelow("new")) return "new";
    return !this.list.atEnd && (this.list.aboveEnd > 200 || (this.conversation?.unread ?? 0) > 0) ? "end" : null;
  }

  private latest(conversation: Conversation | undefined): unknown {
    const unread = conversation?.unread ?? 0;
    this.led = this.onwards;
    if (this.led === null) return nothing;
    const label = this.led === "new" ? words("web.to-new", unread) : unread > 0 ? words("web.latest-new", unread) : words("web.latest");
    return html`<button type="button" class="latest" aria-label=${label} title=${label} @click=${() => this.onward()}>
      ${unread > 0 ? html`<span>${words("web.new-count", unread)}</span>` : nothing}${icons.down}
    </button>`;
  }

  /** What can be done with a message; there from the first time that somebody points at one. */
  private act(): Promise<Acts> {
    return (this.acts ??= import("./later").then(({ Acts }) => new Acts(this.scroller, {
      message: (id) => this.messages.find((message) => message.id === id),
      quote: (text) => this.composer.quote(text),
      link: (message) => (message.seq === null ? null : this.around.link(this.key!, message.seq)),
      told: (text) => this.around.told(text),
    })));
  }

  private invite(): unknown {
    if (this.invitation !== null) return this.invitation.draw(this.client.server);
    void import("./later").then(({ Invitation }) => {
      this.invitation ??= new Invitation(() => this.draw());
      this.draw();
    });
    return nothing;
  }

  /** What one can do with the whole conversation. */
  private async more(where: Element): Promise<void> {
    const { openMenu } = await import("./later");
    const key = this.key!;
    const level = this.around.level(key);
    const next = { all: "mentions", mentions: "none", none: "all" } as const;
    openMenu(where, words("web.more-acts"), [
      { label: words("web.search"), icon: icons.search, act: () => void this.search() },
      { label: words("web.notify-here", words(`web.notify-for-${level}`)), icon: level === "none" ? icons.bellOff : icons.bell, act: () => this.around.choose(key, next[level]) },
      { label: words("web.copy-link"), icon: icons.link, act: () => void this.copyLink(key) },
      ...(key === "lobby" ? [] : [{ label: words("web.hide"), icon: icons.close, act: () => this.around.hide(key) }]),
      { label: words("web.cipher-set"), icon: icons.cipher, act: () => this.cipher.show(true) },
    ]);
  }

  private async copyLink(key: Key): Promise<void> {
    const { copy } = await import("./later");
    this.around.told(words((await copy(this.around.link(key, null))) ? "web.copied" : "web.not-copied"));
  }

  /** The line that finds words in this conversation. */
  async search(): Promise<void> {
    const { Find } = await import("./later");
    this.find ??= new Find({
      messages: () => this.messages,
      fetchUntil: (enough) => this.fetchUntil(enough),
      reveal: (message) => this.reveal(message),
      changed: () => this.draw(),
      closed: () => {
        this.find = null;
        this.draw();
        this.focus();
      },
    });
    this.draw();
    this.element.querySelector<HTMLElement>(".find-text")?.focus();
  }

  /** Shows the message of this seq, fetched if need be. */
  async show(seq: number): Promise<void> {
    const isHere = (): boolean => (this.messages[0]?.seq ?? Infinity) <= seq;
    await this.fetchUntil(isHere);
    const message = this.messages.find((one) => one.seq !== null && one.seq >= seq);
    if (message !== undefined) this.reveal(message);
  }

  /** Types a letter into the message, whatever had the focus. */
  type(letter: string): void {
    if (this.composer.element.isConnected) this.composer.type(letter);
  }

  /** Escape closes the panel of the cipher, and else leads to where one writes. */
  escape(): void {
    if (!this.cipher.leave()) this.focus();
  }

  /** Scrolls by a part of what is in view, while one writes. */
  page(event: Event, part: number): void {
    event.preventDefault();
    this.scroller.scrollBy({ top: this.scroller.clientHeight * part });
  }

  private async fetchUntil(enough: () => boolean): Promise<void> {
    const key = this.key!;
    for (let pages = 0; pages < MOST_PAGES && !enough() && this.client.hasEarlier(key); pages++) {
      const before = this.client.messages(key).length;
      await this.client.earlier(key);
      if (this.key !== key || this.client.messages(key).length === before) return;
    }
    if (this.key === key) this.update();
  }

  private reveal(message: Message): void {
    this.list.show({ key: message.id, below: REVEALED_BELOW });
    const row = [...this.scroller.querySelectorAll<HTMLElement>(".row.message")].find((one) => one.dataset["id"] === message.id);
    row?.classList.remove("revealed");
    requestAnimationFrame(() => row?.classList.add("revealed"));
  }

  /** Files are not taken, and the browser must not open them over the page. */
  private dropped(event: DragEvent): void {
    if (event.type === "drop") this.composer.received(event, event.dataTransfer);
    else if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  }

  /** The day of what is in view, for as long as one scrolls. */
  private showDate(): void {
    const top = this.list.first;
    if (this.list.atEnd || top === null || top.kind !== "message") return this.date.classList.remove("shown");
    this.date.textContent = dayInWords(top.message.at);
    this.date.classList.add("shown");
    clearTimeout(this.dateTimer);
    this.dateTimer = window.setTimeout(() => this.date.classList.remove("shown"), DATE_MILLIS);
  }

  private pressedInList(event: KeyboardEvent): void {
    if (event.key === "Escape") this.focus();
  }

  /** To the first new message, or from there to the end; one goes on writing. */
  private onward(): void {
    this.list.show(this.onwards === "new" ? NEW_LINE : "end");
    this.draw();
    this.focus();
  }

  private typing(conversation: Conversation | undefined): unknown {
    if (conversation === undefined || conversation.typing.length === 0) return nothing;
    const dots = html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`;
    return html`${dots}${typing(conversation.typing)}`;
  }

  /** The reader moved: the button to the end comes or goes, what is in view is read, and earlier messages are fetched. */
  private moved(): void {
    this.element.style.setProperty("--scrollbar", `${this.scroller.offsetWidth - this.scroller.clientWidth}px`);
    if (this.onwards !== this.led) this.draw();
    this.seen();
    this.fetch();
  }

  /** Fetches a page of earlier messages, if the reader is near the first that are here; whether another one is needed is seen when it is drawn. */
  private fetch(): void {
    const key = this.key;
    if (key === null || this.fetching || this.list.belowBegin > NEAR_BEGIN_PIXELS) return;
    if (!this.client.hasEarlier(key) || this.client.standing.is !== "online") return;
    this.fetching = true;
    const done = (): void => {
      this.fetching = false;
      if (this.key !== key) this.fetch();
    };
    this.client.earlier(key).then(done, done);
  }
}
