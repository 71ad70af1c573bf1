import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Conversation, User } from "../client/types";
import { moveByArrows } from "./arrows";
import { avatar } from "./avatar";
import { visibleLine } from "./visible";
import { compareNames, language, words } from "./words";

/** So many people are listed; the others are found by the field above. */
const MOST = 200;
/** From so many on there is a field to find somebody. */
const MANY = 12;

/** The list at the right: who is present, then those we talked to who are not. */
export class PeopleList {
  private sought = "";
  private people: readonly User[] = [];
  private sorted: readonly User[] = [];
  private language = "";

  /** `choose` is called for the person one wants to write to; `changed` when the list must be drawn anew. */
  constructor(
    private readonly choose: (user: User) => void,
    private readonly changed: () => void,
  ) {}

  draw(people: readonly User[], conversations: readonly Conversation[], me: User | null): TemplateResult {
    const present = new Set(people.map((user) => user.id));
    if (people !== this.people || language() !== this.language)
      this.sorted = [...people].sort((a, b) => compareNames(a.name, b.name));
    this.people = people;
    this.language = language();
    const here = this.sorted.filter((user) => user.id !== me?.id);
    const away = conversations.map((one) => one.with).filter((user) => user !== null && !present.has(user.id)) as User[];
    const own = me !== null && present.has(me.id) ? [me] : [];
    return html`
      ${people.length + away.length < MANY ? nothing : this.field()}
      ${this.group(words("web.here", people.length), [...own, ...here], true, me)}
      ${away.length === 0 ? nothing : this.group(words("web.away"), away, false, me)}
    `;
  }

  private field(): TemplateResult {
    return html`<input type="search" class="seek" dir="auto" placeholder=${words("web.find")} aria-label=${words("web.find")}
      .value=${this.sought} @input=${(event: Event) => this.seek((event.target as HTMLInputElement).value)} />`;
  }

  private seek(name: string): void {
    this.sought = name;
    this.changed();
  }

  private group(heading: string, users: readonly User[], present: boolean, me: User | null): TemplateResult {
    const sought = this.sought.toLocaleLowerCase();
    const found = sought === "" ? users : users.filter((user) => user.name.toLocaleLowerCase().includes(sought));
    const more = found.length - MOST;
    const first = found.find((user) => user.id !== me?.id);
    return html`<h3>${heading}</h3>
      <ul class="list" @keydown=${moveByArrows}>
        ${repeat(
          found.slice(0, MOST),
          (user) => user.id,
          (user) => html`<li>${this.person(user, present, user.id === me?.id, user.id === first?.id)}</li>`,
        )}
      </ul>
      ${more > 0 ? html`<p class="aside">${words("web.more-people", more)}</p>` : nothing}`;
  }

  private person(user: User, present: boolean, isMe: boolean, isFirst: boolean): TemplateResult {
    const name = visibleLine(user.name);
    if (isMe) {
      return html`<div class="item person me">
        ${avatar(user, present)}<span class="name"><bdi>${name}</bdi> <span class="aside">${words("web.you-mark")}</span></span>
      </div>`;
    }
    return html`<button type="button" class="item person" data-item tabindex=${isFirst ? 0 : -1}
      title=${words("web.private-with", name)} @click=${() => this.choose(user)}>
      ${avatar(user, present)}<span class="name"><bdi>${name}</bdi></span><span class="private" aria-hidden="true">${words("web.private")}</span>
    </button>`;
  }
}
