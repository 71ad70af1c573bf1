import { html, type TemplateResult } from "lit-html";
import type { User } from "../client/types";
import { colour } from "./colour";
import { visibleLine } from "./visible";

/** A user as a coloured circle with initials; whether present is told by a dot, unless it is unknown here. */
export function avatar(user: User, present?: boolean): TemplateResult {
  const dot = present === undefined ? "" : present ? " is-present" : " is-away";
  return html`<span class="avatar hue-${colour(user.id)}${dot}" aria-hidden="true">${initials(user.name)}</span>`;
}

/** The first letters of a name's first two parts; of a name without letters its first character. */
export function initials(name: string): string {
  const parts = name.split(/[-_+~·']+/u).filter((part) => LETTER.test(part));
  if (parts.length === 0) return visibleLine(String.fromCodePoint(name.codePointAt(0) ?? 0x3f));
  return parts.slice(0, 2).map((part) => LETTER.exec(part)![0].toLocaleUpperCase()).join("");
}

const LETTER = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
