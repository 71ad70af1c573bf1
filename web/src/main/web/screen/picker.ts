import { html, nothing } from "lit-html";
import { NAMED } from "./emoji";
import { remember, remembered } from "./remembered";
import { words } from "./words";

/** So many of those used last stand first. */
const RECENT = 8;

/** The emoji to choose from: found by a word, those used last first; one stop for the Tab key, arrows in it. */
export class Picker {
  private sought = "";

  constructor(
    private readonly choose: (emoji: string) => void,
    private readonly changed: () => void,
  ) {}

  draw(): unknown {
    const letters = this.sought.trim().toLocaleLowerCase().replaceAll(" ", "_");
    const recent = letters === "" ? (remembered("emoji") ?? "").split(" ").filter((one) => NAMED.some(([sign]) => sign === one)) : [];
    const found = NAMED.filter(([, names]) => letters === "" || names.split(" ").some((name) => name.includes(letters)));
    const all = [...recent.map((sign) => NAMED.find(([one]) => one === sign)!), ...found];
    return html`<div class="picker" role="group" aria-label=${words("web.emoji")} @keydown=${(event: KeyboardEvent) => this.pressed(event)}>
      <input type="text" class="emoji-search" autocomplete="off" placeholder=${words("web.emoji-find")} aria-label=${words("web.emoji-find")} .value=${this.sought}
        @input=${(event: Event) => {
          this.sought = (event.target as HTMLInputElement).value;
          this.changed();
        }} />
      <div class="grid">
        ${all.map(([sign, names], i) => html`<button type="button" class="plain" tabindex=${i === 0 ? 0 : -1} aria-label=${names.split(" ")[0]!.replaceAll("_", " ")} title=${names.split(" ")[0]!.replaceAll("_", " ")} lang="en"
          @click=${() => this.take(sign)}>${sign}</button>`)}
        ${all.length === 0 ? html`<p class="aside">${words("web.search-none")}</p>` : nothing}
      </div>
    </div>`;
  }

  private take(sign: string): void {
    const recent = [sign, ...(remembered("emoji") ?? "").split(" ").filter((one) => one !== sign && one !== "")];
    remember("emoji", recent.slice(0, RECENT).join(" "));
    this.sought = "";
    this.choose(sign);
  }

  private pressed(event: KeyboardEvent): void {
    const picker = event.currentTarget as HTMLElement;
    const buttons = [...picker.querySelectorAll<HTMLElement>("button")];
    const at = buttons.indexOf(event.target as HTMLElement);
    if (at < 0) {
      if (event.key === "Enter" || event.key === "ArrowDown") {
        event.preventDefault();
        if (event.key === "Enter") buttons[0]?.click();
        else buttons[0]?.focus();
      }
      return;
    }
    const columns = buttons.filter((one) => one.offsetTop === buttons[0]!.offsetTop).length;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (at + step < 0) picker.querySelector("input")?.focus();
    else buttons[Math.min(at + step, buttons.length - 1)]?.focus();
  }
}
