import type { Conversation, Key, Message } from "../client/types";
import { remember, remembered } from "./remembered";
import { visible, visibleLine } from "./visible";
import { textOf, words } from "./words";

/** Whether somebody looks at this page, as far as a browser can tell: a window under others is visible, too. */
export function isLookedAt(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

/** What one wants to be called for: everything, what is meant for oneself, or nothing. */
export type Level = "all" | "mentions" | "none";
export const LEVELS: readonly Level[] = ["all", "mentions", "none"];

/** For how long nobody is to be called: not at all, for an hour, or until the next morning. */
export type Quiet = "no" | "hour" | "tomorrow";
export const QUIET: readonly Quiet[] = ["no", "hour", "tomorrow"];
const MORNING_HOUR = 7;

const NOTIFY = "notify";
const QUIETLY = "quiet";
const SOUND = "sound";

/** Calls the reader who is looking elsewhere: unread in the title and the favicon, and notifications if they were turned on. */
export class Attention {
  private shown = -1;
  private audio: AudioContext | null = null;
  private readonly mark = new Image();
  private on = this.look();

  constructor(private readonly open: (key: Key) => void) {
    this.mark.src = "/icons/mark.svg";
    navigator.serviceWorker?.addEventListener("message", (event) => {
      if (typeof event.data?.open === "string") open(event.data.open);
    });
  }

  /** What stands in the way of notifications, if anything: the page is not secure, the browser has none, or the user forbade them. */
  get obstacle(): "insecure" | "missing" | "denied" | null {
    if (!isSecureContext) return "insecure";
    if (!("Notification" in window)) return "missing";
    return Notification.permission === "denied" ? "denied" : null;
  }

  /** Whether the user turned notifications on. */
  get isOn(): boolean {
    return this.on;
  }

  /** Turns notifications on, asking the browser's user if need be, or off. */
  async turn(on: boolean): Promise<void> {
    if (!on) remember(NOTIFY, null);
    else if (this.obstacle === null && (await Notification.requestPermission()) === "granted") remember(NOTIFY, "on");
    this.on = this.look();
  }

  private look(): boolean {
    return this.obstacle === null && Notification.permission === "granted" && remembered(NOTIFY) === "on";
  }

  /** The title and the favicon, with how much is unread; a point only, if nothing of it is meant for us. */
  show(conversations: readonly Conversation[], server: string): void {
    const mentions = conversations.reduce((sum, one) => sum + one.mentions, 0);
    const unread = conversations.some((one) => one.unread > 0);
    document.title = mentions > 0 ? words("web.title-count", mentions, server) : unread ? words("web.title-unread", server) : server;
    const state = mentions > 0 ? mentions : unread ? 0 : -1;
    if (state === this.shown) return;
    this.shown = state;
    void this.drawIcon(state);
  }

  /** What one wants to be called for, everywhere or in one conversation. */
  level(key: Key | null): Level {
    const chosen = remembered(key === null ? "notify-for" : `notify-for.${key}`) as Level | null;
    if (chosen !== null && LEVELS.includes(chosen)) return chosen;
    return key === null ? "mentions" : this.level(null);
  }

  choose(key: Key | null, level: Level): void {
    remember(key === null ? "notify-for" : `notify-for.${key}`, level);
  }

  /** Whether nobody is to be called just now. */
  get quiet(): Quiet {
    const [kind, until] = (remembered(QUIETLY) ?? "").split(" ");
    return Number(until) > Date.now() ? (QUIET.find((one) => one === kind) ?? "no") : "no";
  }

  hush(quiet: Quiet): void {
    const morning = new Date();
    morning.setDate(morning.getDate() + 1);
    morning.setHours(MORNING_HOUR, 0, 0, 0);
    const until = { no: 0, hour: Date.now() + 3_600_000, tomorrow: morning.getTime() }[quiet];
    remember(QUIETLY, quiet === "no" ? null : `${quiet} ${until}`);
  }

  get sounds(): boolean {
    return remembered(SOUND) === "on";
  }

  sound(on: boolean): void {
    remember(SOUND, on ? "on" : null);
    if (on) this.ring();
  }

  /** Calls for a message, if nobody looks at the page and it is wanted; `isForUs`: it is private, or has our name in it. */
  tell(key: Key, message: Message, isForUs: boolean, unread: number): void {
    const level = this.level(key);
    if (isLookedAt() || this.quiet !== "no" || level === "none" || (level === "mentions" && !isForUs)) return;
    if (this.sounds) this.ring();
    if (!this.isOn) return;
    const name = visibleLine(message.author.name);
    const title = key === "lobby" ? words("web.mentioned-by", name) : name;
    const options: NotificationOptions & { renotify: boolean } = {
      body: visible(textOf(message)).slice(0, 200),
      // One for each conversation: the next takes its place, and says how many there are.
      tag: key,
      renotify: true,
      icon: "/icons/192.png",
      data: { open: key },
    };
    void this.notify(unread > 1 ? words("web.notify-count", title, unread) : title, options);
  }

  /** Two soft notes; nothing, where the browser wants to be touched first. */
  private ring(): void {
    const audio = (this.audio ??= new AudioContext());
    if (audio.state === "suspended") void audio.resume();
    [659, 880].forEach((frequency, at) => {
      const [tone, volume] = [audio.createOscillator(), audio.createGain()];
      const begin = audio.currentTime + at * 0.12;
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0.08, begin);
      volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.25);
      tone.connect(volume).connect(audio.destination);
      tone.start(begin);
      tone.stop(begin + 0.25);
    });
  }

  private async notify(title: string, options: NotificationOptions): Promise<void> {
    const worker = await navigator.serviceWorker?.getRegistration();
    if (worker?.active) return worker.showNotification(title, options);
    const notification = new Notification(title, options);
    notification.addEventListener("click", () => {
      window.focus();
      this.open(options.data.open);
      notification.close();
    });
  }

  private async drawIcon(state: number): Promise<void> {
    const link = document.querySelector<HTMLLinkElement>("link[rel=icon]")!;
    if (state < 0) {
      link.href = "/icons/mark.svg";
      return;
    }
    await this.mark.decode().catch(() => undefined);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 64;
    const pen = canvas.getContext("2d")!;
    pen.drawImage(this.mark, 0, 0, 64, 64);
    pen.fillStyle = "#d92d20";
    pen.beginPath();
    pen.arc(46, 18, state === 0 ? 12 : 18, 0, 2 * Math.PI);
    pen.fill();
    if (state > 0) {
      pen.fillStyle = "#fff";
      pen.font = "bold 26px sans-serif";
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.fillText(state > 9 ? "9+" : String(state), 46, 19);
    }
    if (state === this.shown) link.href = canvas.toDataURL("image/png");
  }
}
