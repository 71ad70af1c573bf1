import { html } from "lit-html";
import { openDialog } from "./dialog";
import { words } from "./words";

/** What each key does, as the window for help shows it. */
const KEYS: readonly (readonly [string, string])[] = [
  ["Enter", "web.key-send"],
  ["Shift + Enter", "web.key-line"],
  ["Ctrl + K", "web.go-to"],
  ["Alt + ↑ / ↓", "web.key-other"],
  ["↑", "web.key-messages"],
  ["Page Up / Down", "web.key-scroll"],
  ["Ctrl + F", "web.search"],
  ["Esc", "web.key-escape"],
  ["?", "web.keys"],
];

/** The window that tells the keys and the signs of text. */
export function openKeys(): void {
  openDialog(
    () => words("web.keys"),
    () => html`<dl class="keys">${KEYS.map(([keys, what]) => html`<div><dt>${keys.split(" + ").map((key, i) => html`${i > 0 ? " + " : ""}<kbd>${key}</kbd>`)}</dt><dd>${words(what)}</dd></div>`)}</dl>
      <p class="aside">${words("web.signs")}</p>
      <p><b>*${words("web.sign-bold")}*</b> · <i>_${words("web.sign-italic")}_</i> · <s>~${words("web.sign-struck")}~</s> · <code>\`code\`</code> · &gt; ${words("web.sign-quote")} · - ${words("web.sign-list")}</p>`,
  );
}
