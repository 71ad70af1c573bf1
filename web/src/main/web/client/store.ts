/** Tables of plain rows that outlive the page: in the browser's IndexedDB, or for the life of the page if that fails. */

export type Table = "self" | "talks" | "outbox" | "entries";

/** Keys: `self` has one row, `me`; `talks` by key, `outbox` by id, `entries` by room and seq. */
const TABLES: Readonly<Record<Table, string | string[]>> = { self: "is", talks: "key", outbox: "id", entries: ["room", "seq"] };

export type Write =
  | { readonly put: object; readonly into: Table }
  | { readonly remove: string; readonly from: Table }
  /** All entries of the room up to this seq. */
  | { readonly room: string; readonly upTo: number }
  | { readonly empty: Table };

export interface Store {
  /** All rows, in the order of their keys. */
  all(table: Table): Promise<readonly unknown[]>;
  /** Writes all or nothing; what is written first stays first. Never rejects: what can't be kept is kept in memory only. */
  write(writes: readonly Write[]): Promise<void>;
}

/** For a private window, and for tests. */
export class MemoryStore implements Store {
  readonly #tables = new Map<Table, Map<string, object>>();

  all(table: Table): Promise<readonly unknown[]> {
    const rows = [...this.#rows(table)].sort(([one], [other]) => (one < other ? -1 : 1));
    return Promise.resolve(rows.map(([, row]) => structuredClone(row)));
  }

  write(writes: readonly Write[]): Promise<void> {
    for (const write of writes) {
      if ("put" in write) this.#rows(write.into).set(key(write.into, write.put), structuredClone(write.put));
      else if ("remove" in write) this.#rows(write.from).delete(write.remove);
      else if ("empty" in write) this.#rows(write.empty).clear();
      else {
        const entries = this.#rows("entries");
        for (const one of entries.keys()) {
          if (one.startsWith(`${write.room} `) && one <= entryKey(write.room, write.upTo)) entries.delete(one);
        }
      }
    }
    return Promise.resolve();
  }

  #rows(table: Table): Map<string, object> {
    let rows = this.#tables.get(table);
    if (!rows) this.#tables.set(table, (rows = new Map()));
    return rows;
  }
}

function key(table: Table, row: object): string {
  const field = (name: string): unknown => Reflect.get(row, name);
  if (table === "entries") return entryKey(String(field("room")), Number(field("seq")));
  return String(field(String(TABLES[table])));
}

function entryKey(room: string, seq: number): string {
  return `${room} ${String(seq).padStart(16, "0")}`;
}

const NAME = "tertulia";
const VERSION = 1;
/** Some browsers neither open a database nor say why, for ever. */
const PATIENCE_MILLIS = 3_000;

/** The browser's database, or memory if there is none, it can't be had, or its rows can't be read. */
export async function openStore(): Promise<Store> {
  try {
    return new IndexedStore(await open());
  } catch {
    return new MemoryStore();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    const timer = setTimeout(() => reject(new Error("it does not open")), PATIENCE_MILLIS);
    asked.onupgradeneeded = () => {
      for (const [table, keyPath] of Object.entries(TABLES)) asked.result.createObjectStore(table, { keyPath });
    };
    asked.onsuccess = () => {
      clearTimeout(timer);
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error ?? new Error("it does not open"));
    asked.onblocked = () => reject(new Error("another page keeps an older version of it open"));
  });
}

class IndexedStore implements Store {
  #database: IDBDatabase | null;

  constructor(database: IDBDatabase) {
    this.#database = database;
    // A newer page must not wait for this one.
    database.onversionchange = () => {
      database.close();
      this.#database = null;
    };
    database.onclose = () => (this.#database = null);
  }

  all(table: Table): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      if (!this.#database) return resolve([]);
      const asked = this.#database.transaction(table).objectStore(table).getAll();
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error ?? new Error("it can't be read"));
    });
  }

  write(writes: readonly Write[]): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#database || writes.length === 0) return resolve();
      try {
        // All tables each time: then the transactions are done in the order in which they were begun.
        const transaction = this.#database.transaction(Object.keys(TABLES), "readwrite");
        // What hangs must not keep a message from being sent.
        const timer = setTimeout(resolve, PATIENCE_MILLIS);
        transaction.oncomplete = transaction.onabort = () => {
          clearTimeout(timer);
          resolve();
        };
        for (const write of writes) apply(transaction, write);
        transaction.commit?.();
      } catch {
        resolve(); // The database was closed under us, by the browser or the user.
      }
    });
  }
}

function apply(transaction: IDBTransaction, write: Write): void {
  if ("put" in write) transaction.objectStore(write.into).put(write.put);
  else if ("remove" in write) transaction.objectStore(write.from).delete(write.remove);
  else if ("empty" in write) transaction.objectStore(write.empty).clear();
  else transaction.objectStore("entries").delete(IDBKeyRange.bound([write.room, 0], [write.room, write.upTo]));
}
