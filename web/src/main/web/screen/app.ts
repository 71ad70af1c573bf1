import { html, nothing, render } from "lit-html";
import type { Client } from "../client/types";
import { Banner } from "./banner";
import { FirstPage } from "./first-page";
import type { HandPage } from "./hand-page";
import type { MainPage } from "./page";
import { keepShell } from "./shell";
import { applyLook } from "./look";

/** See `elsewhere.ts`, which is there later. */
const GO_ON = "#go-on=";
/** Typing tries to connect at most this often, and parts of the page are fetched again after so long. */
const RETRY_MILLIS = 3000;

/** Shows the client in `root`: the first page until there is a name, then the main page. */
export class App {
  private readonly first: FirstPage;
  private hand: HandPage | null = null;
  private main: MainPage | null = null;
  private readonly banner: Banner;
  private showing: "none" | "hand" | "first" | "main" = "none";
  private scheduled = false;
  private tried = 0;

  constructor(
    private readonly client: Client,
    private readonly root: HTMLElement,
  ) {
    this.first = new FirstPage(client, () => this.reword());
    this.banner = new Banner(
      () => this.draw(),
      () => client.start(),
    );
  }

  /** Goes straight in, if we were here before; else the connection is there for names to be checked. */
  async run(): Promise<void> {
    this.client.onChange((change) => {
      if (change.what === "messages" && change.how === "appended" && change.messages.some((one) => one.mine)) keepStorage();
      this.main?.heard(change);
      this.schedule();
    });
    applyLook();
    document.addEventListener("visibilitychange", () => this.schedule());
    for (const what of ["focus", "keydown"]) addEventListener(what, () => this.tryAgain());
    const asked = location.hash.startsWith(GO_ON) ? location.hash : null;
    if (asked !== null) history.replaceState(history.state, "", location.pathname + location.search);
    const isSomebody = await this.client.load();
    if (this.client.offer !== null) await this.loadHand();
    if (isSomebody) await this.loadMain();
    this.client.start();
    if (asked !== null && isSomebody) void import("./later").then(({ goOn }) => goOn(this.client, asked));
    this.draw();
    if (!isSomebody) afterPainting(() => void this.loadMain());
    this.drawAtMidnight();
  }

  /** The main page is fetched while one chooses a name; what it cannot be drawn without is the first thing then. */
  private async loadMain(): Promise<void> {
    const { MainPage } = await fetched(() => import("./page"));
    this.main = new MainPage(
      this.client,
      () => this.draw(),
      () => this.reword(),
    );
    this.schedule();
  }

  private async loadHand(): Promise<void> {
    const { HandPage } = await fetched(() => import("./later"));
    this.hand = new HandPage(this.client);
  }

  /** Whoever comes back to the page, or types, does not want to wait for the next try. */
  private tryAgain(): void {
    if (this.client.standing.is !== "offline" || Date.now() - this.tried < RETRY_MILLIS) return;
    this.tried = Date.now();
    this.client.start();
  }

  /** What is called today is called yesterday then; a timer that slept is late, and the page is looked at again by then. */
  private drawAtMidnight(): void {
    const now = new Date();
    const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
    setTimeout(() => {
      this.schedule();
      this.drawAtMidnight();
    }, midnight.getTime() - now.getTime() + 500);
  }

  /** Once for all that changes before the next frame; a hidden page has no frames. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    if (document.visibilityState === "visible") requestAnimationFrame(() => this.draw());
    else setTimeout(() => this.draw(), 100);
  }

  /** Another language was chosen: what is on the screen is said anew, and kept for the next start. */
  private reword(): void {
    this.main?.reword();
    this.draw();
    keepShell();
  }

  private draw(): void {
    this.scheduled = false;
    const page = this.page();
    const screen = { hand: this.hand, first: this.first, main: this.main }[page];
    if (screen === null) return;
    // What stood there before the words were here goes with the first drawing, whichever comes to be that.
    if (this.showing === "none") this.root.replaceChildren();
    const isOther = page !== this.showing;
    this.showing = page;
    const banner = page !== "main" ? nothing : this.banner.draw(this.client.standing);
    render(html`${screen.element}<div class="lines">${banner}</div>`, this.root);
    if (isOther) screen.begin();
    else screen.draw();
  }

  /** A name that was refused is chosen anew; one that was had once is shown with what was said, whatever the connection does. */
  private page(): "hand" | "first" | "main" {
    const { standing, me, offer } = this.client;
    if (offer !== null) return "hand";
    if (standing.is === "nameless" || me === null) return "first";
    return "main";
  }
}

/** What would share the network with what is drawn first comes after that; a hidden page draws nothing. */
function afterPainting(what: () => void): void {
  if (document.visibilityState === "visible") requestAnimationFrame(() => setTimeout(what));
  else setTimeout(what);
}

/** A part of the page; the network may be away for a moment. */
async function fetched<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
    }
  }
}

let isAsked = false;

/** A browser that is short of space shall not throw away what waits to be sent; asked once somebody has said something. */
function keepStorage(): void {
  if (isAsked || !isSecureContext) return;
  isAsked = true;
  void navigator.storage?.persist?.().catch(() => false);
}
