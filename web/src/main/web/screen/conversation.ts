import { html, nothing, render } from "lit-html";
import type { Client, Conversation, Key, Message, User } from "../client/types";
import { avatar } from "./avatar";
import { CipherPanel } from "./cipher-panel";
import { Composer } from "./composer";
import type { Comings } from "./comings";
import { title, typing } from "./conversations";
import { icons } from "./icons";
import { drawRow, estimate } from "./message-view";
import { Rows, type ConversationRow } from "./rows";
import { dayOf } from "./times";
import { type Place, VirtualList } from "./virtual-list";
import { isLookedAt } from "./attention";
import { words } from "./words";

/** What the conversation's screen asks of the page around it. */
export interface Around {
  person(user: User): void;
  back(): void;
  people(): void;
  readonly comings: Comings;
}

/** Earlier messages are fetched when the reader is this near the beginning. */
const NEAR_BEGIN_PIXELS = 900;
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
    const said = (): void => {
      this.newAfter = null;
      this.list.show("end");
    };
    this.composer = new Composer(client, said, () => this.cipher.shown(), (user) => around.person(user));
  }

  /** Shows this conversation; where the reader was in it, or else at what is new. */
  open(key: Key): void {
    if (this.key !== null) this.places.set(this.key, this.list.place);
    this.key = key;
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
        <div class="bar">
          ${this.back()}
          ${user === null ? html`<span class="avatar lobby" aria-hidden="true">${icons.people}</span>` : avatar(user, present)}
          <div class="titles">
            <h1><bdi>${name}</bdi></h1>
            <p>${this.standing(user, present)}</p>
          </div>
          ${conversation && this.cipher.button(conversation)}
          <button type="button" class="plain show-people" aria-label=${words("web.people")} title=${words("web.people")}
            @click=${() => this.around.people()}>${icons.people}</button>
        </div>
        ${conversation && this.cipher.draw(conversation)}
        <div class="reading">${this.scroller}${this.latest(conversation)}</div>
        <p class="typing" aria-live="off">${this.typing(conversation)}</p>
        ${this.composer.element}
      `,
      this.element,
    );
    const label = user === null ? words("web.write-all") : words("web.write-to", name);
    if (this.key !== null) this.composer.open(this.key, label);
  }

  /** The way back to the list, with how much is unread elsewhere: where there is one column it is seen nowhere else. */
  private back(): unknown {
    const others = this.client.conversations.filter((one) => one.key !== this.key);
    const mentions = others.reduce((sum, one) => sum + one.mentions, 0);
    const unread = mentions > 0 ? mentions : others.reduce((sum, one) => sum + one.unread, 0);
    const label = unread > 0 ? words("web.back-unread", unread) : words("web.back");
    return html`<button type="button" class="plain back" aria-label=${label} @click=${() => this.around.back()}>
      ${icons.back}${unread > 0 ? html`<span class="count${mentions > 0 ? " mentioned" : ""}">${unread > 99 ? "99+" : unread}</span>` : nothing}
    </button>`;
  }

  private standing(user: User | null, present: boolean): string {
    if (this.client.standing.is !== "online") return words("web.is-offline");
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
