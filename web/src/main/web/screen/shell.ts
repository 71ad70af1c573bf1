import { language } from "./words";

/** What browsers that know trusted types want to see before they run a script from an address. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

const WORKER = "/service-worker.js";
let policy: { createScriptURL(url: string): string } | null = null;

/** Lets the service worker keep what the page needs to start without a network, in the language that is spoken; browsers allow it in secure contexts only. */
export function keepShell(): void {
  if (!isSecureContext || !("serviceWorker" in navigator)) return;
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  const rules = { createScriptURL: (url: string): string => (url.startsWith(`${WORKER}?`) ? url : "") };
  policy ??= trustedTypes?.createPolicy("tertulia", rules) ?? rules;
  // Where the browser refuses (a certificate that was only waved through), all works but reading offline.
  navigator.serviceWorker.register(policy.createScriptURL(`${WORKER}?lang=${language().slice(0, 2)}`), { scope: "/" }).catch(() => undefined);
}
