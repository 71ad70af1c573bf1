import { html, nothing, render, type TemplateResult } from "lit-html";

/** Something that can be chosen from a menu. */
export interface Choice {
  readonly label: string;
  readonly icon?: TemplateResult;
  act(): void;
}

const EDGE_PIXELS = 8;
let close: () => void = () => {};

/** Shows a menu beside an element, or at a point; one at a time. It goes when something is chosen, on Escape, or when the focus goes elsewhere. */
export function openMenu(where: Element | { readonly x: number; readonly y: number }, label: string, choices: readonly Choice[], about: unknown = nothing): void {
  close();
  const before = document.activeElement as HTMLElement | null;
  const menu = document.createElement("div");
  menu.className = "menu";
  if (about !== nothing) {
    menu.setAttribute("role", "dialog");
    menu.setAttribute("aria-label", label);
  }
  menu.tabIndex = -1;
  const done = (): void => {
    close = () => {};
    removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", done);
    menu.remove();
  };
  const outside = (event: Event): void => void (menu.contains(event.target as Node) || done());
  close = done;
  render(
    html`${about === nothing ? nothing : html`<p class="aside">${about}</p>`}
      <div role="menu" aria-label=${label}>
        ${choices.map(
          (one) => html`<button type="button" role="menuitem" tabindex="-1" @click=${() => {
            done();
            if (document.activeElement === document.body) before?.focus({ preventScroll: true });
            one.act();
          }}>${one.icon ?? nothing}<span>${one.label}</span></button>`,
        )}
      </div>`,
    menu,
  );
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? items.length - 1 : at - 1, Home: 0, End: items.length - 1 }[event.key];
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      done();
      before?.focus({ preventScroll: true });
    } else if (to !== undefined) {
      event.preventDefault();
      items[(to + items.length) % items.length]?.focus();
    }
  });
  menu.addEventListener("contextmenu", (event) => event.preventDefault());
  document.body.append(menu);
  place(menu, where);
  menu.querySelector("button")?.focus({ preventScroll: true });
  addEventListener("pointerdown", outside, true);
  addEventListener("resize", done);
}

function place(menu: HTMLElement, where: Element | { readonly x: number; readonly y: number }): void {
  const { width, height } = menu.getBoundingClientRect();
  const box = where instanceof Element ? where.getBoundingClientRect() : new DOMRect(where.x, where.y, 0, 0);
  const left = where instanceof Element && box.left + width > innerWidth - EDGE_PIXELS ? box.right - width : box.left;
  const top = box.bottom + 4 + height > innerHeight - EDGE_PIXELS ? box.top - 4 - height : box.bottom + 4;
  menu.style.left = `${Math.max(EDGE_PIXELS, Math.min(left, innerWidth - width - EDGE_PIXELS))}px`;
  menu.style.top = `${Math.max(EDGE_PIXELS, Math.min(top, innerHeight - height - EDGE_PIXELS))}px`;
}
