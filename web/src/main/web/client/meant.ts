import { isNothing, line } from "./line";
import type { Client, Key, Refusal, User } from "./types";

/** What is to be done with a typed text; `here` is the conversation that is open. */
export type Meant =
  | { readonly is: "here" | "all"; readonly text: string }
  | { readonly is: "person"; readonly user: User; readonly text: string }
  | { readonly is: "cipher"; readonly written: string }
  | { readonly is: "refused"; readonly refusal: Refusal };

const NAME_CHARACTERS = 32;

/** Whom a name means, by its folded form, once it was said that somebody else has it. */
export type Namesakes = Map<string, string>;

/**
 * Decides where a typed text goes: to whom it names, or nowhere if that is nobody, unclear, an unknown command, or for the
 * first time somebody else than we talked with by that name (`protocol/vectors/meant.json` and `namesake.json`).
 */
export function meant(text: string, client: Pick<Client, "me" | "people" | "conversations" | "limits">, namesakes: Namesakes): Meant {
  const known = (name: string): User | undefined => named(name, client);
  const typed = line(text, client.limits["handle-characters"] ?? NAME_CHARACTERS, (name) => known(name) !== undefined);
  if (typed.is === "slash") return typed.name === "cipher" ? { is: "cipher", written: typed.text } : refused("unknown-command", `/${typed.name}`);
  if (isNothing(typed.text)) return refused("empty-text");
  switch (typed.is) {
    case "plain":
      return { is: "here", text: typed.text };
    case "all":
      return { is: "all", text: typed.text };
    case "unclear":
      return refused("unclear", typed.name);
    case "name": {
      const user = known(typed.name);
      if (user === undefined) return refused("nobody", typed.name);
      if (user.id === client.me?.id) return refused("yourself");
      return isSomebodyElse(user, client, namesakes) ? refused("somebody-else", user.name) : { is: "person", user, text: typed.text };
    }
  }
}

/** Somebody who is here, or with whom there is a conversation and who is not gone for good, in any letter case. */
function named(name: string, client: Pick<Client, "people" | "conversations">): User | undefined {
  const folded = fold(name);
  const has = (user: User): boolean => fold(user.name) === folded;
  return client.people.find(has) ?? client.conversations.flatMap((one) => (one.with === null || one.gone ? [] : [one.with])).find(has);
}

/** Whom we talked with last by this name, if anybody. */
export function met(name: string, { conversations }: Pick<Client, "conversations">): Key | undefined {
  return conversations.find((one) => one.with !== null && one.last !== null && fold(one.with.name) === fold(name))?.key;
}

/** Whether the name of this user meant another one so far; from now on it means this one. */
function isSomebodyElse(user: User, client: Pick<Client, "conversations">, namesakes: Namesakes): boolean {
  const before = namesakes.get(fold(user.name)) ?? met(user.name, client);
  namesakes.set(fold(user.name), user.id);
  return before !== undefined && before !== user.id;
}

function fold(name: string): string {
  return name.normalize("NFKC").replace(/[\u2018\u2019\u02bc]/g, "'").toLowerCase().replace(/i\u0307|ı/g, "i").replace(/\u200c/g, "");
}

function refused(code: string, ...details: string[]): Meant {
  return { is: "refused", refusal: { code, details } };
}
