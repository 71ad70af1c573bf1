import { remember, remembered } from "./remembered";

export const THEMES = ["system", "light", "dark"] as const;
export const SIZES = ["small", "usual", "large"] as const;
export const SPACES = ["usual", "compact"] as const;

/** How the page looks: its colours, by the system's wish unless chosen, the size of its text, and how close its lines stand. */
export interface Look {
  readonly theme: (typeof THEMES)[number];
  readonly size: (typeof SIZES)[number];
  readonly space: (typeof SPACES)[number];
}

export function look(): Look {
  return {
    theme: THEMES.find((theme) => theme === remembered("theme")) ?? "system",
    size: SIZES.find((size) => size === remembered("size")) ?? "usual",
    space: SPACES.find((space) => space === remembered("space")) ?? "usual",
  };
}

export function chooseLook(chosen: Partial<Look>): void {
  for (const [name, value] of Object.entries(chosen)) remember(name, value === "system" || value === "usual" ? null : value);
  applyLook();
}

/** Sets what was chosen; the styles do the rest. */
export function applyLook(): void {
  const { theme, size, space } = look();
  const { dataset } = document.documentElement;
  dataset["theme"] = theme;
  dataset["size"] = size;
  dataset["space"] = space;
}
