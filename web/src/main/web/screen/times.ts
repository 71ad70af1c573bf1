import { language, words } from "./words";

interface Formats {
  readonly spoken: string;
  readonly time: Intl.DateTimeFormat;
  readonly whole: Intl.DateTimeFormat;
  date(at: number, more: Intl.DateTimeFormatOptions): string;
}

let kept: Formats | null = null;

/** The formats of the language that is spoken: as is customary where the reader is, if it is spoken there. */
function formats(): Formats {
  if (kept?.spoken !== language()) kept = formatsIn(language());
  return kept;
}

function formatsIn(spoken: string): Formats {
  const tag = navigator.languages?.find((one) => one.slice(0, 2) === spoken.slice(0, 2)) ?? spoken;
  // Some browsers have no words for some languages: figures are as in most of Europe then, and the names are ours.
  const isKnown = knows(tag);
  const used = isKnown ? tag : "de";
  return {
    spoken,
    time: new Intl.DateTimeFormat(used, { hour: "numeric", minute: "2-digit" }),
    whole: new Intl.DateTimeFormat(used, isKnown ? { dateStyle: "full", timeStyle: "medium" } : { dateStyle: "short", timeStyle: "medium" }),
    date: (at, more) => (isKnown ? new Intl.DateTimeFormat(tag, more).format(at) : named(new Date(at), more)),
  };
}

/** Whether the browser has the names of days and months in this language; some say "M01" instead. */
function knows(tag: string): boolean {
  if (Intl.DateTimeFormat.supportedLocalesOf(tag).length === 0) return false;
  return !/M\d\d/.test(new Intl.DateTimeFormat(tag, { month: "long" }).format(0));
}

/** A date in the catalogue's names. */
function named(date: Date, { weekday, month, day, year }: Intl.DateTimeFormatOptions): string {
  const parts: string[] = [];
  const name = (key: string, at: number, width: string | undefined): string => {
    const whole = words(key).split(", ")[at]!;
    return width === "short" ? whole.replace(/^e /, "").slice(0, 3) : whole;
  };
  if (weekday !== undefined) parts.push(name("web.weekdays", date.getDay(), weekday) + (day === undefined ? "" : ","));
  if (day !== undefined) parts.push(String(date.getDate()));
  if (month !== undefined) parts.push(name("web.months", date.getMonth(), month));
  if (year !== undefined) parts.push(String(date.getFullYear()));
  return parts.join(" ");
}

/** The time of day. */
export function timeOfDay(at: number): string {
  return formats().time.format(at);
}

/** Day and time to the second. */
export function wholeTime(at: number): string {
  return formats().whole.format(at);
}

/** The day's number in the reader's time zone; the same for all times of a day. */
export function dayOf(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
}

/** The day in words, as a heading: today, yesterday, or its date. */
export function dayInWords(at: number, now: number = Date.now()): string {
  const ago = dayOf(now) - dayOf(at);
  if (ago === 0) return words("web.today");
  if (ago === 1) return words("web.yesterday");
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const date = formats().date(at, { weekday: "long", day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) });
  return date.charAt(0).toLocaleUpperCase(language()) + date.slice(1);
}

/** Short, for a list: the time if it was today, else the day. */
export function shortTime(at: number, now: number = Date.now()): string {
  const ago = dayOf(now) - dayOf(at);
  if (ago === 0) return timeOfDay(at);
  if (ago > 0 && ago < 7) return formats().date(at, { weekday: "short" });
  return formats().date(at, { day: "numeric", month: "short" });
}
