/** What is loaded when it is first asked for, all at once. */
export { Acts } from "./acts";
export { copy } from "./clipboard";
export { Completion } from "./completion";
export { goOn, openElsewhere, urls } from "./elsewhere";
export { Find } from "./find";
export { HandPage } from "./hand-page";
export { Invitation } from "./invite";
export { openKeys } from "./keys";
export { openMenu } from "./menu";
export { openPalette } from "./palette";
export { Picker } from "./picker";
export { openSettings } from "./settings";
