import { html, nothing, type TemplateResult } from "lit-html";
import { icons } from "./icons";
import { words } from "./words";

const STORED_CHOICE = "tertulia.trust-bar";

/** The line that tells that the connection is not encrypted and leads to the page that changes it, until it is dismissed. */
export class TrustBar {
  private shown = location.protocol === "http:" && localStorage.getItem(STORED_CHOICE) !== "away";

  constructor(private readonly changed: () => void) {}

  draw(): TemplateResult | typeof nothing {
    if (!this.shown) return nothing;
    return html`<p class="trust-bar">
      ${icons.lock}<span>${words("web.not-encrypted")} <a href="/trust">${words("web.trust-link")}</a></span>
      <button type="button" class="plain" aria-label=${words("web.dismiss")} title=${words("web.dismiss")} @click=${() => this.dismiss()}>
        ${icons.close}
      </button>
    </p>`;
  }

  private dismiss(): void {
    this.shown = false;
    localStorage.setItem(STORED_CHOICE, "away");
    this.changed();
  }
}
