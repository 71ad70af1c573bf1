import { html, render } from "lit-html";
import { icons } from "./icons";
import { words } from "./words";

/** Shows a window over the page, with a title and a way out; `content` is drawn anew by what is returned. The focus goes back to where it was. */
export function openDialog(title: () => string, content: (close: () => void) => unknown): { draw(): unknown; close(): void } {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  const close = (): void => dialog.close();
  const draw = (): unknown =>
    render(
      html`<div class="bar"><h2 id="dialog-title">${title()}</h2>
          <button type="button" class="plain" aria-label=${words("web.close")} @click=${close}>${icons.close}</button></div>
        <div class="inside">${content(close)}</div>`,
      dialog,
    );
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("click", (event) => void (event.target === dialog && close()));
  document.body.append(dialog);
  draw();
  dialog.showModal();
  return { draw, close };
}
