import { html, nothing, render } from "lit-html";
import type { Change, Client, Key, Message, User } from "../client/types";
import { mentions } from "../client/mentions";
import { Announcer } from "./announcer";
import { Attention } from "./attention";
import { avatar } from "./avatar";
import { Comings } from "./comings";
import { ConversationScreen } from "./conversation";
import { conversationList } from "./conversations";
import { type Atlas, type Place, Places } from "./places";
import { icons } from "./icons";
import { languageMenu } from "./language";
import { PeopleList } from "./people-list";
import { visibleLine } from "./visible";
import { words } from "./words";

const NOBODY: ReadonlySet<string> = new Set();

/** The main page: conversations, the one that is open, and people; one of them at a time on a phone. */
export class MainPage {
  readonly element = document.createElement("div");
  private readonly comings = new Comings();
  private readonly conversation: ConversationScreen;
  private readonly people: PeopleList;
  private readonly attention: Attention;
  private readonly announcer = new Announcer();
  private readonly places: Places;
  private key: Key | null = null;
  private peopleShown = false;
  private explaining: string | null = null;

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
    });
    this.places = new Places(atlas(client), (place) => this.show(place));
    this.element.addEventListener("keydown", (event) => this.pressed(event));
    document.addEventListener("visibilitychange", () => this.conversation.seen());
    addEventListener("focus", () => this.conversation.seen());
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
            ${conversationList(client.conversations, this.key, present, (key) => this.open(key))}
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
        ${this.announcer.element}
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
  private show(place: Place): void {
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
  }

  private focusInList(key: Key): void {
    const at = this.client.conversations.findIndex((one) => one.key === key);
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
    if (event.key === "Escape" && !event.isComposing) {
      if (this.peopleShown || isNarrow()) return this.back();
      return this.conversation.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || !(event.altKey || event.ctrlKey) || event.shiftKey || event.metaKey) return;
    event.preventDefault();
    const conversations = this.client.conversations;
    const at = conversations.findIndex((one) => one.key === this.key);
    const next = conversations[Math.min(conversations.length - 1, Math.max(0, at + step))];
    if (next !== undefined) this.open(next.key);
  }

  private news(key: Key, message: Message): void {
    const { me } = this.client;
    const isOpen = key === this.key;
    const isForUs = key !== "lobby" || (me !== null && mentions(me.name)(message.text));
    if (isOpen || isForUs) this.announcer.say(key, message, isOpen);
    if (isForUs) this.attention.tell(key, message);
  }

  private head(): unknown {
    const name = visibleLine(this.client.server?.name ?? words("web.title"));
    return html`<div class="bar">
      <img class="mark" src="/icons/mark.svg" alt="" width="28" height="28" />
      <h1><bdi>${name}</bdi></h1>
      <button type="button" class="plain" aria-pressed=${this.attention.isOn} aria-label=${words("web.notify")}
        title=${words(this.attention.isOn ? "web.notify-on" : "web.notify-off")} @click=${() => this.toggleBell()}>
        ${this.attention.isOn ? icons.bell : icons.bellOff}
      </button>
    </div>
    ${this.explaining === null
      ? nothing
      : html`<p class="explaining" role="status">${words(`web.notify-${this.explaining}`)}
          ${this.explaining === "insecure" ? html`<a href="/trust">${words("web.trust-link")}</a>` : nothing}
          <button type="button" class="link" @click=${() => this.explain(null)}>${words("web.understood")}</button></p>`}`;
  }

  private toggleBell(): void {
    const { obstacle, isOn } = this.attention;
    if (obstacle !== null) return this.explain(this.explaining === null ? obstacle : null);
    void this.attention.turn(!isOn).then(() => this.explain(this.attention.obstacle));
  }

  private explain(what: string | null): void {
    this.explaining = what;
    this.changed();
  }

  private foot(): unknown {
    const { me } = this.client;
    if (me === null) return nothing;
    return html`<footer class="myself">
      ${avatar(me, this.client.standing.is === "online")}
      <span class="name"><bdi>${visibleLine(me.name)}</bdi></span>
      ${languageMenu(this.spoken)}
      <button type="button" class="plain" aria-label=${words("web.leave")} title=${words("web.leave")} @click=${() => this.leave()}>${icons.leave}</button>
    </footer>`;
  }

  private leave(): void {
    if (confirm(words("web.leave-sure"))) void this.client.leave().then(() => location.reload());
  }
}

function atlas(client: Client): Atlas {
  const fold = (name: string): string => name.normalize("NFC").toLocaleLowerCase();
  return {
    nameOf: (key) => client.conversations.find((one) => one.key === key)?.with?.name ?? null,
    named: (handle) => {
      const isNamed = (user: User | null): boolean => user !== null && fold(user.name) === fold(handle) && user.id !== client.me?.id;
      const present = client.people.find(isNamed);
      return present === undefined ? (client.conversations.find((one) => isNamed(one.with))?.key ?? null) : client.begin(present);
    },
    isKnown: (key) => client.conversations.some((one) => one.key === key),
  };
}

/** Whether there is room for one column only; the same width as in the styles. */
function isNarrow(): boolean {
  return matchMedia("(max-width: 719px)").matches;
}
