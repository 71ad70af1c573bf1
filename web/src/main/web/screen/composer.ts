import { html, nothing, render } from "lit-html";
import { meant, type Namesakes } from "../client/meant";
import { LOBBY } from "../client/talk";
import type { Client, Key, Refusal, User } from "../client/types";
import { asked } from "../client/sealer";
import type { Completion } from "./completion";
import { icons } from "./icons";
import { compareNames, refusalInWords, words } from "./words";

const bytes = new TextEncoder();

/** Where one writes: it grows with the text, sends on Enter, breaks the line on Shift+Enter, and keeps a draft for each conversation. */
export class Composer {
  readonly element = document.createElement("form");
  private readonly field = document.createElement("textarea");
  private key: Key | null = null;
  private label = "";
  private picking = false;
  private picker: { draw(): unknown } | null = null;
  private completion: Completion | null = null;

  private readonly namesakes: Namesakes = new Map();

  /** Why what is written was not sent, in words. */
  private wrong = "";

  /** `said` is called when something was sent, `up` when the arrow key leads to the messages, `cipher` when the classroom cipher was asked for, which leaves the focus here, and `person` when something was sent to this user in another conversation. */
  constructor(
    private readonly client: Client,
    private readonly said: () => void,
    private readonly cipher: () => void,
    private readonly person: (user: User) => void,
    private readonly up: () => void,
  ) {
    this.element.className = "composer";
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.element.addEventListener("keydown", (event) => this.escaped(event));
    this.field.addEventListener("paste", (event) => this.received(event, event.clipboardData));
    this.field.addEventListener("blur", () => this.completed());
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
      this.completion?.close();
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
    if (this.completion?.isOpen) this.field.setAttribute("aria-activedescendant", this.completion.active);
    else this.field.removeAttribute("aria-activedescendant");
    const isEmpty = this.field.value.trim() === "";
    render(
      html`
        ${over === "" ? nothing : html`<p class="too-long" id="too-long" role="alert">${over}</p>`}
        ${this.picking ? this.picker?.draw() : nothing}
        ${this.completion?.draw((at) => this.complete(at)) ?? nothing}
        <div class="writing">
          <button type="button" class="plain emoji-button" aria-expanded=${this.picking} aria-label=${words("web.emoji")}
            title=${words("web.emoji")} @click=${() => void this.pick(!this.picking)}>${icons.emoji}</button>
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

  /** What stands in the field is followed by a quotation, and an answer to it. */
  quote(text: string): void {
    const before = this.field.value;
    const quoted = text.split("\n").map((line) => `> ${line}`).join("\n");
    this.field.value = `${before}${before === "" || before.endsWith("\n") ? "" : "\n"}${quoted}\n`;
    this.focus();
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
    this.typed();
  }

  /** Types a letter that was pressed while the focus was elsewhere. */
  type(letter: string): void {
    this.focus();
    this.field.setRangeText(letter, this.field.selectionStart, this.field.selectionEnd, "end");
    this.typed();
  }

  /** Files cannot be sent, and that is said; text that comes with them can. */
  received(event: Event, data: DataTransfer | null): void {
    const types = data?.types ?? [];
    if (!types.includes("Files") || types.includes("text/plain")) return;
    event.preventDefault();
    this.wrong = words("web.no-files");
    this.draw();
  }

  /** Whom one can call by `@`: in a private talk the other, in the lobby everyone. */
  private called(): readonly User[] {
    const other = this.client.conversations.find((one) => one.key === this.key)?.with;
    const people = other ? [other] : this.client.people.filter((user) => user.id !== this.client.me?.id);
    return [...people].sort((a, b) => compareNames(a.name, b.name));
  }

  private async pick(open: boolean): Promise<void> {
    if (open && this.picker === null) {
      const { Picker } = await import("./later");
      this.picker = new Picker(
        (emoji) => this.insert(emoji),
        () => this.draw(),
      );
    }
    this.picking = open;
    this.draw();
    if (open && !isTouched()) this.element.querySelector<HTMLElement>(".emoji-search")?.focus();
    else if (!open) this.focus();
  }

  private insert(emoji: string): void {
    this.field.setRangeText(emoji, this.field.selectionStart, this.field.selectionEnd, "end");
    void this.pick(false);
    this.typed();
  }

  /** Escape closes what is open above the field. */
  private escaped(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !(this.picking || this.completion?.isOpen)) return;
    event.stopPropagation();
    this.completion?.close();
    if (this.picking) void this.pick(false);
    else this.draw();
  }

  private completed(): void {
    if (!this.completion?.isOpen) return;
    this.completion.close();
    this.draw();
  }

  /** Looks for what could go on with what was just typed; the first time it has to be fetched. */
  private async begin(): Promise<void> {
    const isAtCursor = this.field.selectionStart === this.field.selectionEnd;
    const before = isAtCursor ? this.field.value.slice(0, this.field.selectionStart) : "";
    if (this.completion === null) {
      if (!/[@:]\S*$/.test(before)) return;
      const { Completion } = await import("./later");
      this.completion ??= new Completion(() => this.called());
      void this.begin();
      return;
    }
    const wasOpen = this.completion.isOpen;
    this.completion.look(before);
    if (wasOpen || this.completion.isOpen) this.draw();
  }

  private complete(at?: number): void {
    if (this.completion === null) return;
    const { characters, text } = this.completion.take(at);
    const end = this.field.selectionStart;
    this.field.setRangeText(text, end - characters, end, "end");
    this.typed();
  }

  private left(event: FocusEvent): void {
    if (!this.picking || this.element.contains(event.relatedTarget as Node | null)) return;
    this.picking = false;
    this.draw();
  }

  private pressed(event: KeyboardEvent): void {
    const composing = event.isComposing || event.keyCode === 229;
    if (composing) return;
    if (this.completion?.isOpen && !event.shiftKey && ["ArrowDown", "ArrowUp", "Tab", "Enter"].includes(event.key)) {
      event.preventDefault();
      if (event.key === "Tab" || event.key === "Enter") return this.complete();
      this.completion.move(event.key === "ArrowDown" ? 1 : -1);
      return this.draw();
    }
    if (event.key === "ArrowUp" && this.field.value === "") {
      event.preventDefault();
      return this.up();
    }
    // A keyboard on the screen has no Shift and Enter: there Enter breaks the line, and the button sends.
    if (event.key !== "Enter" || event.shiftKey || isTouched()) return;
    event.preventDefault();
    this.send();
  }

  private typed(): void {
    if (this.key === null) return;
    this.wrong = "";
    void this.begin();
    this.client.draft(this.key, this.field.value);
    if (this.field.value.trim() !== "") this.client.typing(this.key);
    this.draw();
    this.grow();
  }

  private send(): void {
    const text = trimmed(this.field.value);
    if (this.key === null || text === "" || this.over !== "") return;
    const what = meant(text, this.client, this.namesakes);
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
