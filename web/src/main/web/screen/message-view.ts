import { html, nothing, render, type TemplateResult } from "lit-html";
import type { Message, User } from "../client/types";
import { avatar } from "./avatar";
import { tint } from "./colour";
import { mentions } from "../client/mentions";
import { type Block, blocks, type Run } from "./formatting";
import { icons } from "./icons";
import { isOnlyEmoji } from "./markup";
import type { Coming, ConversationRow } from "./rows";
import { dayInWords, timeOfDay, wholeTime } from "./times";
import { isolated, visible, visibleLine } from "./visible";
import { list, refusalInWords, textOf, words } from "./words";

/** What a reader can do with a row. */
export interface Touch {
  /** Unfolds or folds the row. */
  fold(key: string): void;
  retry(message: Message): void;
  discard(message: Message): void;
  /** Writes to somebody privately. */
  person(user: User): void;
  readonly me: User | null;
}

/** Longer messages are folded until the reader wants the whole. */
const FOLDED_CHARACTERS = 1500;
const FOLDED_LINES = 18;
/** More than fits into a line is not shown of what travelled. */
const TRAVELLED_CHARACTERS = 300;
/** So many names of those who came are told; the others are counted. */
const NAMES_TOLD = 3;

/** Draws a row of a conversation into its element. Whatever people wrote goes in as text, never as HTML. */
export function drawRow(row: ConversationRow, element: HTMLElement, touch: Touch): void {
  element.className = `row ${row.kind}`;
  if (row.kind === "message") {
    element.classList.toggle("mine", row.message.mine);
    element.classList.toggle("first", row.first);
    element.dataset["id"] = row.message.id;
    element.tabIndex = -1;
  }
  render(content(row, touch), element);
}

function content(row: ConversationRow, touch: Touch): TemplateResult {
  switch (row.kind) {
    case "begin":
      return html`<p>${words(row.earlier ? "web.earlier" : "web.begin")}</p>`;
    case "day":
      return html`<h2>${dayInWords(row.at)}</h2>`;
    case "new":
      return html`<p>${words("web.new")}</p>`;
    case "comings":
      return comings(row, touch);
    case "message":
      return message(row, touch);
  }
}

/** About how high a row becomes, in pixels. */
export function estimate(row: ConversationRow): number {
  if (row.kind !== "message") return 44;
  const text = textOf(row.message);
  const lines = Math.min(FOLDED_LINES, Math.ceil(text.length / 60) + text.split("\n", FOLDED_LINES).length - 1);
  return 18 + 21 * Math.max(1, lines) + (row.first ? 30 : 0);
}

function message(row: Extract<ConversationRow, { kind: "message" }>, touch: Touch): TemplateResult {
  const { message, first } = row;
  const { author, mine } = message;
  const shown = visible(textOf(message));
  const isLong = shown.length > FOLDED_CHARACTERS || shown.split("\n").length > FOLDED_LINES;
  const big = isOnlyEmoji(shown) ? " big" : "";
  const called = !mine && touch.me !== null && mentions(touch.me.name)(message.text) ? " called" : "";
  return html`
    ${mine ? nothing : html`<span class="side">${first ? avatar(author) : nothing}</span>`}
    <div class="said">
      ${first && !mine ? by(author, touch) : nothing}
      <div class="bubble${big}${called}${isLong && !row.whole ? " folded" : ""}" dir="auto">${mine ? html`<span class="hidden">${words("web.you")}: </span>` : nothing}<span class="text">${blocks(shown).map(block)}</span><span class="meta" dir="ltr">
          <time datetime=${new Date(message.at).toISOString()} title=${wholeTime(message.at)}>${timeOfDay(message.at)}</time>
          ${mine ? state(message) : nothing}
        </span></div>
      ${cipher(message)}
      ${isLong
        ? html`<button type="button" class="link more" @click=${() => touch.fold(row.key)}>
            ${words(row.whole ? "web.less" : "web.whole")}
          </button>`
        : nothing}
      ${typeof message.state === "object" ? refused(message, touch) : nothing}
    </div>
  `;
}

/** How it was enciphered, and what travelled. */
function cipher({ cipher, sealed }: Message): TemplateResult | typeof nothing {
  if (cipher === null) return nothing;
  const name = cipher === "caesar" ? words("web.cipher-caesar") : visibleLine(cipher);
  if (sealed === null) return html`<p class="aside">${words("web.cipher-no-key", name)}</p>`;
  return html`<p class="aside travelled" dir="auto">${words("web.cipher", name, isolated(visibleLine(sealed.slice(0, TRAVELLED_CHARACTERS))))}</p>`;
}

