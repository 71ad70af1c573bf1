import { html, nothing } from "lit-html";
import type { Client } from "../client/types";
import { type Attention, LEVELS, QUIET } from "./attention";
import { openDialog } from "./dialog";
import { languageMenu } from "./language";
import { chooseLook, look, SIZES, SPACES, THEMES } from "./look";
import { forget, remembers } from "./remembered";
import { visibleLine } from "./visible";
import { words } from "./words";

/** What the settings change beyond themselves. */
export interface Household {
  readonly client: Client;
  readonly attention: Attention;
  /** Another language is spoken. */
  spoken(): void;
  /** Something else changed. */
  changed(): void;
  keys(): void;
}

/** The window with everything a reader can choose, and the way out. */
export function openSettings(household: Household): void {
  const { client, attention } = household;
  let explained: string | null = null;
  const redraw = (): void => {
    shown.draw();
    household.changed();
  };
  const shown = openDialog(
    () => visibleLine(client.me?.name ?? ""),
    (close) => html`
      ${choices(words("web.theme"), THEMES, look().theme, (one) => words(`web.theme-${one}`), (theme) => chooseLook({ theme }), redraw)}
      ${choices(words("web.size"), SIZES, look().size, (one) => words(`web.size-${one}`), (size) => chooseLook({ size }), redraw)}
      ${choices(words("web.space"), SPACES, look().space, (one) => words(`web.space-${one}`), (space) => chooseLook({ space }), redraw)}
      <div class="setting">${words("web.language")} ${languageMenu(() => {
        household.spoken();
        redraw();
      })}</div>
      ${onOff(words("web.notify"), attention.isOn, async (on) => {
        explained = attention.obstacle;
        if (explained === null) await attention.turn(on);
        explained ??= attention.obstacle;
        redraw();
      })}
      ${explained === null
        ? nothing
        : html`<p class="explaining" role="status">${words(`web.notify-${explained}`)} ${explained === "insecure" ? html`<a href="/trust">${words("web.trust-link")}</a>` : nothing}</p>`}
      ${choices(words("web.notify-for"), LEVELS, attention.level(null), (one) => words(`web.notify-for-${one}`), (level) => attention.choose(null, level), redraw)}
      ${choices(words("web.quiet"), QUIET, attention.quiet, (one) => words(`web.quiet-${one}`), (quiet) => attention.hush(quiet), redraw)}
      ${onOff(words("web.sound"), attention.sounds, (on) => {
        attention.sound(on);
        redraw();
      })}
      ${remembers ? nothing : html`<p class="explaining">${words("web.no-memory")}</p>`}
      ${installing() === null ? nothing : html`<p class="aside setting">${installing()}</p>`}
      <p class="setting">
        <button type="button" class="link" @click=${() => {
          close();
          household.keys();
        }}>${words("web.keys")}</button>
        <a href="/trust">${words("web.trust")}</a>
      </p>
      <button type="button" class="danger" @click=${() => {
        close();
        sure(client);
      }}>${words("web.leave")}</button>
    `,
  );
}

/** How the page becomes an app, where that is not offered by the browser itself. */
function installing(): string | null {
  if (!isSecureContext || matchMedia("(display-mode: standalone)").matches) return null;
  return /iPhone|iPad/.test(navigator.userAgent) ? words("web.install-ios") : words("web.install");
}

/** Asks once more, and says what is lost. */
function sure(client: Client): void {
  openDialog(
    () => words("web.leave"),
    (close) => html`<p>${words("web.leave-sure")}</p>
      <p class="buttons">
        <button type="button" class="plain-text" @click=${close}>${words("web.cancel")}</button>
        <button type="button" class="danger" @click=${() => void left(client)}>${words("web.leave-yes")}</button>
      </p>`,
  );
}

/** What was chosen for a conversation says with whom one talked. */
async function left(client: Client): Promise<void> {
  forget("hidden.");
  forget("notify-for.");
  await client.leave();
  location.replace("/");
}

function choices<C extends string>(heading: string, all: readonly C[], chosen: C, word: (one: C) => string, choose: (one: C) => void, done: () => void): unknown {
  return html`<fieldset class="setting">
    <legend>${heading}</legend>
    <span class="choices">${all.map(
      (one) => html`<label><input type="radio" name=${heading} .checked=${one === chosen} @change=${() => {
        choose(one);
        done();
      }} /><span>${word(one)}</span></label>`,
    )}</span>
  </fieldset>`;
}

function onOff(label: string, on: boolean, turn: (on: boolean) => void): unknown {
  return html`<label class="setting">${label}
    <input type="checkbox" role="switch" .checked=${on} @change=${(event: Event) => turn((event.target as HTMLInputElement).checked)} /></label>`;
}
