import { html, nothing } from "lit-html";
import type { Client, Conversation } from "../client/types";
import { Caesar, isKey, KEYS } from "../client/sealer";
import { icons } from "./icons";
import { words } from "./words";

/** What is suggested to who has set no key yet. */
const FIRST_KEY = 7;

/** The conversation's classroom cipher: a button for its bar, and a panel below that sets the key and says what it is worth. */
export class CipherPanel {
  private isOpen = false;
  private key = FIRST_KEY;

  constructor(
    private readonly client: Client,
    private readonly changed: (focus: string) => void,
  ) {}

  show(open: boolean): void {
    this.isOpen = open;
    this.changed(open ? ".cipher-panel input" : ".writing textarea");
  }

  /** Goes; whether it was there. */
  leave(): boolean {
    const was = this.isOpen;
    if (was) this.show(false);
    return was;
  }

  /** Shows itself, and leaves the focus where it is. */
  shown(): void {
    this.isOpen = true;
    this.changed("");
  }

  /** A sign in the header while a key is set; the way to the panel is in the conversation's menu. */
  mark({ caesar }: Conversation): unknown {
    if (caesar === null) return nothing;
    const label = words("web.cipher-is-set", caesar);
    return html`<button type="button" class="cipher-mark" aria-expanded=${this.isOpen} aria-label=${label} title=${label}
      @click=${() => this.show(!this.isOpen)}>A → ${words("web.cipher-mark", caesar)}</button>`;
  }

  draw(conversation: Conversation): unknown {
    if (!this.isOpen) return nothing;
    const { key, caesar } = conversation;
    this.key = caesar ?? this.key;
    const sample = words("web.cipher-sample");
    return html`<section class="cipher-panel" aria-label=${words("web.cipher-set")} @keydown=${(event: KeyboardEvent) => this.pressed(event)}>
      <div class="cipher-keys">
        <label><input type="checkbox" .checked=${caesar !== null}
          @change=${(event: Event) => this.client.encipher(key, (event.target as HTMLInputElement).checked ? this.key : null)} />
          ${words("web.cipher-on")}</label>
        <label>${words("web.cipher-key")} <input type="number" min="1" max=${KEYS} step="1" inputmode="numeric" required .value=${String(this.key)}
          @input=${(event: Event) => this.typed(conversation, (event.target as HTMLInputElement).valueAsNumber)} /></label>
        <button type="button" class="plain" aria-label=${words("web.close")} title=${words("web.close")} @click=${() => this.show(false)}>${icons.close}</button>
      </div>
      <p class="cipher-example" role="status">${words("web.cipher-example", sample, new Caesar(this.key).seal(sample).text)}</p>
      <p>${words("web.cipher-lesson")} ${words("web.cipher-letters")}
        <a href="/classroom.html" target="_blank" rel="noopener">${words("web.cipher-link")}</a></p>
    </section>`;
  }

  /** What is no key yet, such as nothing before the next digit, changes nothing. */
  private typed({ key, caesar }: Conversation, value: number): void {
    if (!isKey(value)) return;
    this.key = value;
    if (caesar !== null) this.client.encipher(key, value);
    else this.changed("");
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    this.show(false);
  }
}
