import { language, words } from "./words";

const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

/** The time of day, as is customary where the reader is. */
export function timeOfDay(at: number): string {
  return clock.format(at);
}

/** Day and time to the second. */
export function wholeTime(at: number): string {
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
