import type { Conversation, Key } from "../client/types";
import { remember, remembered } from "./remembered";

/** Conversations that the reader took off the list: each is there again when something is said in it, or when it is open. */
export class Hidden {
  hide(key: Key, conversations: readonly Conversation[]): void {
    const last = conversations.find((one) => one.key === key)?.last ?? null;
    remember(name(key), last?.id ?? "nothing");
  }

  without(conversations: readonly Conversation[], open: Key | null): readonly Conversation[] {
    return conversations.filter((one) => one.key === open || one.unread > 0 || remembered(name(one.key)) !== (one.last?.id ?? "nothing"));
  }
}

function name(key: Key): string {
  return `hidden.${key}`;
}
