import { speakAsChosen } from "./screen/language";
import { TrustPage } from "./screen/trust-page";

await speakAsChosen();
await new TrustPage(document.getElementById("trust")!).run();
