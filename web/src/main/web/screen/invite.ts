import { html, nothing } from "lit-html";
import type { Server } from "../client/types";
import { copy } from "./clipboard";
import { urls } from "./elsewhere";
import { icons } from "./icons";
import { visibleLine } from "./visible";
import { words } from "./words";

/** An address that leads nowhere on another device. */
const OWN_MACHINE = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

/** What stands in an empty lobby: the server's name, the way for others to come, and what one can do first. */
export class Invitation {
  private isCopied = false;
  private link: string | null = isOwnMachine(location) ? null : `${location.origin}/`;

  /** `changed` is called when it must be drawn anew. */
  constructor(private readonly changed: () => void) {
    if (this.link === null) void this.look();
  }

  /** On the server's own machine the address of this page leads nowhere from another device; the server knows others. */
  private async look(): Promise<void> {
    const url = (await urls()).find((one) => !isOwnMachine(one));
    if (url === undefined) return;
    this.link = url.href;
    this.changed();
  }

  draw(server: Server | null): unknown {
    const { link } = this;
    return html`<section class="invitation" aria-label=${words("web.invite")}>
      <h2><bdi>${visibleLine(server?.name ?? words("web.title"))}</bdi></h2>
      <p>${words(link === null ? "web.invite-own" : "web.invite")}</p>
      ${link === null
        ? nothing
        : html`<img class="qr" src="/invite.svg" alt="" width="132" height="132" /><p class="link-line"><code>${link}</code>
            <button type="button" class="plain" aria-label=${words("web.copy-link")} title=${words("web.copy-link")} @click=${() => void this.copy(link)}>${icons.copy}</button>
            ${"share" in navigator ? html`<button type="button" class="plain" aria-label=${words("web.share")} title=${words("web.share")} @click=${() => void share(link)}>${icons.share}</button>` : nothing}
          </p><p role="status" class="aside">${this.isCopied ? words("web.copied") : nothing}</p>`}
      <ul>
        <li>${words("web.hint-hello")}</li>
        <li>${words("web.hint-private")}</li>
        <li>${words("web.hint-nc", command(new URL(link ?? location.origin)))}</li>
      </ul>
    </section>`;
  }

  private async copy(link: string): Promise<void> {
    this.isCopied = await copy(link);
    this.changed();
  }
}

function isOwnMachine({ hostname }: Pick<URL, "hostname">): boolean {
  return OWN_MACHINE.test(hostname);
}

function command({ hostname, port, protocol }: URL): string {
  return `nc ${hostname.replace(/^\[|\]$/g, "")} ${port || (protocol === "https:" ? 443 : 80)}`;
}

async function share(url: string): Promise<void> {
  await navigator.share({ url }).catch(() => undefined); // The reader thought better of it.
}
