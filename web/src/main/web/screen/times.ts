import { language, words } from "./words";

let spoken = "";
let clock = new Intl.DateTimeFormat();
let whole = clock;

/** The formats of the language that is spoken: as is customary where the reader is, if it is spoken there. */
function formats(): void {
  if (spoken === language()) return;
  spoken = language();
  const tag = navigator.languages?.find((one) => one.slice(0, 2) === spoken.slice(0, 2)) ?? spoken;
  clock = new Intl.DateTimeFormat(tag, { hour: "numeric", minute: "2-digit" });
  whole = new Intl.DateTimeFormat(tag, { dateStyle: "full", timeStyle: "medium" });
}

/** The time of day. */
export function timeOfDay(at: number): string {
  formats();
  return clock.format(at);
}

/** Day and time to the second. */
export function wholeTime(at: number): string {
  formats();
  return whole.format(at);
}

/** The day's number in the reader's time zone; the same for all times of a day. */
export function dayOf(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
}

/** The day in words: today, yesterday, or its date. */
export function dayInWords(at: number, now: number = Date.now()): string {
  const ago = dayOf(now) - dayOf(at);
  if (ago === 0) return words("web.today");
  if (ago === 1) return words("web.yesterday");
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(language(), {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(at);
}

/** Short, for a list: the time if it was today, else the day. */
export function shortTime(at: number, now: number = Date.now()): string {
  const ago = dayOf(now) - dayOf(at);
  if (ago === 0) return timeOfDay(at);
  if (ago < 7) return new Intl.DateTimeFormat(language(), { weekday: "short" }).format(at);
  return new Intl.DateTimeFormat(language(), { day: "numeric", month: "short" }).format(at);
}
