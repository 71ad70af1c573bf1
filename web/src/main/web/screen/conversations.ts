import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Conversation, Key, User } from "../client/types";
import { moveByArrows } from "./arrows";
import { avatar } from "./avatar";
import { icons } from "./icons";
import { shortTime, wholeTime } from "./times";
import { isolated, visibleLine } from "./visible";
import { list, textOf, words } from "./words";

/** The list at the left: every conversation with its last line and how much of it is unread. */
export function conversationList(
  conversations: readonly Conversation[],
  open: Key | null,
  present: ReadonlySet<string>,
  choose: (key: Key) => void,
): TemplateResult {
  return html`<ul class="list" @keydown=${moveByArrows}>
    ${repeat(
      conversations,
      (one) => one.key,
      (one, at) => html`<li>${item(one, one.key === open, open === null && at === 0, present, choose)}</li>`,
    )}
  </ul>`;
}

/** Who is typing, in words. */
export function typing(users: readonly User[]): string {
  const names = users.slice(0, 2).map((user) => isolated(user.name));
  return words("web.typing", list(names, users.length > 2), users.length);
}

/** The conversation's name as it is shown. */
export function title(user: User | null): string {
  return user === null ? words("web.lobby") : visibleLine(user.name);
}

function item(
  one: Conversation,
  isOpen: boolean,
  isFirst: boolean,
  present: ReadonlySet<string>,
  choose: (key: Key) => void,
): TemplateResult {
  const { last, unread } = one;
  return html`<button type="button" class="item conversation-item${unread > 0 ? " unread" : ""}" data-item
    tabindex=${isOpen || isFirst ? 0 : -1} aria-current=${isOpen ? "true" : "false"} @click=${() => choose(one.key)}>
    ${one.with === null ? html`<span class="avatar lobby" aria-hidden="true">${icons.people}</span>` : avatar(one.with, present.has(one.with.id))}
    <span class="name"><bdi>${title(one.with)}</bdi>${one.gone ? html` <span class="aside">${words("web.gone-mark")}</span>` : nothing}</span>
    ${last === null ? nothing : html`<time title=${wholeTime(last.at)}>${shortTime(last.at)}</time>`}
    <span class="last">${lastLine(one, isOpen)}</span>
    ${unread === 0
      ? nothing
      : html`<span class="count${one.mentions > 0 ? " mentioned" : ""}" aria-label=${words("web.unread", unread)}>${unread > 999 ? "999+" : unread}</span>`}
  </button>`;
}

/** What is most telling about the conversation; of the open one the rest is in view anyway. */
function lastLine(one: Conversation, isOpen: boolean): unknown {
  if (one.typing.length > 0 && !isOpen) return html`<em>${one.with === null ? typing(one.typing) : words("web.typing-short")}</em>`;
  if (one.draft.trim() !== "" && !isOpen) return html`<em>${words("web.draft")}</em> <bdi>${line(one.draft)}</bdi>`;
  const last = one.last;
  if (last === null) return words("web.nothing-said");
  if (last.mine) return html`${words("web.you")}: <bdi>${line(last.text)}</bdi>`;
  return one.with === null ? html`<bdi>${visibleLine(last.author.name)}</bdi>: <bdi>${line(textOf(last))}</bdi>` : html`<bdi>${line(textOf(last))}</bdi>`;
}

function line(text: string): string {
  return visibleLine(text.slice(0, 160).replace(/\s+/gu, " "));
}
