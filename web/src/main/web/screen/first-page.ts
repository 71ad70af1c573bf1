import { html, nothing, render } from "lit-html";
import type { Client, Refusal } from "../client/types";
import { languageMenu } from "./language";
import { icons } from "./icons";
import { lockLine } from "./lock";
import { remembers } from "./remembered";
import { isRefused, refusedPage } from "./refused";
import { farewell, refusalInWords, words } from "./words";

/** After this pause in typing the server is asked whether the name can be had. */
const PAUSE_MILLIS = 250;

type Judgement = "empty" | "asking" | "unknown" | "good" | Refusal;

/** The first page: one chooses a name, as often as one likes; the button that goes on is there when the name is good. */
export class FirstPage {
  readonly element = document.createElement("main");
  private name = "";
  private judgement: Judgement = "empty";
  private pause = 0;
  private joining = false;
  private refusal: Refusal | null = null;

  /** `spoken` is called when another language was chosen. */
  constructor(
    private readonly client: Client,
    private readonly spoken: () => void,
  ) {
    this.element.className = "welcome";
  }

  /** Shows what changed: the server's name, whether it can be reached, whether it refused the name. */
  draw(): void {
    const standing = this.client.standing;
    if (standing.is === "nameless" && standing.refusal !== this.refusal) {
      this.refusal = standing.refusal;
      this.refused(standing.refusal);
    }
    if (this.judgement === "unknown" && standing.is !== "offline") this.ask();
    this.render();
  }

  /** Shows itself, ready to be written in. */
  begin(): void {
    this.draw();
    this.element.querySelector("input")?.focus();
  }

  /** The server did not let us in by this name; perhaps somebody has taken it while we were away. */
  private refused(refusal: Refusal | null): void {
    this.joining = false;
    if (refusal === null) return;
    if (this.name === "") this.name = this.client.me?.name ?? "";
    this.judgement = refusal;
  }

  private render(): void {
    const server = this.client.server?.name ?? words("web.title");
    const refused = typeof this.judgement === "object";
    render(
      html`
        <form class="card" novalidate @submit=${(event: Event) => this.submitted(event)}>
          ${languageMenu(this.spoken)}
          <img class="mark" src="/icons/mark.svg" alt="" width="72" height="72" />
          <h1><bdi>${server}</bdi></h1>
          <p class="lead">${words("web.welcome")}</p>
          <label for="name">${words("web.your-name")}</label>
          <input id="name" name="name" type="text" dir="auto" autocomplete="nickname" autocapitalize="words" spellcheck="false"
            enterkeyhint="go" aria-describedby="judgement" aria-invalid=${refused} .value=${this.name} ?readonly=${this.joining}
            @input=${(event: Event) => this.typed((event.target as HTMLInputElement).value)} />
          <p id="judgement" class="judgement ${refused ? "bad" : this.judgement === "good" ? "good" : ""}" role="status" dir="auto">
            ${this.inWords()}
          </p>
          ${this.isTaken ? html`<p class="aside"><button type="button" class="link" aria-haspopup="menu" @click=${(event: Event) => void this.isMe(event.currentTarget as Element)}>${words("web.is-me")}</button></p>` : nothing}
          <div class="go">
            ${this.judgement === "good"
              ? html`<button type="submit" class="primary" ?disabled=${this.joining}>
                  ${words(this.joining ? "web.joining" : "web.join")}
                </button>`
              : html`<span class="ghost" aria-hidden="true">${icons.back}</span>`}
          </div>
          ${remembers ? nothing : html`<p class="lock-line">${words("web.no-memory")}</p>`} ${lockLine()}
        </form>
      `,
      this.element,
    );
  }

  private inWords(): string {
    const judgement = this.judgement;
    if (typeof judgement === "object") return refusalInWords(judgement);
    if (judgement === "empty") return words("web.name-hint");
    if (judgement === "asking") return words("web.name-asking");
    if (judgement === "good") return words("web.name-good");
    const { standing } = this.client;
    if (isRefused(standing)) return refusedPage();
    return standing.is === "ended" ? words("web.ended", farewell(standing.reason)) : words("web.unreachable");
  }

  private get isTaken(): boolean {
    return typeof this.judgement === "object" && this.judgement.code === "name-taken";
  }

  /** By another address of this server, the browser knows nothing of who one is there. */
  private async isMe(where: Element): Promise<void> {
    const { openElsewhere } = await import("./later");
    await openElsewhere(where, this.name);
  }

  private typed(name: string): void {
    this.name = name;
    clearTimeout(this.pause);
    this.judgement = this.judged(name);
    if (this.judgement === "asking") this.pause = window.setTimeout(() => this.ask(), PAUSE_MILLIS);
    this.render();
  }

  /** What can be said without the server. */
  private judged(name: string): Judgement {
    if (name === "") return "empty";
    if (/\s/u.test(name)) return { code: "name-whitespace", details: [] };
    const most = this.client.limits["handle-characters"] ?? 32;
    if ([...name].length > most) return { code: "name-too-long", details: [String(most)] };
    return "asking";
  }

  private ask(): void {
    const name = this.name;
    this.judgement = "asking";
    this.client.check(name).then(
      (refusal) => this.answered(name, refusal ?? "good"),
      () => this.answered(name, "unknown"),
    );
  }

  private answered(name: string, judgement: Judgement): void {
    if (name !== this.name || this.judgement !== "asking") return;
    this.judgement = judgement;
    this.render();
  }

  private submitted(event: Event): void {
    event.preventDefault();
    if (this.judgement !== "good" || this.joining) return;
    this.joining = true;
    this.client.start(this.name);
    this.render();
  }
}
