import { html, nothing, render } from "lit-html";
import type { Change, Client, Key, Message, User } from "../client/types";
import { met } from "../client/meant";
import { mentions } from "../client/mentions";
import { Announcer } from "./announcer";
import { Attention } from "./attention";
import { avatar } from "./avatar";
import { Comings } from "./comings";
import { ConversationScreen } from "./conversation";
import { conversationList } from "./conversations";
import { type Atlas, type Place, Places } from "./places";
import { Hidden } from "./hidden";
import { icons } from "./icons";
import { lock } from "./lock";
import { PeopleList } from "./people-list";
import { swipesBack } from "./swipe";
import { visibleLine } from "./visible";
import { words } from "./words";

/** For so long a word in passing is shown. */
const TOLD_MILLIS = 3000;
const NOBODY: ReadonlySet<string> = new Set();

/** The main page: conversations, the one that is open, and people; one of them at a time on a phone. */
export class MainPage {
  readonly element = document.createElement("div");
  private readonly comings = new Comings();
  private readonly hidden = new Hidden();
  private readonly conversation: ConversationScreen;
  private readonly people: PeopleList;
  private readonly attention: Attention;
  private readonly announcer = new Announcer();
  private readonly places: Places;
  private key: Key | null = null;
  private peopleShown = false;
  private toldTimer = 0;
  private readonly toast = document.createElement("p");

  constructor(
    private readonly client: Client,
    private readonly changed: () => void,
    private readonly spoken: () => void,
  ) {
    this.element.className = "page";
    this.attention = new Attention((key) => this.open(key));
    this.people = new PeopleList((user) => this.person(user), changed);
    this.conversation = new ConversationScreen(client, {
      comings: this.comings,
      person: (user) => this.person(user),
      back: () => this.back(),
      people: () => this.showPeople(!this.peopleShown),
      link: (key, seq) => this.places.link(key, seq),
      told: (text) => this.told(text),
      level: (key) => this.attention.level(key),
      choose: (key, level) => {
        this.attention.choose(key, level);
        changed();
      },
      hide: (key) => {
        this.hidden.hide(key, client.conversations);
        this.places.go({ key: isNarrow() ? null : "lobby", people: false });
      },
    });
    this.places = new Places(atlas(client), (place, seq) => this.show(place, seq));
    this.toast.className = "toast";
    this.toast.setAttribute("role", "status");
    document.addEventListener("keydown", (event) => this.pressed(event));
    document.addEventListener("visibilitychange", () => this.conversation.seen());
    addEventListener("focus", () => this.conversation.seen());
    swipesBack(this.element, () => this.back());
  }

  /** Opens what was open before, or the lobby: beside the list where there is room for both, and for whoever has nothing else to choose. */
  begin(): void {
    this.draw();
    this.places.begin(!isNarrow() || this.client.conversations.length === 1 ? "lobby" : null, isNarrow());
  }

  /** What the client told; everything else is shown at the next `draw`. */
  heard(change: Change): void {
    if (change.what === "people") {
      const lobby = this.client.messages("lobby");
      this.comings.add(change.joined, change.left, lobby.filter((one) => one.seq !== null).at(-1)?.seq ?? 0);
      this.places.look();
    }
    if (change.what !== "messages" || !change.news || change.how !== "appended") return;
    if (change.key === this.key) this.conversation.came(change.messages);
    for (const message of change.messages) if (!message.mine) this.news(change.key, message);
  }

  /** Says everything anew, in another language. */
  reword(): void {
    if (this.key !== null) this.conversation.reword();
  }

  draw(): void {
    const { client } = this;
    // Whoever is here is not known without a connection.
    const present = client.standing.is === "online" ? new Set(client.people.map((user) => user.id)) : NOBODY;
    this.element.dataset["pane"] = this.key === null ? "list" : "conversation";
    this.element.dataset["people"] = this.peopleShown ? "shown" : "";
    render(
      html`
        <nav class="conversations" aria-label=${words("web.conversations")}>
          ${this.head()}
          <div class="scrolling">
            ${conversationList(this.hidden.without(client.conversations, this.key), this.key, present, (key) => this.open(key))}
          </div>
          ${this.foot()}
        </nav>
        ${this.key === null ? html`<main class="conversation none"><p>${words("web.choose")}</p></main>` : this.conversation.element}
        <aside class="people" aria-label=${words("web.people")}>
          <div class="bar">
            <h2>${words("web.people")}</h2>
            <button type="button" class="plain close-people" aria-label=${words("web.close")} @click=${() => this.showPeople(false)}>${icons.close}</button>
          </div>
          <div class="scrolling">${this.people.draw(client.people, client.conversations, client.me, client.standing.is === "online")}</div>
        </aside>
        <div class="curtain" @click=${() => this.showPeople(false)}></div>
        ${this.announcer.element}${this.toast}
      `,
      this.element,
    );
    this.attention.show(client.conversations, visibleLine(client.server?.name ?? words("web.title")));
    if (this.key !== null) this.conversation.update();
  }

  private open(key: Key): void {
    this.places.go({ key, people: false });
    this.conversation.focus();
  }

  private person(user: User): void {
    if (user.id !== this.client.me?.id) this.open(this.client.begin(user));
  }

