import { html, nothing, type TemplateResult } from "lit-html";
import type { Standing } from "../client/types";
import { isRefused, refusedPage } from "./refused";
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
  private ticking = false;

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
        this.tick(standing.again);
        return this.line("offline", isRefused(standing) ? refusedPage() : words("web.offline", timeOfDay(standing.since)), words("web.again-in", secondsTo(standing.again)), words("web.now"));
      case "ended":
        return this.line("offline", words("web.ended", farewell(standing.reason)), "", words("web.connect"));
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

  /** Counts down to the next try. */
  private tick(again: number): void {
    if (this.ticking || again <= Date.now()) return;
    this.ticking = true;
    setTimeout(() => {
      this.ticking = false;
      this.changed();
    }, (again - Date.now()) % 1000 || 1000);
  }

  /** What counts down is read by nobody aloud each second. */
  private line(kind: string, text: string, countdown = "", button = ""): TemplateResult {
    return html`<div class="banner ${kind}">
      <p role="status">${text}</p>
      ${countdown === "" ? nothing : html`<span aria-hidden="true">${countdown}</span>`}
      ${button === "" ? nothing : html`<button type="button" class="link" @click=${() => this.again()}>${button}</button>`}
    </div>`;
  }
}

function secondsTo(time: number): number {
  return Math.max(0, Math.ceil((time - Date.now()) / 1000));
}
