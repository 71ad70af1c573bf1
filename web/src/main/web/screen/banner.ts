import { html, nothing, type TemplateResult } from "lit-html";
import type { Standing } from "../client/types";
import { timeOfDay } from "./times";
import { farewell, words } from "./words";

/** How long it is told that the connection is back. */
const BACK_MILLIS = 4000;
/** A connection that stands within this time is nothing to tell of. */
const PATIENCE_MILLIS = 700;

/** The line that tells how the connection stands, when it is not as it should be. */
export class Banner {
  private before: Standing["is"] = "connecting";
  private since = Date.now();
  private wasOffline = false;
  private backUntil = 0;

  /** `changed` is called when the banner must be drawn anew, `again` to connect anew. */
  constructor(
    private readonly changed: () => void,
    private readonly again: () => void,
  ) {
    setTimeout(changed, PATIENCE_MILLIS);
  }

  draw(standing: Standing): TemplateResult | typeof nothing {
    this.follow(standing.is);
    switch (standing.is) {
      case "online":
        return this.backUntil > Date.now() ? this.line("back", words("web.back-online")) : nothing;
      case "connecting":
        if (this.wasOffline) return this.line("offline", words("web.connecting"));
        return Date.now() - this.since < PATIENCE_MILLIS ? nothing : this.line("connecting", words("web.connecting"));
      case "offline":
        return this.line("offline", words("web.offline", timeOfDay(standing.since)));
      case "ended":
        return this.line("offline", words("web.ended", farewell(standing.reason)), true);
      case "nameless":
        return nothing;
    }
  }

  private follow(is: Standing["is"]): void {
    if (is === this.before) return;
    this.before = is;
    this.since = Date.now();
    if (is === "offline" || is === "ended") this.wasOffline = true;
    if (is === "connecting") setTimeout(this.changed, PATIENCE_MILLIS);
    if (is === "online" && this.wasOffline) {
      this.wasOffline = false;
      this.backUntil = Date.now() + BACK_MILLIS;
      setTimeout(this.changed, BACK_MILLIS + 50);
    }
  }

  private line(kind: string, text: string, again = false): TemplateResult {
    return html`<p class="banner ${kind}" role="status">
      <span>${text}</span>
      ${again ? html`<button type="button" class="link" @click=${() => this.again()}>${words("web.connect")}</button>` : nothing}
    </p>`;
  }
}
