import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Conversation, User } from "../client/types";
import { moveByArrows } from "./arrows";
import { avatar } from "./avatar";
import { icons } from "./icons";
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
  private gone: ReadonlySet<string> = new Set();

  /** `choose` is called for the person one wants to write to; `changed` when the list must be drawn anew. */
  constructor(
    private readonly choose: (user: User) => void,
    private readonly changed: () => void,
  ) {}

  /** Without a connection nobody is known to be here. */
  draw(people: readonly User[], conversations: readonly Conversation[], me: User | null, isOnline: boolean): TemplateResult {
    const present = new Set(people.map((user) => user.id));
    if (people !== this.people || language() !== this.language)
      this.sorted = [...people].sort((a, b) => compareNames(a.name, b.name));
    this.people = people;
    this.language = language();
    const others = this.sorted.filter((user) => user.id !== me?.id);
    const absent = conversations.filter((one) => one.with !== null && !present.has(one.with.id));
    const away = absent.map((one) => one.with) as User[];
    this.gone = new Set(absent.filter((one) => one.gone).map((one) => one.key));
    if (others.length + away.length < MANY) this.sought = "";
    return html`
      ${others.length + away.length < MANY ? nothing : this.field()}
      ${this.group((count) => (isOnline ? words("web.here", count) : words("web.is-offline")), others, isOnline)}
      ${others.length === 0 && isOnline ? html`<p class="aside">${words("web.alone")}</p>` : nothing}
      ${away.length === 0 ? nothing : this.group(() => words("web.away"), away, false)}
    `;
  }

  private field(): TemplateResult {
    return html`<search class="seek">
      <input type="text" dir="auto" enterkeyhint="search" autocomplete="off" placeholder=${words("web.find")} aria-label=${words("web.find")}
        .value=${this.sought} @input=${(event: Event) => this.seek((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => this.pressed(event)} />
      ${this.sought === ""
        ? nothing
        : html`<button type="button" class="plain" aria-label=${words("web.find-clear")} @click=${() => this.seek("")}>${icons.close}</button>`}
    </search>`;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "Escape" || this.sought === "") return;
    event.stopPropagation();
    this.seek("");
  }

  private seek(name: string): void {
    this.sought = name;
    this.changed();
  }

  private group(heading: (count: number | string) => string, users: readonly User[], present: boolean): TemplateResult {
    const sought = this.sought.trim().toLocaleLowerCase();
    const found = sought === "" ? users : users.filter((user) => user.name.toLocaleLowerCase().includes(sought));
    const more = found.length - MOST;
    const count = sought === "" ? users.length : words("web.found", found.length, users.length);
    return html`<h3>${heading(count)}</h3>
      <ul class="list" @keydown=${moveByArrows}>
        ${repeat(
          found.slice(0, MOST),
          (user) => user.id,
          (user, at) => html`<li>${this.person(user, present, at === 0)}</li>`,
        )}
      </ul>
      ${more > 0 ? html`<p class="aside">${words("web.more-people", more)}</p>` : nothing}`;
  }

  private person(user: User, present: boolean, isFirst: boolean): TemplateResult {
    const name = visibleLine(user.name);
    return html`<button type="button" class="item person" data-item tabindex=${isFirst ? 0 : -1}
      title=${words("web.private-with", name)} @click=${() => this.choose(user)}>
      ${avatar(user, present)}<span class="name"><bdi>${name}</bdi>${this.gone.has(user.id) ? html` <span class="aside">${words("web.gone-mark")}</span>` : nothing}</span><span class="private" aria-hidden="true">${words("web.private")}</span>
    </button>`;
  }
}
