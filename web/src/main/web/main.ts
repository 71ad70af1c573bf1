import { html, render } from "lit-html";

render(html`<h1>Tertulia</h1>`, document.body);
