// Keeps the answers of one copy of a sheet: soon after each change, and at once when the page is about to go.

import * as journal from "./journal.js";
import * as store from "./store.js";

/** Other tabs hear here which copy has changed. */
export const CHANNEL = "relationship-reset";
/** How long writing may pause before it is saved, and how long it may go on unsaved, in milliseconds. */
const PAUSE = 300;
const LONGEST = 1000;

/** @typedef {"saved" | "cleared" | "failed" | "uncleared"} State What has become of the answers. */
/** @typedef {string | string[] | undefined} Answer */

/** Keeps the answers of one copy of a sheet. */
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
  #others = new BroadcastChannel(CHANNEL);

  /**
   * @param {object} sheet
   * @param {string} sheet.id the worksheet's id
   * @param {number} sheet.version the worksheet's version
   * @param {string | null} sheet.copy the id of the copy asked for; if none, the one saved last
   * @param {() => store.Copy["progress"]} sheet.progress asked how far the reader has come
   * @param {(state: State) => void} say told what has become of the answers
   * @param {() => void} refresh told when another tab has changed them
   */
  constructor(sheet, say, refresh) {
    this.sheet = sheet;
    this.copy = sheet.copy;
    this.say = say;
    this.#others.onmessage = async ({ data }) => {
      if (data !== this.copy) return;
      await this.load();
      refresh();
    };
  }

  /** Whether something was written that is not known to be saved. */
  get pending() {
    return this.#changes.size > 0;
  }

  /** Where the last words are noted while nobody knows yet for which copy they are. */
  get #unknown() {
    return `${this.sheet.id}?`;
  }

  /** Brings the answers that are kept; those changed here meanwhile are newer and stay. */
  async load() {
    const era = this.#era;
    let kept;
    try {
      const database = await this.#open();
      this.copy ??= (await store.all(database, this.sheet.id))[0]?.id;
      kept = await store.load(database, this.copy ?? this.sheet.id);
    } catch (error) {
      this.#failed(error, "failed");
    }
    if (era !== this.#era) return;
    this.copy ??= this.sheet.id;
    this.#revision = kept?.revision ?? 0;
    for (const [name, answer] of [...this.#noted(this.#unknown), ...this.#noted(this.copy)]) {
      if (!this.#changes.has(name)) this.#changes.set(name, answer ?? undefined);
    }
    this.answers = changed(kept?.answers, this.#changes);
    this.#loaded = true;
    if (this.#changes.size) this.#later();
    else if (kept) this.say("saved");
  }

  /** @param {string} copy what the note is about */
  #noted(copy) {
    return guarded(() => journal.recall(localStorage, copy, this.#revision)) ?? [];
  }

  /**
   * @param {string} name
   * @param {Answer} answer
   */
  set(name, answer) {
    if (!this.#changes.size) this.#since = Date.now();
    this.#changes.set(name, answer);
    if (answer === undefined) delete this.answers[name];
    else this.answers[name] = answer;
    this.#later();
  }

  /** The page is about to go: note what the database may not get in time, then save as usual. */
  leave() {
    if (!this.#changes.size) return;
    const changes = [...this.#changes].map(([name, answer]) => /** @type {journal.Change} */ ([name, answer ?? null]));
    // Before loading nobody knows what these come after, so they come after anything.
    const revision = this.#loaded ? this.#revision : Number.MAX_SAFE_INTEGER;
    const copy = this.copy ?? this.#unknown;
    guarded(() => journal.write(localStorage, { copy, revision, changes }));
    this.#save();
  }

  /** Ends the keeping: the last changes are saved, and other tabs are listened to no more. */
  async close() {
    this.leave();
    this.#others.onmessage = null;
    (await this.#database?.catch(() => undefined))?.close();
  }

  /**
   * Deletes this copy, with every answer, from this device.
   * @returns {Promise<store.Answers | undefined>} the answers it had; nothing if they could not be deleted
   */
  async clear() {
    clearTimeout(this.#timer);
    try {
      await store.remove(await this.#open(), this.copy ?? this.sheet.id);
    } catch (error) {
      this.#failed(error, "uncleared");
      return undefined;
    }
    this.#era += 1;
    this.#forget();
    const had = this.answers;
    this.#changes.clear();
    this.answers = {};
    this.#revision = 0;
    this.#others.postMessage(this.copy);
    this.say("cleared");
    return had;
  }

  #forget() {
    for (const copy of [this.copy ?? this.sheet.id, this.#unknown]) guarded(() => journal.forget(localStorage, copy));
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
      const [database, progress] = [await this.#open(), this.sheet.progress()];
      const change = (/** @type {store.Copy | undefined} */ kept) => this.#made(kept, changes, progress);
      const copy = await store.update(database, this.copy ?? this.sheet.id, change);
      if (copy && era === this.#era) this.#kept(copy, changes);
    } catch (error) {
      this.#failed(error, "failed");
    }
  }

  /**
   * @param {store.Copy | undefined} kept
   * @param {Map<string, Answer>} changes
   * @param {store.Copy["progress"]} progress
   * @returns {store.Copy}
   */
  #made(kept, changes, progress) {
    const saved = new Date().toISOString();
    return {
      made: saved,
      ...kept,
      id: this.copy ?? this.sheet.id,
      sheet: this.sheet.id,
      version: this.sheet.version,
      revision: (kept?.revision ?? 0) + 1,
      saved,
      answers: changed(kept?.answers, changes),
      progress,
    };
  }

  /**
   * @param {store.Copy} copy
   * @param {Map<string, Answer>} changes what it holds of the changes made here
   */
  #kept(copy, changes) {
    this.#revision = copy.revision;
    for (const [name, answer] of changes) if (this.#changes.get(name) === answer) this.#changes.delete(name);
    this.#others.postMessage(this.copy);
    if (this.#changes.size) return;
    this.#forget();
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
