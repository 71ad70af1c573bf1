import { html, render } from "lit-html";
import type { Message } from "../client/types";
import { copy } from "./clipboard";
import { icons } from "./icons";
import { type Choice, openMenu } from "./menu";
import { timeOfDay, wholeTime } from "./times";
import { visible, visibleLine } from "./visible";
import { words } from "./words";

/** What the actions ask of the conversation around them. */
export interface Doing {
  message(id: string): Message | undefined;
  /** Writes this as a quotation, to answer it. */
  quote(text: string): void;
  link(message: Message): string | null;
  /** Says a word to whom it concerns, such as that something was copied. */
  told(text: string): void;
}

/** More of a message is not quoted. */
const QUOTED_CHARACTERS = 300;
/** A finger that stays so long wants the menu. */
const LONG_PRESS_MILLIS = 500;

/** What can be done with a message: a bar at the one under the pointer, and a menu by right click, long press or the keyboard. */
export class Acts {
  private readonly bar = document.createElement("div");
  private press = 0;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly doing: Doing,
  ) {
    this.bar.className = "acts";
    scroller.addEventListener("pointerover", (event) => void (event.pointerType === "mouse" && this.show(rowOf(event.target))));
    scroller.addEventListener("pointerleave", () => this.bar.remove());
    scroller.addEventListener("scroll", () => this.bar.remove(), { passive: true });
    scroller.addEventListener("contextmenu", (event) => this.menuAt(event, event.target, { x: event.clientX, y: event.clientY }));
    scroller.addEventListener("keydown", (event) => this.pressed(event));
    scroller.addEventListener("touchstart", (event) => this.touched(event), { passive: true });
    for (const end of ["touchend", "touchmove", "touchcancel"]) scroller.addEventListener(end, () => clearTimeout(this.press), { passive: true });
    scroller.addEventListener("copy", (event) => this.copied(event));
    // The pointer that had this fetched may rest where it is.
    if (matchMedia("(hover: hover)").matches) this.show(scroller.querySelector<HTMLElement>(".row.message:hover"));
  }

  /** The last message gets the focus, so that the arrow keys go from one to another. */
  focusLast(): boolean {
    const row = [...this.scroller.querySelectorAll<HTMLElement>(".row.message")].at(-1);
    row?.focus();
    return row !== undefined;
  }

  private show(row: HTMLElement | null): void {
    const message = row && this.doing.message(row.dataset["id"]!);
    if (!message || this.bar.parentElement === row) return;
    const quote = (): void => this.doing.quote(quotation(message));
    render(
      html`<button type="button" tabindex="-1" class="plain" aria-label=${words("web.quote")} title=${words("web.quote")} @click=${quote}>${icons.quote}</button>
        <button type="button" tabindex="-1" class="plain" aria-label=${words("web.copy")} title=${words("web.copy")} @click=${() => void this.copy(message)}>${icons.copy}</button>
        <button type="button" tabindex="-1" class="plain" aria-label=${words("web.more-acts")} title=${words("web.more-acts")} aria-haspopup="menu"
          @click=${(event: Event) => this.menu(message, event.currentTarget as Element)}>${icons.more}</button>`,
      this.bar,
    );
    row.append(this.bar);
  }

  private menuAt(event: Event, target: EventTarget | null, where: Element | { x: number; y: number }): void {
    const row = rowOf(target);
    const message = row && this.doing.message(row.dataset["id"]!);
    // What is selected, and links, have the browser's own menu.
    if (!message || !getSelection()?.isCollapsed || (target as Element).closest("a") !== null) return;
    event.preventDefault();
    this.menu(message, where);
  }

  private menu(message: Message, where: Element | { x: number; y: number }): void {
    const link = this.doing.link(message);
    const choices: Choice[] = [
      { label: words("web.quote"), icon: icons.quote, act: () => this.doing.quote(quotation(message)) },
      { label: words("web.copy"), icon: icons.copy, act: () => void this.copy(message) },
    ];
    if (link !== null) choices.push({ label: words("web.copy-link"), icon: icons.link, act: () => void this.put(link) });
    openMenu(where, words("web.more-acts"), choices, wholeTime(message.at));
  }

  private copy(message: Message): Promise<void> {
    return this.put(visible(message.text));
  }

  private async put(text: string): Promise<void> {
    this.doing.told(words((await copy(text)) ? "web.copied" : "web.not-copied"));
  }

  private touched(event: TouchEvent): void {
    clearTimeout(this.press);
    const touch = event.touches[0];
    const row = rowOf(event.target);
    if (touch === undefined || row === null || event.touches.length > 1) return;
    this.press = window.setTimeout(() => this.menuAt(event, event.target, { x: touch.clientX, y: touch.clientY }), LONG_PRESS_MILLIS);
  }

  private pressed(event: KeyboardEvent): void {
    const row = event.target instanceof HTMLElement && event.target.matches(".row.message") ? event.target : null;
    if (row === null || event.isComposing) return;
    const step = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" }[event.key] as "previousElementSibling" | "nextElementSibling" | undefined;
    if (event.key === "Enter" || event.key === "ContextMenu") this.menuAt(event, row, row.querySelector(".bubble") ?? row);
    if (step === undefined || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    let next: Element | null = row[step];
    while (next !== null && !next.matches(".message")) next = next[step];
    if (next instanceof HTMLElement) next.focus();
  }

  /** Several messages are copied with who said them and when. */
  private copied(event: ClipboardEvent): void {
    const selection = getSelection();
    if (selection === null || selection.rangeCount === 0 || event.clipboardData === null) return;
    const range = selection.getRangeAt(0);
    const rows = [...this.scroller.querySelectorAll<HTMLElement>(".row.message")].filter((row) => range.intersectsNode(row));
    if (rows.length < 2) return;
    const messages = rows.map((row) => this.doing.message(row.dataset["id"]!)).filter((message) => message !== undefined);
    event.clipboardData.setData("text/plain", messages.map((one) => `[${timeOfDay(one.at)}] ${visibleLine(one.author.name)}: ${visible(one.text)}`).join("\n"));
    event.preventDefault();
  }
}

function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(".row.message") : null;
}

/** What an answer begins with: who said what, not too much of it. */
function quotation(message: Message): string {
  const said = message.text.split("\n").filter((line) => !line.startsWith(">")).join("\n").trim();
  const text = said.length > QUOTED_CHARACTERS ? `${said.slice(0, QUOTED_CHARACTERS).trimEnd()}…` : said;
  return `*${visibleLine(message.author.name)}*: ${visible(text)}`;
}