  /** Shows a place; where there is room beside the list, a conversation is open at all times. */
  private show(place: Place, seq: number | null): void {
    const before = { key: this.key, people: this.peopleShown };
    this.key = place.key ?? (isNarrow() ? null : "lobby");
    this.peopleShown = place.people;
    this.draw();
    if (this.key !== null && this.key !== before.key) {
      this.conversation.open(this.key);
      this.conversation.focus();
    }
    if (this.peopleShown !== before.people) this.element.querySelector<HTMLElement>(this.peopleShown ? ".close-people" : ".show-people")?.focus();
    if (this.key === null && before.key !== null) this.focusInList(before.key);
    if (this.key !== null && seq !== null) void this.conversation.show(seq);
  }

  private focusInList(key: Key): void {
    const at = this.hidden.without(this.client.conversations, this.key).findIndex((one) => one.key === key);
    this.element.querySelectorAll<HTMLElement>(".conversation-item")[at]?.focus();
  }

  /** From the conversation to the list, where there is room for one of them only. */
  private back(): void {
    if (this.peopleShown || (isNarrow() && this.key !== null)) this.places.back();
  }

  private showPeople(shown: boolean): void {
    this.places.go({ key: this.key, people: shown });
  }

  private pressed(event: KeyboardEvent): void {
    if (!this.element.isConnected || event.isComposing || document.querySelector("dialog[open]") !== null) return;
    const isTyping = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
    if (event.key === "Escape") {
      if (this.peopleShown || isNarrow()) return this.back();
      return this.conversation.escape();
    }
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      const does = { k: () => void this.goTo(), f: () => void (this.key !== null && this.conversation.search()) }[event.key.toLowerCase()];
      if (does !== undefined) {
        event.preventDefault();
        return does();
      }
    }
    if (event.key === "?" && (!isTyping || (event.target as HTMLTextAreaElement).value === "") && !event.ctrlKey) {
      event.preventDefault();
      return void this.keys();
    }
    const scroll = { PageUp: -0.9, PageDown: 0.9 }[event.key];
    if (scroll !== undefined && isTyping) return this.conversation.page(event, scroll);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && (event.altKey || event.ctrlKey) && !event.shiftKey && !event.metaKey) return this.next(event, step);
    // A letter typed anywhere is meant for the message; the space bar works what has the focus.
    if (isTyping || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || [...event.key].length !== 1 || event.key === " ") return;
    event.preventDefault();
    this.conversation.type(event.key);
  }

  /** To the conversation above or below in the list. */
  private next(event: KeyboardEvent, step: number): void {
    event.preventDefault();
    const conversations = this.hidden.without(this.client.conversations, this.key);
    const at = conversations.findIndex((one) => one.key === this.key);
    const next = conversations[Math.min(conversations.length - 1, Math.max(0, at + step))];
    if (next !== undefined) this.open(next.key);
  }

  private async goTo(): Promise<void> {
    const { openPalette } = await import("./later");
    openPalette(this.client, (key) => this.open(key));
  }

  private async keys(): Promise<void> {
    const { openKeys } = await import("./later");
    openKeys();
  }

  private async settings(): Promise<void> {
    const { openSettings } = await import("./later");
    const { client, attention, changed, spoken } = this;
    openSettings({ client, attention, changed, spoken, keys: () => void this.keys() });
  }

  /** Says a word in passing, such as that something was copied. */
  private told(text: string): void {
    this.toast.textContent = text;
    clearTimeout(this.toldTimer);
    this.toldTimer = window.setTimeout(() => (this.toast.textContent = ""), TOLD_MILLIS);
  }

  private news(key: Key, message: Message): void {
    const { me } = this.client;
    const isOpen = key === this.key;
    const isForUs = key !== "lobby" || (me !== null && mentions(me.name)(message.text));
    if (isOpen || isForUs) this.announcer.say(key, message, isOpen);
    this.attention.tell(key, message, isForUs, this.client.conversations.find((one) => one.key === key)?.unread ?? 1);
  }

  private head(): unknown {
    const name = visibleLine(this.client.server?.name ?? words("web.title"));
    return html`<div class="bar">
      <img class="mark" src="/icons/mark.svg" alt="" width="28" height="28" />
      <h1><bdi>${name}</bdi></h1>
      ${lock()}
      <button type="button" class="plain" aria-label=${words("web.go-to")} title=${words("web.go-to")} @click=${() => void this.goTo()}>${icons.search}</button>
    </div>`;
  }

  /** Oneself, and behind that everything one can choose. */
  private foot(): unknown {
    const { me } = this.client;
    if (me === null) return nothing;
    return html`<footer class="foot">
      <button type="button" class="item myself" aria-haspopup="dialog" title=${words("web.settings")} @click=${() => void this.settings()}>
        ${avatar(me, this.client.standing.is === "online")}
        <span class="name"><bdi>${visibleLine(me.name)}</bdi></span><span class="hidden">${words("web.settings")}</span>${icons.settings}
      </button>
    </footer>`;
  }
}

function atlas(client: Client): Atlas {
  const fold = (name: string): string => name.normalize("NFC").toLocaleLowerCase();
  return {
    nameOf: (key) => client.conversations.find((one) => one.key === key)?.with?.name ?? null,
    named: (handle) => {
      const isNamed = (user: User | null): boolean => user !== null && fold(user.name) === fold(handle) && user.id !== client.me?.id;
      const present = client.people.find(isNamed);
      // Whoever has the name now may be somebody else: an address leads to whom we talked with.
      return met(handle, client) ?? (present === undefined ? (client.conversations.find((one) => isNamed(one.with))?.key ?? null) : client.begin(present));
    },
    isKnown: (key) => client.conversations.some((one) => one.key === key),
  };
}

/** Whether there is room for one column only; the same width as in the styles. */
function isNarrow(): boolean {
  return matchMedia("(max-width: 719px)").matches;
}
