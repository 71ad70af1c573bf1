import { html, nothing, render, type TemplateResult } from "lit-html";
import type { Client, Offer } from "../client/types";
import { visibleLine } from "./visible";
import { words } from "./words";

/** Asks whether to go on as somebody else, when a link offers that; anybody can make such a link. */
export class HandPage {
  readonly element = document.createElement("main");

  constructor(private readonly client: Client) {
    this.element.className = "welcome";
  }

  draw(): void {
    const { offer } = this.client;
    if (offer !== null) render(this.card(offer), this.element);
  }

  begin(): void {
    this.draw();
  }

  private card(offer: Offer): TemplateResult {
    const name = visibleLine(offer.name);
    if (offer.state === "over") {
      return html`<section class="card">
        <h1>${words("web.hand-ask", name)}</h1>
        <p role="status">${words("web.hand-over")}</p>
        <div class="go"><button type="button" class="primary" @click=${() => this.client.answer(false)}>${words("web.understood")}</button></div>
      </section>`;
    }
    const things = [
      offer.drafts > 0 ? words("web.hand-drafts", offer.drafts) : "",
      offer.waiting > 0 ? words("web.hand-waiting", offer.waiting) : "",
      offer.ciphers > 0 ? words("web.hand-ciphers", offer.ciphers) : "",
    ].filter((line) => line !== "");
    return html`<section class="card">
      <h1>${words("web.hand-ask", name)}</h1>
      <p>${words("web.hand-why", name)}</p>
      ${things.length === 0 ? nothing : html`<p>${words("web.hand-takes")}</p><ul>${things.map((line) => html`<li>${line}</li>`)}</ul>`}
      <div class="go">
        <button type="button" class="primary" ?disabled=${offer.state === "taking"} @click=${() => this.client.answer(true)}>${words("web.hand-yes", name)}</button>
        <button type="button" class="plain" ?disabled=${offer.state === "taking"} @click=${() => this.client.answer(false)}>${words("web.hand-no")}</button>
      </div>
    </section>`;
  }
}
