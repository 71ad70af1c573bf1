/** How many colours people have; the styles name them `hue-0` and on. */
export const COLOURS = 12;

/** Which colour a user has, the same in every client: FNV-1a (32 bits) over the user id's characters, modulo COLOURS. */
export function colour(user: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < user.length; i++) hash = Math.imul(hash ^ user.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % COLOURS;
}
