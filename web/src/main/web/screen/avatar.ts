import { html, type TemplateResult } from "lit-html";
import type { User } from "../client/types";
import { colour } from "./colour";
import { visibleLine } from "./visible";

/** A user as a coloured circle with initials; whether present is told by a dot, unless it is unknown here. */
export function avatar(user: User, present?: boolean): TemplateResult {
  const dot = present === undefined ? "" : present ? " is-present" : " is-away";
  return html`<span class="avatar hue-${colour(user.id)}${dot}" aria-hidden="true">${initials(user.name)}</span>`;
}

/** The first letters of a name's first two parts. */
export function initials(name: string): string {
  const parts = visibleLine(name).split(/[-_+~·']+/u).filter((part) => part !== "");
  return parts.slice(0, 2).map(firstLetter).join("");
}

function firstLetter(part: string): string {
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(part)) {
    return segment.length > 8 ? String.fromCodePoint(segment.codePointAt(0)!) : segment.toLocaleUpperCase();
  }
  return "";
}
