// One copy is loaded, changed and saved, against a database in memory. What a browser adds is tested in tests/browser.

import { Autosave } from "../../../overrides/assets/client/storage/autosave.js";
import { equal } from "../assert.js";
import { memoryDatabase } from "../memory_database.js";

/** @typedef {import("../../../overrides/assets/client/core/sheet-api.js").Answers} Answers */

/** @param {string} name @param {unknown} value */
const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true });

/** A browser with nothing in it. */
function browser() {
  const { factory, stores, fail } = memoryDatabase();
  /** @type {Map<string, string>} */
  const notes = new Map();
  define("indexedDB", factory);
  define("IDBKeyRange", { bound: (/** @type {unknown} */ least) => least });
  define("navigator", {});
  define("document", new EventTarget());
  define("localStorage", {
    getItem: (/** @type {string} */ key) => notes.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => notes.set(key, value),
    removeItem: (/** @type {string} */ key) => notes.delete(key),
  });
  const records = (/** @type {string} */ name) => [...stores.get(name)?.records.values() ?? []];
  return { notes, fail, copies: () => records("copies"), earlier: () => records("earlier") };
}

/** @param {string | null} [copy] @param {Answers} [given] */
function tab(copy = null, given = undefined) {
  /** @type {string[]} */
  const said = [];
  const sheet = {
    id: "sheet",
    version: 1,
    copy,
    given,
    key: (/** @type {string} */ name) => name,
    moves: () => new Map(),
    progress: () => ({ done: 1, of: 2 }),
  };
  const autosave = new Autosave(sheet, (state) => said.push(state), () => {});
  return { autosave, said };
}

/** @param {string} name @param {() => Promise<void>} test */
const check = (name, test) => Deno.test({ name, fn: test, sanitizeOps: false, sanitizeResources: false });

check("what is written is saved, and another page finds it", async () => {
  const { copies, notes } = browser();
  const { autosave, said } = tab();
  await autosave.load();
  equal([autosave.copy, autosave.pending, said], ["sheet", false, []]);
  autosave.set("one", "first");
  await autosave.flush();
  equal([said, autosave.pending, notes.size], [["saved"], false, 0]);
  equal(copies().map(({ id, revision, answers, form }) => [id, revision, answers, form]), [
    ["sheet", 1, { one: "first" }, 1],
  ]);
  await autosave.close();
  const next = tab();
  await next.autosave.load();
  equal([next.autosave.answers, next.said], [{ one: "first" }, ["saved"]]);
  await next.autosave.close();
});

check("what a closing page could not save is noted, and taken over by the next", async () => {
  const { notes, fail } = browser();
  const { autosave, said } = tab();
  await autosave.load();
  autosave.set("one", "last words");
  fail.writes = true;
  autosave.leave();
  equal([...notes.keys()], ["rr-journal:sheet"]);
  await autosave.close();
  equal([said.includes("failed"), autosave.pending], [true, true]);
  fail.writes = false;
  const next = tab();
  await next.autosave.load();
  equal(next.autosave.answers, { one: "last words" });
  await next.autosave.flush();
  equal(notes.has("rr-journal:sheet"), false);
  await next.autosave.close();
});

check("what is cleared comes back with what was written since", async () => {
  const { copies } = browser();
  const { autosave, said } = tab();
  await autosave.load();
  autosave.set("one", "first");
  autosave.set("two", "second");
  const had = await autosave.clear();
  equal([autosave.answers, said.at(-1), copies().length], [{}, "cleared", 0]);
  autosave.set("two", "since");
  await autosave.flush();
  if (had) await autosave.restore(had);
  equal(autosave.answers, { one: "first", two: "since" });
  equal(copies().map(({ answers }) => answers), [{ one: "first", two: "since" }]);
  await autosave.close();
});

check("a copy that cannot be deleted stays", async () => {
  const { copies, fail } = browser();
  const { autosave, said } = tab();
  await autosave.load();
  autosave.set("one", "first");
  await autosave.flush();
  fail.writes = true;
  equal([await autosave.clear(), said.at(-1), copies().length], [undefined, "uncleared", 1]);
  await autosave.close();
});

check("where two tabs have written different things, both are kept", async () => {
  const { copies } = browser();
  const [one, other] = [tab(), tab()];
  await one.autosave.load();
  await other.autosave.load();
  one.autosave.set("one", "mine");
  other.autosave.set("one", "yours");
  await one.autosave.flush();
  await other.autosave.flush();
  equal(other.said.at(-1), "forked");
  equal(other.autosave.copy?.startsWith("sheet~"), true);
  equal(copies().map(({ answers }) => answers.one).sort(), ["mine", "yours"]);
  await Promise.all([one.autosave.close(), other.autosave.close()]);
});

check("answers that are only looked at are never saved", async () => {
  const { copies } = browser();
  const { autosave } = tab(null, { one: "given" });
  await autosave.load();
  autosave.set("one", "changed");
  await autosave.flush();
  equal([autosave.answers, autosave.pending, copies()], [{ one: "changed" }, false, []]);
  await autosave.close();
});
