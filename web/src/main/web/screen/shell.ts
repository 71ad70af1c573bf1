/** What browsers that know trusted types want to see before they run a script from an address. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

const WORKER = "/service-worker.js";

/** Lets the service worker keep what the page needs to start without a network; browsers allow it in secure contexts only. */
export function keepShell(): void {
  if (!isSecureContext || !("serviceWorker" in navigator)) return;
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  const rules = { createScriptURL: (url: string): string => (url === WORKER ? url : "") };
  const policy = trustedTypes?.createPolicy("tertulia", rules) ?? rules;
  // Where the browser refuses (a certificate that was only waved through), all works but reading offline.
  navigator.serviceWorker.register(policy.createScriptURL(WORKER), { scope: "/" }).catch(() => undefined);
}
