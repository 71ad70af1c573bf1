/** A row: what has the same key is the same row, and is drawn anew if it is another object. */
export interface Row {
  readonly key: string;
}

/** How rows are drawn, and what a list tells of itself. */
export interface Drawing<R extends Row> {
  /** Draws the row into its element, or draws it anew. */
  draw(row: R, element: HTMLElement): void;
  /** About how many pixels high a row is that was never drawn. */
  estimate(row: R): number;
  /** Whether the row stays what it is when others come before it; what the reader sees is held in place by such rows. */
  holds(row: R): boolean;
  /** The reader moved, or rows came. */
  moved(): void;
}

/** Where the reader is: at the end, whatever comes, or so many pixels below the top of a row. */
export type Place = "end" | { readonly key: string; readonly below: number };

/** So many pixels are drawn beyond what is seen, above and below. */
const MARGIN_PIXELS = 500;
/** No more rows than this are ever in the document. */
const MOST_ROWS = 180;

/**
 * A list of any length of which only the rows around the reader are in the document. Rows have any height and are
 * measured when drawn; whatever changes (rows, heights, the window), the first visible row stays where it is, or the
 * end stays in view if the reader is there.
 */
export class VirtualList<R extends Row> {
  private readonly body = document.createElement("div");
  private readonly resizes = new ResizeObserver(() => this.resized());
  private readonly drawn = new Map<string, { readonly element: HTMLElement; row: R }>();
  private readonly measured = new Map<string, number>();
  private rows: readonly R[] = [];
  private readonly index = new Map<string, number>();
  /** Where each row begins, and at last where all end, in pixels. */
  private tops = new Float64Array(1);
  private reading: Place = "end";
  private set = 0;
  private viewport = { width: 0, height: 0 };

  /** The list scrolls in `element`, which must have a height of its own. */
  constructor(
    readonly element: HTMLElement,
    private readonly drawing: Drawing<R>,
  ) {
    this.body.className = "rows";
    this.body.setAttribute("role", "list");
    element.append(this.body);
    element.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.resizes.observe(element);
  }

  /** Where the reader is; `open` takes it back. */
  get place(): Place {
    return this.reading;
  }

  /** Whether the last row is in view and stays so. */
  get atEnd(): boolean {
    return this.reading === "end";
  }

  /** How many pixels above the end of the list the reader is. */
  get aboveEnd(): number {
    return Math.max(0, this.height - this.viewport.height - this.top());
  }

  /** How many pixels below the beginning of the list the reader is. */
  get belowBegin(): number {
    return this.top();
  }

  /** The first row in view. */
  get first(): R | null {
    return this.rows[Math.min(this.rowAt(this.element.scrollTop), this.rows.length - 1)] ?? null;
  }

  /** Whether the row is there, and below what is in view. */
  isBelow(key: string): boolean {
    const at = this.index.get(key);
    return at !== undefined && this.tops[at]! >= this.top() + this.viewport.height;
  }

  /** Shows other rows altogether, from this place on. */
  open(rows: readonly R[], place: Place): void {
    for (const { element } of this.drawn.values()) this.drop(element);
    this.drawn.clear();
    this.measured.clear();
    this.reading = place;
    this.take(rows);
    this.lay();
  }

  /** Shows these rows from now on, without moving what the reader sees. */
  update(rows: readonly R[]): void {
    if (rows === this.rows) return;
    this.look();
    const before = this.rows;
    const { reading } = this;
    const at = reading === "end" ? -1 : (this.index.get(reading.key) ?? before.length);
    this.take(rows);
    if (reading !== "end") this.reading = this.still(reading, before, at);
    this.lay();
  }

  /** Goes to a row so that it stands this many pixels below the upper edge; or to the end. */
  show(place: Place): void {
    this.reading = place;
    this.lay();
  }

  private get height(): number {
    return this.tops[this.rows.length] ?? 0;
  }

  private take(rows: readonly R[]): void {
    const before = this.rows;
    const most = Math.min(before.length, rows.length);
    let same = 0;
    while (same < most && before[same] === rows[same]) same++;
    for (let i = same; i < before.length; i++) this.index.delete(before[i]!.key);
    for (let i = same; i < rows.length; i++) this.index.set(rows[i]!.key, i);
    this.rows = rows;
    if (this.measured.size > 2 * rows.length + 100) this.forgetGone();
    this.addUp(same);
  }

  private forgetGone(): void {
    for (const key of this.measured.keys()) if (!this.index.has(key)) this.measured.delete(key);
  }

  /** Where rows begin, from this one on. */
  private addUp(from: number): void {
    const rows = this.rows;
    if (this.tops.length <= rows.length) {
      const before = this.tops;
      this.tops = new Float64Array(rows.length + 1024);
      this.tops.set(before);
    }
    let top = this.tops[from] ?? 0;
    for (let i = from; i < rows.length; i++) {
      this.tops[i] = top;
      top += this.measured.get(rows[i]!.key) ?? this.drawing.estimate(rows[i]!);
    }
    this.tops[rows.length] = top;
  }