function by(author: User, touch: Touch): TemplateResult {
  return html`<button type="button" tabindex="-1" class="author ink-${tint(author.id)}" title=${words("web.private-with", visibleLine(author.name))}
    @click=${() => touch.person(author)}><bdi>${visibleLine(author.name)}</bdi></button>`;
}

function block(block: Block): TemplateResult | readonly unknown[] {
  switch (block.is) {
    case "lines":
      return block.runs.map(run);
    case "quote":
      return html`<span class="quote">${block.runs.map(run)}</span>`;
    case "item":
      return html`<span class="bullet">${block.runs.map(run)}</span>`;
    case "fence":
      return html`<span class="fence"><pre dir="ltr" tabindex="0"><code>${block.text}</code></pre><button type="button" class="plain copy-code"
        aria-label=${words("web.copy-code")} title=${words("web.copy-code")} @click=${(event: Event) => void copyCode(event, block.text)}>${icons.copy}</button></span>`;
  }
}

function run(run: Run): TemplateResult | string {
  switch (run.is) {
    case "text":
      return run.text;
    case "bold":
      return html`<b>${run.text}</b>`;
    case "italic":
      return html`<i>${run.text}</i>`;
    case "struck":
      return html`<s>${run.text}</s>`;
    case "code":
    case "fence":
      return html`<code>${run.text}</code>`;
    case "link":
      return html`<a href=${run.text} target="_blank" rel="noopener noreferrer">${run.text}</a>`;
  }
}

async function copyCode(event: Event, text: string): Promise<void> {
  const button = event.currentTarget as HTMLElement;
  const { copy } = await import("./later");
  if (await copy(text)) button.classList.add("done");
}

function state(message: Message): TemplateResult {
  const is = typeof message.state === "object" ? "refused" : message.state;
  const sign = is === "stored" ? icons.stored : is === "waiting" ? icons.waiting : "!";
  return html`<span class="state ${is}" role="img" aria-label=${words(`web.state.${is}`)} title=${words(`web.state.${is}`)}>${sign}</span>`;
}

function refused(message: Message, touch: Touch): TemplateResult {
  const why = typeof message.state === "object" ? refusalInWords(message.state.refused) : "";
  const isFinal = typeof message.state === "object" && message.state.refused.code === "gone";
  return html`<p class="refused">
    <span dir="auto">${words("web.not-sent", visibleLine(why))}</span>
    ${isFinal ? nothing : html`<button type="button" class="link" @click=${() => touch.retry(message)}>${words("web.retry")}</button>`}
    <button type="button" class="link" @click=${() => touch.discard(message)}>${words("web.discard")}</button>
  </p>`;
}

function comings(row: Extract<ConversationRow, { kind: "comings" }>, touch: Touch): TemplateResult {
  const only = row.comings.length === 1 ? row.comings[0]! : null;
  if (only !== null) return html`<p title=${wholeTime(only.at)}>${coming(only)}</p>`;
  return html`
    <button type="button" class="fold" aria-expanded=${row.open} @click=${() => touch.fold(row.key)}>
      <span>${summary(row.comings)}</span>${icons.chevron}
    </button>
    ${row.open
      ? html`<ul>${row.comings.map((one) => html`<li><time>${timeOfDay(one.at)}</time> ${coming(one)}</li>`)}</ul>`
      : nothing}
  `;
}

function coming(one: Coming): string {
  return words(one.came ? "web.came-one" : "web.left-one", isolated(one.user.name));
}

/** Who came and who left, as it is in the end: who came and left again only left. */
export function summary(comings: readonly Coming[]): string {
  const last = new Map(comings.map((one) => [one.user.id, one]));
  const names = (came: boolean): string[] =>
    [...last.values()].filter((one) => one.came === came).map((one) => isolated(one.user.name));
  return [told("web.came", names(true)), told("web.left", names(false))].filter((text) => text !== "").join(" · ");
}

/** One name has a sentence of its own: many languages have another form of the verb for it. */
function told(key: "web.came" | "web.left", names: readonly string[]): string {
  if (names.length === 0) return "";
  if (names.length === 1) return words(`${key}-one`, names[0]!);
  const first = names.slice(0, names.length === NAMES_TOLD + 1 ? NAMES_TOLD + 1 : NAMES_TOLD);
  return words(key, list(first, first.length < names.length), names.length - first.length);
}
