import type { Standing } from "../client/types";
import { words } from "./words";

/** Whether the server is there and takes no connection from pages of this address. */
export function isRefused(standing: Standing): boolean {
  return (standing.is === "offline" || standing.is === "nameless") && standing.refused === true;
}

/** That, and what whoever runs the server can do. */
export function refusedPage(): string {
  return words("web.refused-origin", location.host, location.hostname);
}
