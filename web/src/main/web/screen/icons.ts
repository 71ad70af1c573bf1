import { svg, html, type TemplateResult } from "lit-html";

const icon = (paths: TemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${paths}</svg>`;

/** Drawings for buttons; all in one style: lines of the text's colour. */
export const icons = {
  back: icon(svg`<path d="M12.5 4.5 7 10l5.5 5.5" />`),
  down: icon(svg`<path d="M10 4v11M5.5 10.5 10 15l4.5-4.5" />`),
  send: icon(svg`<path d="M3.5 10 16.5 4 12 16.5 9.5 11Z M9.5 11l7-7" />`),
  emoji: icon(svg`<circle cx="10" cy="10" r="6.75" /><path d="M7.2 11.8a3.4 3.4 0 0 0 5.6 0M7.8 8v.1M12.2 8v.1" />`),
  people: icon(svg`<circle cx="7.5" cy="7" r="2.75" /><path d="M2.5 16c0-3 2-4.75 5-4.75s5 1.75 5 4.75M13 4.6a2.75 2.75 0 0 1 0 4.8M14.5 11.8c1.9.6 3 2.1 3 4.2" />`),
  bell: icon(svg`<path d="M10 3a4.5 4.5 0 0 0-4.5 4.5c0 3.5-1.5 4.5-1.5 6h12c0-1.5-1.5-2.5-1.5-6A4.5 4.5 0 0 0 10 3ZM8.3 16.2a1.8 1.8 0 0 0 3.4 0" />`),
  bellOff: icon(svg`<path d="M6.2 5.2A4.5 4.5 0 0 1 14.5 7.500c0 1.800.4 2.900.8 3.700M15 13.500H4c0-1.500 1.500-2.500 1.500-6M8.300 16.200a1.800 1.800 0 0 0 3.400 0M3.500 3.500l13 13" />`),
  cipher: icon(svg`<path d="M2.500 14.500 6 5.500l3.500 9M3.700 11.500h4.600M11 10h6M14.500 7.500 17 10l-2.500 2.500" />`),
  close: icon(svg`<path d="m5.500 5.500 9 9m0-9-9 9" />`),
  leave: icon(svg`<path d="M8 3.500H4.500v13H8M12 6.500l3.500 3.500-3.500 3.500M15.500 10H8" />`),
  lock: icon(svg`<rect x="4.500" y="9" width="11" height="7.500" rx="1.500" /><path d="M7 9V6.500a3 3 0 0 1 6 0V9" />`),
  unlocked: icon(svg`<rect x="4.500" y="9" width="11" height="7.500" rx="1.500" /><path d="M7 9V6.500a3 3 0 0 1 5.800-1" />`),
  copy: icon(svg`<rect x="7" y="7" width="9" height="9" rx="1.500" /><path d="M13 4.500A1.500 1.500 0 0 0 11.500 3.500h-7A1 1 0 0 0 3.500 4.500v7A1.500 1.500 0 0 0 4.500 13" />`),
  quote: icon(svg`<path d="M8 6 4 10l4 4M4.500 10H12a4 4 0 0 1 4 4v1" />`),
  link: icon(svg`<path d="M8.500 11.500a3 3 0 0 0 4.200 0l2.600-2.600a3 3 0 0 0-4.200-4.200L10 5.800M11.500 8.500a3 3 0 0 0-4.200 0L4.700 11.100a3 3 0 0 0 4.200 4.200L10 14.200" />`),
  more: icon(svg`<path d="M5 10h.01M10 10h.01M15 10h.01" stroke-width="2.600" />`),
  search: icon(svg`<circle cx="9" cy="9" r="5" /><path d="m13 13 3.500 3.500" />`),
  settings: icon(svg`<path d="M3.500 6h7M14.500 6h2M3.500 14h2M9.500 14h7" /><circle cx="12.500" cy="6" r="2" /><circle cx="7.500" cy="14" r="2" />`),
  calendar: icon(svg`<rect x="3.500" y="4.500" width="13" height="12" rx="1.500" /><path d="M3.500 8.500h13M7 2.800v3M13 2.800v3" />`),
  share: icon(svg`<path d="M10 12V3.500M7 6l3-3 3 3M5 9.500v6.500h10V9.500" />`),
  stored: icon(svg`<path d="m5 10.500 3.500 3.500L15.500 6.500" />`),
  waiting: icon(svg`<circle cx="10" cy="10" r="6" /><path d="M10 6.800V10l2.200 1.600" />`),
  globe: icon(svg`<circle cx="10" cy="10" r="6.75" /><path d="M3.5 10h13M10 3.300c2 1.900 3 4.200 3 6.700s-1 4.800-3 6.700c-2-1.900-3-4.200-3-6.700s1-4.800 3-6.700Z" />`),
  chevron: icon(svg`<path d="m7 8 3 3 3-3" />`),
} as const;
