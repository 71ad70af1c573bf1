import { html } from "lit-html";
import type { Message } from "../client/types";
import { icons } from "./icons";
import { words } from "./words";

/** What the search asks of the conversation around it. */
export interface Ground {
  messages(): readonly Message[];
  /** Fetches earlier messages until this holds for the first that is here, as far as is sensible. */
  fetchUntil(enough: () => boolean): Promise<void>;
  reveal(message: Message): void;
  changed(): void;
  closed(): void;
}

/** The line below the header that finds words in a conversation, or leads to a day of it. */
export class Find {
  private sought = "";
  private at = -1;
  private found: readonly Message[] = [];
  private busy = false;
  private said = "";

  constructor(private readonly ground: Ground) {}

  draw(): unknown {
    return html`<search class="find-line" @keydown=${(event: KeyboardEvent) => this.pressed(event)}>
      <input type="text" dir="auto" enterkeyhint="search" class="find-text" placeholder=${words("web.search")} aria-label=${words("web.search")} .value=${this.sought}
        @input=${(event: Event) => this.seek((event.target as HTMLInputElement).value)} />
      <span class="aside" role="status">${this.said}</span>
      <button type="button" class="plain up" aria-label=${words("web.search-before")} title=${words("web.search-before")} ?disabled=${this.busy} @click=${() => void this.step(-1)}>${icons.chevron}</button>
      <button type="button" class="plain" aria-label=${words("web.search-after")} title=${words("web.search-after")} ?disabled=${this.busy} @click=${() => void this.step(1)}>${icons.chevron}</button>
      <label class="day" title=${words("web.to-day")}>${icons.calendar}<input type="date" aria-label=${words("web.to-day")} @change=${(event: Event) => void this.toDay((event.target as HTMLInputElement).valueAsDate)} /></label>
      <button type="button" class="plain" aria-label=${words("web.close")} @click=${() => this.ground.closed()}>${icons.close}</button>
    </search>`;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      this.ground.closed();
    } else if (event.key === "Enter" && (event.target as HTMLElement).matches(".find-text")) {
      event.preventDefault();
      void this.step(event.shiftKey ? 1 : -1);
    }
  }

  private seek(text: string): void {
    this.sought = text;
    this.look();
    this.at = this.found.length - 1;
    this.show();
  }

  private look(): void {
    const letters = fold(this.sought);
    this.found = letters === "" ? [] : this.ground.messages().filter((message) => fold(message.text).includes(letters));
  }

  /** To the one before or after; before the first that is here, earlier ones are fetched. */
  private async step(by: number): Promise<void> {
    if (this.busy || this.sought.trim() === "") return;
    const now = this.found[this.at];
    if (this.at + by < 0) {
      this.busy = true;
      const before = this.found.length;
      await this.ground.fetchUntil(() => {
        this.look();
        return this.found.length > before;
      });
      this.busy = false;
    }
    this.look();
    const where = now === undefined ? this.found.length : this.found.findIndex((one) => one.id === now.id);
    this.at = Math.max(0, Math.min(this.found.length - 1, where + by));
    this.show();
  }

  private show(): void {
    const message = this.found[this.at];
    this.said = this.sought.trim() === "" ? "" : message === undefined ? words("web.search-none") : words("web.found", this.at + 1, this.found.length);
    if (message !== undefined) this.ground.reveal(message);
    this.ground.changed();
  }

  private async toDay(day: Date | null): Promise<void> {
    if (day === null) return;
    const begin = new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()).getTime();
    await this.ground.fetchUntil(() => (this.ground.messages()[0]?.at ?? 0) < begin);
    const message = this.ground.messages().find((one) => one.at >= begin) ?? this.ground.messages().at(-1);
    if (message !== undefined) this.ground.reveal(message);
  }
}

function fold(text: string): string {
  return text.normalize("NFKC").toLocaleLowerCase().trim();
}
