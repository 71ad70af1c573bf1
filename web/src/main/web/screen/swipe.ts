/** A finger that begins so near the edge … */
const EDGE_PIXELS = 28;
/** … and goes so far to the other side, but not as far up or down, goes back. */
const FAR_PIXELS = 72;

/** Calls `back` when a finger comes in from the edge at which a line begins. */
export function swipesBack(element: HTMLElement, back: () => void): void {
  let from: Touch | null = null;
  const isRightToLeft = (): boolean => getComputedStyle(element).direction === "rtl";
  const inward = (x: number): number => (isRightToLeft() ? innerWidth - x : x);
  element.addEventListener(
    "touchstart",
    (event) => {
      const [touch, ...others] = event.touches;
      from = touch !== undefined && others.length === 0 && inward(touch.clientX) <= EDGE_PIXELS ? touch : null;
    },
    { passive: true },
  );
  element.addEventListener(
    "touchend",
    (event) => {
      const to = event.changedTouches[0];
      if (from === null || to === undefined) return;
      const far = inward(to.clientX) - inward(from.clientX);
      const across = Math.abs(to.clientY - from.clientY);
      from = null;
      if (far >= FAR_PIXELS && across < far) back();
    },
    { passive: true },
  );
}
