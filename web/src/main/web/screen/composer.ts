import { html, nothing, render } from "lit-html";
import { meant } from "../client/meant";
import { LOBBY } from "../client/talk";
import type { Client, Key, Refusal, User } from "../client/types";
import { asked } from "../client/sealer";
import { EMOJI } from "./emoji";
import { icons } from "./icons";
import { refusalInWords, words } from "./words";

const bytes = new TextEncoder();

/** Where one writes: it grows with the text, sends on Enter, breaks the line on Shift+Enter, and keeps a draft for each conversation. */
export class Composer {
  readonly element = document.createElement("form");
  private readonly field = document.createElement("textarea");
  private key: Key | null = null;
  private label = "";
  private picking = false;
  /** Why what is written was not sent, in words. */
  private wrong = "";

  /**
   * `said` is called when something was sent, `cipher` when the classroom cipher was asked for, which leaves the focus here,
   * and `person` when something was sent to this user in another conversation.
   */
  constructor(
    private readonly client: Client,
    private readonly said: () => void,
    private readonly cipher: () => void,
    private readonly person: (user: User) => void,
  ) {
    this.element.className = "composer";
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.element.addEventListener("keydown", (event) => this.pressedInPicker(event));
    this.element.addEventListener("focusout", (event) => this.left(event));
    this.field.rows = 1;
    this.field.name = "text";
    this.field.dir = "auto";
    this.field.enterKeyHint = isTouched() ? "enter" : "send";
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    new ResizeObserver(() => this.grow()).observe(this.element);
  }

  /** Writes to another conversation; its draft comes back. */
  open(key: Key, label: string): void {
    if (this.key === key && this.label === label) return;
    if (this.key !== key) {
      this.key = key;
      this.picking = false;
      this.wrong = "";
      this.field.value = this.client.conversations.find((one) => one.key === key)?.draft ?? "";
    }
    this.label = label;
    this.draw();
    this.grow();
  }

  /** Says everything anew, in another language. */
  reword(): void {
    this.label = "";
  }

  focus(): void {
    this.field.focus({ preventScroll: true });
  }

  private draw(): void {
    const over = this.over || this.wrong;
    this.field.placeholder = this.label;
    this.field.setAttribute("aria-label", this.label);
    this.field.setAttribute("aria-invalid", String(over !== ""));
    this.field.setAttribute("aria-describedby", over === "" ? "" : "too-long");
    const isEmpty = this.field.value.trim() === "";
    render(
      html`
        ${over === "" ? nothing : html`<p class="too-long" id="too-long" role="alert">${over}</p>`}
        ${this.picking ? this.picker() : nothing}
        <div class="writing">
          <button type="button" class="plain emoji-button" aria-expanded=${this.picking} aria-label=${words("web.emoji")}
            title=${words("web.emoji")} @click=${() => this.pick(!this.picking)}>${icons.emoji}</button>
          ${this.field}
          <button type="submit" class="send" aria-label=${words("web.send")} title=${words("web.send-how")}
            ?disabled=${isEmpty || this.over !== ""}>${icons.send}</button>
        </div>
      `,
      this.element,
    );
  }

  /** What is wrong with the length of the text, in words. */
  private get over(): string {
    const most = this.client.limits["text-bytes"];
    const text = this.field.value;
    if (most === undefined || text.length * 3 <= most) return "";
    const length = bytes.encode(trimmed(text)).length;
    if (length <= most) return "";
    return `${refusalInWords({ code: "too-long", details: [String(most)] })}. ${words("web.shorten", length - most)}`;
  }

  private picker(): unknown {
    return html`<div class="picker" role="group" aria-label=${words("web.emoji")}>
      ${EMOJI.map((emoji) => html`<button type="button" class="plain" @click=${() => this.insert(emoji)}>${emoji}</button>`)}
    </div>`;
  }

  private pick(open: boolean): void {
    this.picking = open;
    this.draw();
    if (open) this.element.querySelector<HTMLElement>(".picker button")?.focus();
    else this.focus();
  }

  private insert(emoji: string): void {
    this.field.setRangeText(emoji, this.field.selectionStart, this.field.selectionEnd, "end");
    this.pick(false);
    this.typed();
  }

  /** Arrow keys move in the picker; Escape closes it. */
  private pressedInPicker(event: KeyboardEvent): void {
    if (!this.picking) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      return this.pick(false);
    }
    const buttons = [...this.element.querySelectorAll<HTMLElement>(".picker button")];
    const at = buttons.indexOf(event.target as HTMLElement);
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key];
    if (at < 0 || step === undefined) return;
    event.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  }

  private left(event: FocusEvent): void {
    if (!this.picking || this.element.contains(event.relatedTarget as Node | null)) return;
    this.picking = false;
    this.draw();
  }

  private pressed(event: KeyboardEvent): void {
    const composing = event.isComposing || event.keyCode === 229;
    // A keyboard on the screen has no Shift and Enter: there Enter breaks the line, and the button sends.
    if (event.key !== "Enter" || event.shiftKey || composing || isTouched()) return;
    event.preventDefault();
    this.send();
  }

  private typed(): void {
    if (this.key === null) return;
    this.wrong = "";
    this.client.draft(this.key, this.field.value);
    if (this.field.value.trim() !== "") this.client.typing(this.key);
    this.draw();
    this.grow();
  }

  private send(): void {
    const text = trimmed(this.field.value);
    if (this.key === null || text === "" || this.over !== "") return;
    const what = meant(text, this.client);
    if (what.is === "refused") {
      this.wrong = inWords(what.refusal);
      this.draw();
      return;
    }
    this.field.value = "";
    this.client.draft(this.key, "");
    this.picking = false;
    this.draw();
    this.grow();
    switch (what.is) {
      case "cipher":
        this.encipher(what.written);
        this.cipher();
        this.focus();
        return;
      case "person":
        this.client.say(this.client.begin(what.user), what.text);
        this.person(what.user);
        break;
      case "all":
        this.client.say(LOBBY, what.text);
        break;
      case "here":
        this.client.say(this.key, what.text);
        break;
    }
    this.said();
    this.focus();
  }

  private encipher(written: string): void {
    const caesar = asked(written);
    if (this.key !== null && caesar !== undefined) this.client.encipher(this.key, caesar);
  }

  /** The field becomes as high as its text; meanwhile nothing else moves, or the messages above would lose their place. */
  private grow(): void {
    this.element.style.height = `${this.element.offsetHeight}px`;
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
    this.element.style.height = "";
  }
}

/** What is sent of what was written: without blank lines around it and blanks at its end; the first line keeps its indentation. */
function trimmed(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();
}

/** Whether one points with fingers, so that the keyboard is most likely one on the screen. */
function isTouched(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}

/** The page has a single command, and no other way to begin with a slash. */
function inWords(refusal: Refusal): string {
  if (refusal.code === "unknown-command") return words("web.no-command", refusal.details[0] ?? "");
  return words("web.not-sent", refusalInWords(refusal));
}
