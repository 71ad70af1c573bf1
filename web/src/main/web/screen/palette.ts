import { html, nothing } from "lit-html";
import type { Client, Key, User } from "../client/types";
import { avatar } from "./avatar";
import { title } from "./conversations";
import { openDialog } from "./dialog";
import { icons } from "./icons";
import { visibleLine } from "./visible";
import { words } from "./words";

/** So many are offered at once. */
const MOST = 8;

interface Goal {
  readonly name: string;
  readonly user: User | null;
  readonly gone?: boolean;
  go(): void;
}

/** The window that leads to a conversation or a person by a few letters of the name. */
export function openPalette(client: Client, open: (key: Key) => void): void {
  let sought = "";
  let at = 0;
  const go = (goal: Goal | undefined): void => {
    if (goal === undefined) return;
    shown.close();
    goal.go();
  };
  const shown = openDialog(
    () => words("web.go-to"),
    () => {
      const found = goals(client, open, sought);
      at = Math.min(at, Math.max(0, found.length - 1));
      const pressed = (event: KeyboardEvent): void => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.isComposing || (step === undefined && event.key !== "Enter")) return;
        event.preventDefault();
        if (step === undefined) return go(found[at]);
        at = (at + step + found.length) % Math.max(1, found.length);
        shown.draw();
      };
      return html`<input class="go-to" type="text" dir="auto" role="combobox" aria-expanded="true" aria-controls="goals" aria-label=${words("web.go-to")} autofocus
          aria-activedescendant=${found.length > 0 ? `goal-${at}` : nothing} placeholder=${words("web.find")} .value=${sought} @keydown=${pressed}
          @input=${(event: Event) => {
            sought = (event.target as HTMLInputElement).value;
            at = 0;
            shown.draw();
          }} />
        <ul id="goals" class="goals" role="listbox" aria-label=${words("web.go-to")}>
          ${found.map((goal, i) => html`<li id="goal-${i}" role="option" aria-selected=${i === at} @click=${() => go(goal)}>
            ${goal.user === null ? html`<span class="avatar lobby" aria-hidden="true">${icons.people}</span>` : avatar(goal.user)}<bdi>${goal.name}</bdi>${goal.gone ? html` <span class="aside">${words("web.gone-mark")}</span>` : nothing}</li>`)}
        </ul>
        ${found.length === 0 ? html`<p class="aside" role="status">${words("web.nobody-found")}</p>` : nothing}`;
    },
  );
}

function goals(client: Client, open: (key: Key) => void, sought: string): readonly Goal[] {
  const conversations = client.conversations.map((one) => ({ name: title(one.with), user: one.with, gone: one.gone, go: () => open(one.key) }));
  const known = new Set(client.conversations.map((one) => one.key));
  const people = client.people
    .filter((user) => user.id !== client.me?.id && !known.has(user.id))
    .map((user) => ({ name: visibleLine(user.name), user, go: () => open(client.begin(user)) }));
  const letters = fold(sought);
  const rank = ({ name }: Goal): number => (fold(name).startsWith(letters) ? 0 : fold(name).includes(letters) ? 1 : 2);
  return [...conversations, ...people].filter((goal) => rank(goal) < 2).sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
}

function fold(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase().trim();
}
