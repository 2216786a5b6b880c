// Keeps one sheet's answers: soon after each change, and at once when the page is about to go.

import * as journal from "./journal.js";
import * as store from "./store.js";

/** How long writing may pause before it is saved, and how long it may go on unsaved, in milliseconds. */
const PAUSE = 300;
const LONGEST = 1000;

/** @typedef {"saved" | "cleared" | "failed" | "uncleared"} State What has become of the answers. */
/** @typedef {string | string[] | undefined} Answer */

/** Keeps the answers of one sheet. */
export class Keeper {
  /** @type {store.Answers} */
  answers = {};
  /** What was changed here and is not known to be in the database. @type {Map<string, Answer>} */
  #changes = new Map();
  /** @type {Promise<IDBDatabase> | undefined} */
  #database;
  #revision = 0;
  #loaded = false;
  /** When the first change came that is not saved yet. */
  #since = 0;
  #timer = 0;
  /** Raised when the answers are cleared: what was under way before must not bring them back. */
  #era = 0;
  #others = new BroadcastChannel("relationship-reset");

  /**
   * @param {string} sheet the worksheet's id
   * @param {number} version the worksheet's version
   * @param {(state: State) => void} say told what has become of the answers
   * @param {() => void} refresh told when another tab has changed them
   */
  constructor(sheet, version, say, refresh) {
    this.sheet = sheet;
    this.version = version;
    this.say = say;
    this.#others.onmessage = async ({ data }) => {
      if (data !== sheet) return;
      await this.load();
      refresh();
    };
  }

  /** Brings the answers that are kept; those changed here meanwhile are newer and stay. */
  async load() {
    const era = this.#era;
    let kept;
    try {
      kept = await store.load(await this.#open(), this.sheet);
    } catch (error) {
      this.#failed(error, "failed");
    }
    if (era !== this.#era) return;
    this.#revision = kept?.revision ?? 0;
    for (const [name, answer] of guarded(() => journal.recall(localStorage, this.sheet, this.#revision)) ?? []) {
      if (!this.#changes.has(name)) this.#changes.set(name, answer ?? undefined);
    }
    this.answers = changed(kept?.answers, this.#changes);
    this.#loaded = true;
    if (this.#changes.size) this.#later();
    else if (kept) this.say("saved");
  }

  /**
   * @param {string} name
   * @param {Answer} answer
   */
  set(name, answer) {
    if (!this.#changes.size) this.#since = Date.now();
    this.#changes.set(name, answer);
    this.answers = changed(this.answers, new Map([[name, answer]]));
    this.#later();
  }

  /** The page is about to go: note what the database may not get in time, then save as usual. */
  leave() {
    if (!this.#changes.size) return;
    const changes = [...this.#changes].map(([name, answer]) => /** @type {journal.Change} */ ([name, answer ?? null]));
    // Before loading nobody knows which draft these come after, so they come after any.
    const revision = this.#loaded ? this.#revision : Number.MAX_SAFE_INTEGER;
    guarded(() => journal.write(localStorage, { sheet: this.sheet, revision, changes }));
    this.#save();
  }

  /** Ends the keeping: the last changes are saved, and other tabs are listened to no more. */
  async close() {
    this.leave();
    this.#others.onmessage = null;
    (await this.#database?.catch(() => undefined))?.close();
  }

  /**
   * Deletes every answer from this device.
   * @returns {Promise<boolean>} whether they are gone
   */
  async clear() {
    clearTimeout(this.#timer);
    try {
      await store.remove(await this.#open(), this.sheet);
    } catch (error) {
      this.#failed(error, "uncleared");
      return false;
    }
    this.#era += 1;
    guarded(() => journal.forget(localStorage, this.sheet));
    this.#changes.clear();
    this.answers = {};
    this.#revision = 0;
    this.#others.postMessage(this.sheet);
    this.say("cleared");
    return true;
  }

  #later() {
    clearTimeout(this.#timer);
    const wait = Math.min(PAUSE, Math.max(0, this.#since + LONGEST - Date.now()));
    this.#timer = setTimeout(() => this.#save(), wait);
  }

  async #save() {
    clearTimeout(this.#timer);
    if (!this.#changes.size || !this.#loaded) return;
    const [era, changes] = [this.#era, new Map(this.#changes)];
    try {
      const draft = await store.update(await this.#open(), this.sheet, (kept) => this.#draft(kept, changes));
      if (era === this.#era) this.#kept(draft, changes);
    } catch (error) {
      this.#failed(error, "failed");
    }
  }

  /**
   * @param {store.Draft | undefined} kept
   * @param {Map<string, Answer>} changes
   * @returns {store.Draft}
   */
  #draft(kept, changes) {
    return {
      sheet: this.sheet,
      version: this.version,
      revision: (kept?.revision ?? 0) + 1,
      saved: new Date().toISOString(),
      answers: changed(kept?.answers, changes),
    };
  }

  /**
   * @param {store.Draft} draft
   * @param {Map<string, Answer>} changes what it holds of the changes made here
   */
  #kept(draft, changes) {
    this.#revision = draft.revision;
    for (const [name, answer] of changes) if (this.#changes.get(name) === answer) this.#changes.delete(name);
    this.#others.postMessage(this.sheet);
    if (this.#changes.size) return;
    guarded(() => journal.forget(localStorage, this.sheet));
    this.say("saved");
  }

  #open() {
    this.#database ??= store.open(indexedDB);
    return this.#database;
  }

  /**
   * @param {unknown} error
   * @param {State} state
   */
  #failed(error, state) {
    console.warn(error);
    this.#database = undefined; // so that the next try opens it anew
    this.say(state);
  }
}

/**
 * @param {store.Answers | undefined} answers
 * @param {Map<string, Answer>} changes
 * @returns {store.Answers} the answers with the changes made
 */
function changed(answers, changes) {
  const all = { ...answers };
  for (const [name, answer] of changes) {
    if (answer === undefined) delete all[name];
    else all[name] = answer;
  }
  return all;
}

/**
 * Does something with localStorage, which throws where it is blocked or full.
 * @template T
 * @param {() => T} what
 * @returns {T | undefined} nothing where it cannot be done; the database may do all the same
 */
function guarded(what) {
  try {
    return what();
  } catch {
    return undefined;
  }
}
