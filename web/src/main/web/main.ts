import { App } from "./screen/app";
import { speak } from "./screen/words";
import { connect } from "./client/client";

const catalogue = `/words.${document.documentElement.lang}.js`;
speak((await import(catalogue)).default);
await new App(connect(), document.getElementById("app")!).run();
