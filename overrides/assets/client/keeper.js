// Keeps one sheet's answers: soon after each change, at once when the page is about to go, and never before loading.

import * as journal from "./journal.js";
import * as store from "./store.js";

/** How long writing may pause before it is saved, and how long it may go on unsaved, in milliseconds. */
const PAUSE = 300;
const LONGEST = 1000;

/** @typedef {"saved" | "cleared" | "failed"} State What has become of the answers. */

/** Keeps the answers of one sheet. */
export class Keeper {
  /** @type {store.Answers} */
  answers = {};
  /** @type {Promise<IDBDatabase> | undefined} */
  #database;
  #revision = 0;
  #loaded = false;
  #unsaved = false;
  /** When the first change came that is not saved yet. */
  #since = 0;
  #timer = 0;

  /**
   * @param {string} sheet the worksheet's id
   * @param {number} version the worksheet's version
   * @param {(state: State) => void} say told what has become of the answers
   */
  constructor(sheet, version, say) {
    this.sheet = sheet;
    this.version = version;
    this.say = say;
  }

  /** Brings the answers that were kept; those set meanwhile are newer and stay. */
  async load() {
    let kept;
    try {
      this.#database = store.open(indexedDB);
      kept = await store.load(await this.#database, this.sheet);
    } catch (error) {
      this.#failed(error);
    }
    const draft = journal.newer(kept, guarded(() => journal.recall(localStorage, this.sheet)));
    this.#revision = draft?.revision ?? 0;
    this.answers = { ...draft?.answers, ...this.answers };
    this.#loaded = true;
    if (this.#unsaved || draft !== kept) this.#later();
    else if (draft) this.say("saved");
  }

  /**
   * @param {string} name
   * @param {string | string[] | undefined} answer
   */
  set(name, answer) {
    if (answer === undefined) delete this.answers[name];
    else this.answers[name] = answer;
    this.#later();
  }

  /** The page is about to go: note what the database may not get in time, then save as usual. */
  leave() {
    if (!this.#unsaved || !this.#loaded) return;
    guarded(() => journal.note(localStorage, this.#draft(1)));
    this.#save();
  }

  /** Deletes every answer from this device. */
  async clear() {
    clearTimeout(this.#timer);
    this.#unsaved = false;
    this.answers = {};
    try {
      guarded(() => journal.forget(localStorage, this.sheet));
      if (this.#database) await store.remove(await this.#database, this.sheet);
      this.say("cleared");
    } catch (error) {
      this.#failed(error);
    }
  }

  #later() {
    if (!this.#unsaved) this.#since = Date.now();
    this.#unsaved = true;
    clearTimeout(this.#timer);
    const wait = Math.min(PAUSE, Math.max(0, this.#since + LONGEST - Date.now()));
    this.#timer = setTimeout(() => this.#save(), wait);
  }

  async #save() {
    clearTimeout(this.#timer);
    if (!this.#unsaved || !this.#loaded) return;
    this.#unsaved = false;
    this.#revision += 1;
    const draft = this.#draft(0);
    try {
      if (!this.#database) throw new Error("there is no database to save to");
      await store.save(await this.#database, draft);
      if (this.#unsaved || draft.revision !== this.#revision) return;
      guarded(() => journal.forget(localStorage, this.sheet));
      this.say("saved");
    } catch (error) {
      this.#failed(error);
    }
  }

  /**
   * @param {number} ahead how far the revision runs ahead of the last one saved
   * @returns {store.Draft}
   */
  #draft(ahead) {
    return {
      sheet: this.sheet,
      version: this.version,
      revision: this.#revision + ahead,
      saved: new Date().toISOString(),
      answers: { ...this.answers },
    };
  }

  /** @param {unknown} error */
  #failed(error) {
    console.warn(error);
    this.say("failed");
  }
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
