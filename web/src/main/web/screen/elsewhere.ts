import type { Client } from "../client/types";
import { HAND } from "../client/hand";
import { icons } from "./icons";
import { openMenu } from "./menu";
import { visibleLine } from "./visible";
import { words } from "./words";

/** What the fragment of an address begins with that asks to go on elsewhere as whom one is here; the origin to come back to follows. */
const GO_ON = "#go-on=";

/** What the server says that browsers open to come to it, the best for another device first; none through a proxy. */
export async function urls(): Promise<readonly URL[]> {
  try {
    const answer = (await (await fetch("/urls", { cache: "no-store", credentials: "omit" })).json()) as { urls: readonly string[] };
    return answer.urls.map((url) => new URL(url)).filter((url) => url.protocol === "http:" || url.protocol === "https:");
  } catch {
    return [];
  }
}

/** Where else this server may know the reader: its other addresses, and this one by the other scheme. */
export async function openElsewhere(where: Element, name: string): Promise<void> {
  const others = (await urls()).map((url) => url.origin).concat(otherScheme(location));
  const choices = [...new Set(others)]
    .filter((origin) => origin !== location.origin)
    .map((origin) => ({ label: origin, icon: icons.link, act: () => location.assign(`${origin}/${GO_ON}${encodeURIComponent(location.origin)}`) }));
  openMenu(where, words("web.is-me"), choices, words("web.elsewhere", visibleLine(name)));
}

/** Goes back to the origin that somebody came from, as whom one is here: only to this server's own, and never from encrypted to unencrypted. */
export async function goOn(client: Client, fragment: string): Promise<void> {
  const origin = origins(fragment);
  const own = (await urls()).flatMap((url) => [url.origin, otherScheme(url)]).concat(otherScheme(location));
  if (origin === null || !own.includes(origin) || (location.protocol === "https:" && !origin.startsWith("https:"))) return;
  location.replace(`${origin}/${await handOver(client)}`);
}

/** Who one is, for the other origin; nothing, if the server cannot be asked. */
export async function handOver(client: Client): Promise<string> {
  const hand = await client.handOver();
  return hand === null ? "" : HAND + hand;
}

function otherScheme({ protocol, host }: Pick<URL, "protocol" | "host">): string {
  return `${protocol === "https:" ? "http:" : "https:"}//${host}`;
}

function origins(fragment: string): string | null {
  try {
    return new URL(decodeURIComponent(fragment.slice(GO_ON.length))).origin;
  } catch {
    return null; // Nobody of ours wrote it.
  }
}
