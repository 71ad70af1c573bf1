import { html, type TemplateResult } from "lit-html";
import { icons } from "./icons";
import { remember, remembered } from "./remembered";
import { language, speak, words, type Catalogue } from "./words";

/** The languages there are, each by the name it has for itself. */
const LANGUAGES: Readonly<Record<string, string>> = {
  en: "English",
  fr: "Français",
  pt: "Português (Brasil)",
  ru: "Русский",
  sq: "Shqip",
};
/** English with a mark around each sentence, to find text that is in no catalogue. */
const MARKED = "en-XA";
const CHOICE = "lang";

/** Loads and speaks the language that was chosen here, by `?lang=` or in the menu, or else the first of the browser's that we have. */
export async function speakAsChosen(): Promise<void> {
  const asked = new URL(location.href).searchParams.get("lang");
  if (asked !== null && isKnown(asked)) remember(CHOICE, asked);
  const chosen = remembered(CHOICE);
  const own = navigator.languages.map((tag) => tag.slice(0, 2)).find(isKnown) ?? "en";
  await speakIn(chosen !== null && isKnown(chosen) ? chosen : own).catch(() => speakIn("en"));
}

function isKnown(tag: string): boolean {
  return tag in LANGUAGES || tag === MARKED;
}

async function speakIn(tag: string): Promise<void> {
  const { default: catalogue } = (await import(address(tag.slice(0, 2)))) as { default: Catalogue };
  speak({ ...catalogue, language: tag });
  document.documentElement.lang = tag === "pt" ? "pt-BR" : tag;
}

/** Where the words of a language are: the page knows, for the names of its files have a hash in them. */
function address(language: string): string {
  const all = document.querySelector<HTMLMetaElement>("meta[name=words]")!.content.split(" ");
  return all.find((one) => one.startsWith(`${language}=`))!.slice(language.length + 1);
}

/** The choice of the language; `changed` is called when another one is spoken. Without a connection it may stay as it was. */
export function languageMenu(changed: () => void): TemplateResult {
  const choose = async (event: Event): Promise<void> => {
    const menu = event.target as HTMLSelectElement;
    try {
      await speakIn(menu.value);
      remember(CHOICE, menu.value);
    } catch {
      menu.value = language();
    }
    changed();
  };
  return html`<label class="language" title=${words("web.language")}>
    ${icons.globe}<select aria-label=${words("web.language")} .value=${language()} @change=${choose}>
      ${Object.entries(LANGUAGES).map(([tag, name]) => html`<option value=${tag} lang=${tag} ?selected=${tag === language()}>${name}</option>`)}
    </select><span class="chevron">${icons.chevron}</span>
  </label>`;
}
