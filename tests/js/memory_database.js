// A stand-in for the browser's IndexedDB, as far as storage/ uses it: everything is kept in memory.

/** @typedef {{keyPath: string | string[], records: Map<string, any>}} Store */

/** A request or a transaction, whose handlers are called later. */
class Handlers {
  /** @type {any} */
  result;
  /** @type {any} */
  error = null;
  /** @type {Record<string, (() => void) | undefined>} */
  handlers = {};
}
for (const name of ["success", "error", "complete", "abort", "upgradeneeded"]) {
  Object.defineProperty(Handlers.prototype, `on${name}`, {
    set(handler) {
      this.handlers[name] = handler;
    },
  });
}

/** @param {Store} store @param {any} record */
const keyOf = ({ keyPath }, record) => JSON.stringify([keyPath].flat().map((part) => record[part]));

/** @returns {{factory: IDBFactory, stores: Map<string, Store>, fail: {writes: boolean}}} a database, what is in it, and whether its
 *   writes fail */
export function memoryDatabase() {
  /** @type {Map<string, Store>} */
  const stores = new Map();
  const fail = { writes: false };
  let version = 0;
  const database = {
    get version() {
      return version;
    },
    objectStoreNames: { contains: (/** @type {string} */ name) => stores.has(name) },
    /** @param {string} name @param {{keyPath: string | string[]}} options */
    createObjectStore: (name, { keyPath }) => stores.set(name, { keyPath, records: new Map() }),
    close() {},
    transaction,
  };

  /** @param {string | string[]} _stores @param {string} [mode] */
  function transaction(_stores, mode) {
    const state = new Handlers();
    const before = new Map([...stores].map(([name, { records }]) => [name, new Map(records)]));
    let [open, ended] = [0, false];
    const end = () => {
      if (open || ended) return;
      ended = true;
      if (fail.writes && mode === "readwrite") abort();
      else state.handlers.complete?.();
    };
    const abort = () => {
      ended = true;

      for (const [name, records] of before) /** @type {Store} */ (stores.get(name)).records = records;
      state.error ??= new DOMException("refused", "QuotaExceededError");
      state.handlers.abort?.();
    };
    /** @param {() => any} act */
    const request = (act) => {
      const made = new Handlers();
      open += 1;
      setTimeout(() => {
        open -= 1;
        if (ended) return;
        made.result = structuredClone(act());
        made.handlers.success?.();
        setTimeout(end);
      });
      return made;
    };
    setTimeout(end, 5);
    /** @param {string} name */
    const objectStore = (name) => {
      const store = /** @type {Store} */ (stores.get(name));
      /** @param {any} range an id, or what `IDBKeyRange.bound` gave */
      const matches = (range) => (/** @type {string} */ key) => !range || JSON.parse(key)[0] === [range].flat()[0];
      const keys = (/** @type {any} */ range) => [...store.records.keys()].filter(matches(range)).sort();
      return {
        get: (/** @type {string} */ id) => request(() => store.records.get(JSON.stringify([id]))),
        getAll: (/** @type {any} */ range) => request(() => keys(range).map((key) => store.records.get(key))),
        getAllKeys: (/** @type {any} */ range) => request(() => keys(range).map((key) => JSON.parse(key))),
        put: (/** @type {any} */ record) => request(() => store.records.set(keyOf(store, record), record) && undefined),
        delete: (/** @type {any} */ range) =>
          request(() => {
            const one = Array.isArray(range) && range.length > 1 ? [JSON.stringify(range)] : keys(range);
            for (const key of one) store.records.delete(key);
          }),
      };
    };
    return Object.assign(state, { objectStore, abort });
  }

  const factory = {
    /** @param {string} _name @param {number} wanted */
    open(_name, wanted) {
      const request = new Handlers();
      setTimeout(() => {
        request.result = database;
        if (version < wanted) {
          version = wanted;
          request.handlers.upgradeneeded?.();
        }
        request.handlers.success?.();
      });
      return request;
    },
  };
  return { factory: /** @type {IDBFactory} */ (/** @type {unknown} */ (factory)), stores, fail };
}
