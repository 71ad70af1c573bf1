import { connect } from "./client/client";
import { App } from "./screen/app";
import { keepShell } from "./screen/shell";
import { speak } from "./screen/words";

const catalogue = `/words.${document.documentElement.lang}.js`;
speak((await import(catalogue)).default);
await new App(connect(), document.getElementById("app")!).run();
keepShell();
