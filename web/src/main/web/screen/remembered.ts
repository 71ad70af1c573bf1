/** Choices that this browser keeps; where it may keep nothing (and throws on the first look), they last as long as the page. */
const prefix = "tertulia.";
const kept = new Map<string, string>();

function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** Whether choices outlast the page. */
export const remembers = storage() !== null;

/** What was chosen, if anything was. */
export function remembered(choice: string): string | null {
  return kept.get(choice) ?? storage()?.getItem(prefix + choice) ?? null;
}

/** Keeps a choice; null forgets it. */
export function remember(choice: string, value: string | null): void {
  if (value === null) kept.delete(choice);
  else kept.set(choice, value);
  try {
    if (value === null) storage()?.removeItem(prefix + choice);
    else storage()?.setItem(prefix + choice, value);
  } catch {
    // It is full: the choice lasts as long as the page.
  }
}

/** Forgets all choices whose name begins so. */
export function forget(beginning: string): void {
  for (const choice of kept.keys()) if (choice.startsWith(beginning)) kept.delete(choice);
  const stored = storage();
  for (const choice of stored === null ? [] : Object.keys(stored)) if (choice.startsWith(prefix + beginning)) stored?.removeItem(choice);
}
