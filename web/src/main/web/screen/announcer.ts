import type { Key, Message } from "../client/types";
import { visible, visibleLine } from "./visible";
import { textOf, words } from "./words";

/** So many lines stay; older ones were read. */
const MOST_LINES = 6;

/** What a screen reader reads aloud: new messages only, never history. */
export class Announcer {
  readonly element = document.createElement("div");

  constructor() {
    this.element.className = "hidden";
    this.element.setAttribute("role", "log");
    this.element.setAttribute("aria-live", "polite");
    this.element.setAttribute("aria-label", words("web.new-messages"));
  }

  /** Reads a message of the open conversation, or one from elsewhere that is meant for us. */
  say(key: Key, message: Message, isOpen: boolean): void {
    const line = document.createElement("p");
    const name = visibleLine(message.author.name);
    const how = isOpen ? "web.heard" : key === "lobby" ? "web.heard-lobby" : "web.heard-private";
    line.textContent = words(how, name, visible(textOf(message)));
    this.element.append(line);
    while (this.element.childElementCount > MOST_LINES) this.element.firstElementChild!.remove();
  }
}
