import { connect } from "./client/client";
import { App } from "./screen/app";
import { keepShell } from "./screen/shell";
import { speakAsChosen } from "./screen/language";

await speakAsChosen();
await new App(connect(), document.getElementById("app")!).run();
keepShell();
