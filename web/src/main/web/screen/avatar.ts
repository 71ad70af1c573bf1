import { html, type TemplateResult } from "lit-html";
import type { User } from "../client/types";
import { tint } from "./colour";
import { visibleLine } from "./visible";

/** A user as a coloured circle with initials; whether present is told by a dot, unless it is unknown here. */
export function avatar(user: User, present?: boolean): TemplateResult {
  const dot = present === undefined ? "" : present ? " is-present" : " is-away";
  return html`<span class="avatar hue-${tint(user.id)}${dot}" aria-hidden="true">${initials(user.name)}</span>`;
}

/** The first letters of a name's first two parts, or the first two of its only part; of a name without letters its first character. */
export function initials(name: string): string {
  const parts = name.split(/[-_+~·']+/u).filter((part) => LETTER.test(part));
  if (parts.length === 0) return visibleLine(String.fromCodePoint(name.codePointAt(0) ?? 0x3f));
  const letters = parts.slice(0, 2).map((part) => LETTER.exec(part)![0].toLocaleUpperCase());
  const second = parts.length === 1 ? SECOND.exec(parts[0]!)?.[1] : undefined;
  return letters.join("") + (second ?? "");
}

const SECOND = /^[^\p{L}\p{N}]*[\p{L}\p{N}](\p{Ll}|\p{Lo}|\p{N})/u;
const LETTER = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
