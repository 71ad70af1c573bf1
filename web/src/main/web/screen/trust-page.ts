import { html, nothing, render, type TemplateResult } from "lit-html";
import { connect } from "../client/client";
import { handOver } from "./elsewhere";
import { languageMenu } from "./language";
import { visibleLine } from "./visible";
import { words } from "./words";

/** What `GET /trust.json` tells. `fingerprint`: empty behind a proxy with a certificate of its own. `own`: the server signed its certificate itself, so that browsers do not know it yet. */
interface Trust {
  readonly name: string;
  readonly fingerprint: string;
  readonly https: string;
  readonly own: boolean;
  readonly secure: boolean;
}

/** Systems with steps in the catalogue: so many each. */
const SYSTEMS = { android: 3, ios: 3, windows: 3, macos: 3, linux: 3, firefox: 3 } as const;

/** The page that explains encryption, gives the certificate, and leads to the encrypted address as whom one is. */
export class TrustPage {
  private works: "unknown" | "asking" | "yes" | "no" = "unknown";
  private leaving = false;
  private trust: Trust | null = null;

  constructor(private readonly root: HTMLElement) {}

  async run(): Promise<void> {
    const answer = await fetch("/trust.json");
    this.trust = answer.ok ? ((await answer.json()) as Trust) : null;
    this.draw();
    if (this.trust !== null && !this.trust.secure) await this.ask(this.trust);
  }

  private draw(): void {
    document.title = words("web.trust");
    const { trust } = this;
    if (trust === null) return void render(this.frame(words("web.trust"), html`<p>${words("web.trust-none")}</p>`), this.root);
    const text = html`
      <p>${words("web.trust-why")}</p>
      ${trust.secure ? html`<p class="good">${words("web.trust-secure")}</p>` : nothing}
      ${trust.own ? this.certificate() : nothing} ${trust.secure ? nothing : this.address(trust)}
      ${trust.fingerprint === "" ? nothing : fingerprint(trust)}
    `;
    render(this.frame(words("web.trust-title", visibleLine(trust.name)), text), this.root);
  }

  private frame(title: string, text: TemplateResult): TemplateResult {
    return html`
      <div class="head">
        <img class="mark" src="/icons/mark.svg" alt="" width="44" height="44" />
        <h1>${title}</h1>
        ${languageMenu(() => this.draw())}
      </div>
      ${text}
      <p class="back"><a href="/">${words("web.trust-back")}</a></p>
    `;
  }

  private certificate(): TemplateResult {
    return html`<section>
      <h2>${words("web.trust-first")}</h2>
      <p>${words("web.trust-limits")}</p>
      <p><a class="primary" href="/trust/ca.crt" download>${words("web.trust-download")}</a></p>
      <div class="steps">
        ${Object.entries(SYSTEMS).map(
          ([system, steps]) => html`<details ?open=${system === ownSystem()}>
            <summary>${words(`web.trust-${system}`)}</summary>
            <ol>${Array.from({ length: steps }, (_, step) => html`<li>${words(`web.trust-${system}-${step + 1}`)}</li>`)}</ol>
          </details>`,
        )}
      </div>
    </section>`;
  }

  private address(trust: Trust): TemplateResult {
    return html`<section>
      <h2>${words("web.trust-second")}</h2>
      <p>${words("web.trust-hand")}</p>
      <p><a class="primary" href=${trust.https} @click=${(event: Event) => this.leave(event, trust)}>
        ${words(this.leaving ? "web.trust-going" : "web.trust-go")}
      </a></p>
      <p role="status" class=${this.works === "yes" ? "good" : ""}>${this.works === "unknown" ? nothing : words(`web.trust-works-${this.works}`)}
        ${this.works === "no" ? html`<button type="button" class="link" @click=${() => this.ask(trust)}>${words("web.trust-ask")}</button>` : nothing}
      </p>
    </section>`;
  }

  /** Whether this browser reaches the encrypted address without complaint; any answer shows that it trusts it. */
  private async ask(trust: Trust): Promise<void> {
    this.works = "asking";
    this.draw();
    this.works = await reaches(trust.https);
    this.draw();
  }

  private async leave(event: Event, trust: Trust): Promise<void> {
    event.preventDefault();
    if (this.leaving) return;
    this.leaving = true;
    this.draw();
    location.href = trust.https + (await fragment());
  }
}

function fingerprint(trust: Trust): TemplateResult {
  return html`<section>
    <h2>${words("web.trust-fingerprint")}</h2>
    <p>${words("web.trust-compare")}</p>
    <code class="fingerprint">${trust.fingerprint}</code>
  </section>`;
}

/** Who one is, for the other origin; nothing, if one is nobody here. */
async function fragment(): Promise<string> {
  const client = connect();
  if (!(await client.load())) return "";
  client.start();
  return handOver(client);
}

/** Any answer shows that the certificate is trusted; what it says cannot be seen from another origin. */
async function reaches(address: string): Promise<"yes" | "no"> {
  try {
    await fetch(address + "healthz", { mode: "no-cors", cache: "no-store", credentials: "omit" });
    return "yes";
  } catch {
    return "no";
  }
}

/** Whose steps are shown at once; null where none of them fits, as in other browsers on Linux. */
function ownSystem(): keyof typeof SYSTEMS | null {
  const { userAgent } = navigator;
  if (/Android/.test(userAgent)) return "android";
  if (/iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && navigator.maxTouchPoints > 1)) return "ios";
  if (/Firefox/.test(userAgent)) return "firefox";
  if (/Macintosh/.test(userAgent)) return "macos";
  if (/Windows/.test(userAgent)) return "windows";
  return /Chrom(e|ium)\//.test(userAgent) ? "linux" : null;
}
