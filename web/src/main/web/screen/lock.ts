import { html, nothing } from "lit-html";
import { icons } from "./icons";
import { words } from "./words";

/** Where the connection is not encrypted, a lock that tells so and leads to the page that changes it; nothing on the server's own machine. */
export function lock(): unknown {
  if (isSecureContext) return nothing;
  const open = async (event: Event): Promise<void> => {
    const button = event.currentTarget as Element;
    const { openMenu } = await import("./later");
    openMenu(button, words("web.not-encrypted-short"), [{ label: words("web.trust-link"), icon: icons.lock, act: () => location.assign("/trust") }], words("web.not-encrypted"));
  };
  return html`<button type="button" class="plain lock" aria-haspopup="menu" aria-label=${words("web.not-encrypted-short")} title=${words("web.not-encrypted-short")} @click=${open}>${icons.unlocked}</button>`;
}

/** The same as a line, for the first page. */
export function lockLine(): unknown {
  if (isSecureContext) return nothing;
  return html`<p class="lock-line">${icons.unlocked}<span>${words("web.not-encrypted-short")} · <a href="/trust">${words("web.trust-link")}</a></span></p>`;
}