  /** The same place among new rows: if its row is gone, that of the next one that is still there. */
  private still(place: Exclude<Place, "end">, before: readonly R[], at: number): Place {
    if (this.index.has(place.key)) return place;
    for (let i = at; i < before.length; i++) {
      const key = before[i]!.key;
      if (this.index.has(key)) return { key, below: 0 };
    }
    return "end";
  }

  /** Where the upper edge belongs, so that the reader stays at his place. */
  private top(): number {
    const most = Math.max(0, this.height - this.viewport.height);
    if (this.reading === "end") return most;
    const at = this.index.get(this.reading.key);
    return at === undefined ? most : Math.min(most, Math.max(0, this.tops[at]! + this.reading.below));
  }

  /** Draws what is in view, measures it, and puts it where it belongs; again, while measuring brings other rows into view. */
  private lay(): void {
    this.viewport = { width: this.element.clientWidth, height: this.element.clientHeight };
    if (this.viewport.height === 0) return;
    for (let tries = 0; tries < 6; tries++) {
      const top = this.top();
      const from = Math.max(0, this.rowAt(top - MARGIN_PIXELS));
      const to = Math.min(this.rowAt(top + this.viewport.height + MARGIN_PIXELS) + 1, this.rows.length, from + MOST_ROWS);
      this.drawRows(from, to);
      const changed = this.measure();
      this.body.style.paddingTop = `${this.tops[from] ?? 0}px`;
      this.body.style.paddingBottom = `${this.height - (this.tops[to] ?? 0)}px`;
      if (!changed) break;
    }
    this.put();
    if (this.aboveEnd < 2) this.reading = "end";
    this.drawing.moved();
  }

  private put(): void {
    const top = this.top();
    if (Math.abs(this.element.scrollTop - top) >= 1) this.element.scrollTop = top;
    this.set = this.element.scrollTop;
  }

  /** The row that this many pixels from the beginning are in. */
  private rowAt(pixels: number): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tops[middle + 1]! <= pixels) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private drawRows(from: number, to: number): void {
    const wanted = this.rows.slice(from, to);
    const keys = new Set(wanted.map((row) => row.key));
    for (const [key, { element }] of this.drawn) {
      if (keys.has(key)) continue;
      this.drop(element);
      this.drawn.delete(key);
    }
    let next: Element | null = this.body.firstElementChild;
    for (const row of wanted) {
      const element = this.drawRow(row);
      if (element === next) next = next.nextElementSibling;
      else this.body.insertBefore(element, next);
    }
  }

  private drawRow(row: R): HTMLElement {
    const there = this.drawn.get(row.key);
    if (there !== undefined) {
      if (there.row !== row) this.drawing.draw((there.row = row), there.element);
      return there.element;
    }
    const element = document.createElement("div");
    element.setAttribute("role", "listitem");
    this.drawing.draw(row, element);
    this.drawn.set(row.key, { element, row });
    this.resizes.observe(element);
    return element;
  }

  private drop(element: HTMLElement): void {
    if (element.contains(document.activeElement)) this.element.focus({ preventScroll: true });
    this.resizes.unobserve(element);
    element.remove();
  }

  /** Takes the heights of what is drawn; whether any is another than was thought. */
  private measure(): boolean {
    let first = Infinity;
    for (const [key, { element }] of this.drawn) {
      const height = element.getBoundingClientRect().height;
      if (Math.abs((this.measured.get(key) ?? -1) - height) < 0.5) continue;
      this.measured.set(key, height);
      first = Math.min(first, this.index.get(key) ?? 0);
    }
    if (first === Infinity) return false;
    this.addUp(first);
    return true;
  }

  private resized(): void {
    const same = this.element.clientWidth === this.viewport.width && this.element.clientHeight === this.viewport.height;
    this.look();
    if (same && !this.measure()) return;
    this.lay();
  }

  private scrolled(): void {
    if (this.look()) this.lay();
  }

  /** Takes note of where the reader scrolled to, if he did; the event that tells of it may still be under way. */
  private look(): boolean {
    const top = this.element.scrollTop;
    const height = this.element.clientHeight;
    if (this.viewport.height === 0 || height === 0 || Math.abs(top - this.set) < 1) return false;
    const staysAtEnd = this.reading === "end" && (top > this.set || height !== this.viewport.height);
    if (!staysAtEnd) this.reading = top + height >= this.height - 2 ? "end" : this.placeAt(top);
    this.set = top;
    return true;
  }

  private placeAt(top: number): Place {
    let at = Math.min(this.rowAt(top), this.rows.length - 1);
    while (at < this.rows.length - 1 && !this.drawing.holds(this.rows[at]!)) at++;
    const row = this.rows[at];
    return row === undefined ? "end" : { key: row.key, below: top - this.tops[at]! };
  }
}
