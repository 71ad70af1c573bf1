/** Moves the focus among the buttons of a list by the arrow keys, Home and End; for the list's keydown. */
export function moveByArrows(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const items = [...list.querySelectorAll<HTMLElement>("[data-item]")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = target(event.key, at, items.length);
  if (to === null || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const item = items[Math.min(items.length - 1, Math.max(0, to))];
  for (const other of items) other.tabIndex = other === item ? 0 : -1;
  item?.focus();
}

function target(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return at + 1;
    case "ArrowUp":
      return at - 1;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
