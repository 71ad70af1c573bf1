import { html, nothing } from "lit-html";
import type { User } from "../client/types";
import { avatar } from "./avatar";
import { NAMED } from "./emoji";
import { visibleLine } from "./visible";
import { words } from "./words";

/** Something that can stand for what is being typed. */
interface Offer {
  readonly text: string;
  readonly shown: unknown;
}

const MOST = 6;
const BEGUN = /(?:^|[\s(])(@([^\s@]*)|:([a-z_]{2,}))$/u;

/** What goes on with `@` and letters of a name, or with `:` and letters of an emoji's name. */
export class Completion {
  private offers: readonly Offer[] = [];
  private at = 0;
  private begun = "";

  constructor(private readonly people: () => readonly User[]) {}

  get isOpen(): boolean {
    return this.offers.length > 0;
  }

  /** The id of the offer that is chosen now, for the field to refer to. */
  get active(): string {
    return `offer-${this.at}`;
  }

  /** Looks at what stands before the cursor. */
  look(before: string): void {
    const match = BEGUN.exec(before);
    this.at = 0;
    this.begun = match?.[1] ?? "";
    if (match === null) this.offers = [];
    else if (match[3] !== undefined) this.offers = emoji(match[3]);
    else this.offers = this.names(match[2] ?? "");
  }

  close(): void {
    this.offers = [];
  }

  move(by: number): void {
    this.at = (this.at + by + this.offers.length) % this.offers.length;
  }

  /** What is taken: so many characters before the cursor are replaced by the text. */
  take(at = this.at): { readonly characters: number; readonly text: string } {
    const offer = this.offers[at]!;
    this.offers = [];
    return { characters: this.begun.length, text: offer.text };
  }

  draw(take: (at: number) => void): unknown {
    if (!this.isOpen) return nothing;
    const label = words(this.begun.startsWith("@") ? "web.people" : "web.emoji");
    return html`<div class="completion" id="offers" role="listbox" aria-label=${label} @pointerdown=${(event: Event) => event.preventDefault()}>
      ${this.offers.map((offer, i) => html`<div id="offer-${i}" role="option" aria-selected=${i === this.at} @click=${() => take(i)}>${offer.shown}</div>`)}
    </div>`;
  }

  private names(letters: string): readonly Offer[] {
    const sought = letters.toLocaleLowerCase();
    const found = this.people().filter((user) => user.name.toLocaleLowerCase().startsWith(sought));
    return found.slice(0, MOST).map((user) => ({ text: `@${user.name} `, shown: html`${avatar(user)}<bdi>${visibleLine(user.name)}</bdi>` }));
  }
}

function emoji(letters: string): readonly Offer[] {
  const found = NAMED.filter(([, names]) => names.split(" ").some((name) => name.startsWith(letters)));
  return found.slice(0, MOST).map(([sign, names]) => ({ text: `${sign} `, shown: html`<span>${sign}</span><span class="aside">:${names.split(" ")[0]}:</span>` }));
}
