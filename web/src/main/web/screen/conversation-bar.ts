import { html, nothing } from "lit-html";
import type { Conversation, User } from "../client/types";
import { avatar } from "./avatar";
import { title } from "./conversations";
import { icons } from "./icons";
import { words } from "./words";

/** What stands in a conversation's bar, and what its buttons do. */
export interface Bar {
  readonly conversation: Conversation | undefined;
  readonly others: readonly Conversation[];
  readonly present: boolean;
  /** How it stands with whom it is with, in words. */
  readonly standing: string;
  /** The sign of its cipher. */
  readonly mark: unknown;
  back(): void;
  search(): void;
  more(button: Element): void;
  people(): void;
}

/** The bar above a conversation: the way back, whom it is with, and what one can do. */
export function bar(it: Bar): unknown {
  const user: User | null = it.conversation?.with ?? null;
  return html`<div class="bar">
    ${back(it)}
    ${user === null ? html`<span class="avatar lobby" aria-hidden="true">${icons.people}</span>` : avatar(user, it.present)}
    <div class="titles">
      <h1><bdi>${it.conversation === undefined ? "" : title(user)}</bdi></h1>
      <p>${it.standing}</p>
    </div>
    ${it.mark}
    <button type="button" class="plain show-search" aria-label=${words("web.search")} title=${words("web.search")} @click=${() => it.search()}>${icons.search}</button>
    <button type="button" class="plain show-more" aria-label=${words("web.more-acts")} title=${words("web.more-acts")} aria-haspopup="menu"
      @click=${(event: Event) => it.more(event.currentTarget as Element)}>${icons.more}</button>
    <button type="button" class="plain show-people" aria-label=${words("web.people")} title=${words("web.people")}
      @click=${() => it.people()}>${icons.people}</button>
  </div>`;
}

/** The way back to the list, with how much is unread elsewhere: where there is one column it is seen nowhere else. */
function back(it: Bar): unknown {
  const mentions = it.others.reduce((sum, one) => sum + one.mentions, 0);
  const unread = mentions > 0 ? mentions : it.others.reduce((sum, one) => sum + one.unread, 0);
  const label = unread > 0 ? words("web.back-unread", unread) : words("web.back");
  return html`<button type="button" class="plain back" aria-label=${label} @click=${() => it.back()}>
    ${icons.back}${unread > 0 ? html`<span class="count${mentions > 0 ? " mentioned" : ""}">${unread > 99 ? "99+" : unread}</span>` : nothing}
  </button>`;
}
