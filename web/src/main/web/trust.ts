import { speak } from "./screen/words";
import { TrustPage } from "./screen/trust-page";

const catalogue = `/words.${document.documentElement.lang}.js`;
speak((await import(catalogue)).default);
await new TrustPage(document.getElementById("trust")!).run();
