// Keeps the answers of one copy of a sheet: soon after each change, and at once when the page is about to go.

import * as journal from "./journal.js";
import * as store from "./store.js";

/** Other tabs hear here which copy has changed. */
const CHANNEL = "relationship-reset";
/** How long writing may pause before it is saved, and how long it may go on unsaved, in milliseconds. */
const PAUSE = 300;
const LONGEST = 1000;

/** @typedef {"saved" | "cleared" | "failed" | "uncleared"} State What has become of the answers. */
/** @typedef {store.Answer} Answer */

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
  /** Nothing where the browser refuses it: then other tabs are not told. */
  #others = store.guarded(() => new BroadcastChannel(CHANNEL));
  /** The saving that is under way, and those that wait for it. */
  #saving = Promise.resolve();

  /**
   * @param {object} sheet
   * @param {string} sheet.id the worksheet's id
   * @param {number} sheet.version the worksheet's version
   * @param {string | null} sheet.copy the id of the copy asked for; if none, the one saved last
   * @param {(name: string, kept: store.Answers) => string} sheet.key the name to keep an answer under that was
   *   written before anything was loaded
   * @param {() => store.Copy["progress"]} sheet.progress asked how far the reader has come
   * @param {(state: State) => void} say told what has become of the answers
   * @param {() => void} refresh told when another tab has changed them
   */
  constructor(sheet, say, refresh) {
    this.sheet = sheet;
    const own = sheet.copy === sheet.id || sheet.copy?.startsWith(`${sheet.id}~`);
    this.copy = own ? sheet.copy : null;
    this.#early = `${this.copy ?? sheet.id}?`;
    this.say = say;
    if (!this.#others) return;
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

  /** The name of the note about words that were written before anything was loaded. */
  #early;

  /** The copy's id; the first one's while none is known. */
  get #id() {
    return this.copy ?? this.sheet.id;
  }

  /** Tells other tabs that a copy has changed. @param {string | null} [copy] its id; this one if left out */
  tell(copy = this.copy) {
    this.#others?.postMessage(copy);
  }

  /** Brings the answers that are kept; those changed here meanwhile are newer and stay. */
  async load() {
    const era = this.#era;
    /** @type {store.Copy | undefined} */
    let kept;
    try {
      const database = await this.#open();
      this.copy ??= (await store.all(database, this.sheet.id))[0]?.id;
      kept = await store.load(database, this.#id);
    } catch (error) {
      this.#failed(error, "failed");
    }
    if (era !== this.#era) kept = undefined; // cleared meanwhile
    this.copy = this.#id;
    this.#revision = kept?.revision ?? 0;
    if (!this.#loaded) {
      const key = (/** @type {string} */ name) => this.sheet.key(name, kept?.answers ?? {});
      const early = [...this.#noted(this.#early), ...this.#changes];
      this.#changes = new Map(early.map(([name, answer]) => [key(name), answer ?? undefined]));
    }
    for (const [name, answer] of this.#noted(this.copy)) {
      if (!this.#changes.has(name)) this.#changes.set(name, answer ?? undefined);
    }
    this.answers = store.changed(kept?.answers, this.#changes);
    this.#loaded = true;
    if (this.#changes.size) this.#later();
    else if (kept) this.say("saved");
  }

  /** @param {string} copy what the note is about */
  #noted(copy) {
    return store.guarded(() => journal.recall(localStorage, copy, this.#revision)) ?? [];
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
    const copy = this.#loaded ? this.#id : this.#early;
    store.guarded(() => journal.write(localStorage, { copy, revision, changes }));
    this.flush();
  }

  /** Saves what was changed; done when the browser has it or could not take it. */
  flush() {
    clearTimeout(this.#timer);
    return this.#saving = this.#saving.then(() => this.#save());
  }

  /** Ends the keeping: the last changes are saved, and other tabs are listened to no more. */
  async close() {
    this.leave();
    if (this.#others) this.#others.onmessage = null;
    await this.#saving;
    (await this.#database?.catch(() => undefined))?.close();
  }

  /**
   * Deletes this copy, with every answer, from this device.
   * @returns {Promise<store.Copy | undefined>} what it was, for `restore`; nothing if it could not be deleted
   */
  async clear() {
    clearTimeout(this.#timer);
    let had;
    try {
      await store.update(await this.#open(), this.#id, (kept) => {
        had = this.#renewed(kept, this.#changes, kept?.progress);
        return undefined;
      });
    } catch (error) {
      this.#failed(error, "uncleared");
      return undefined;
    }
    this.#era += 1;
    this.#forget();
    this.#changes.clear();
    this.answers = {};
    this.#revision = 0;
    this.tell();
    this.say("cleared");
    return had;
  }

  /** Brings back what was cleared; what was written since stays. @param {store.Copy} had */
  async restore(had) {
    try {
      await store.update(await this.#open(), had.id, (kept) => store.rejoined(had, kept));
      this.tell(had.id);
      await this.load();
    } catch (error) {
      this.#failed(error, "failed");
      for (const [name, answer] of Object.entries(had.answers)) this.set(name, this.answers[name] ?? answer);
    }
  }

  #forget() {
    for (const copy of [this.#id, this.#early]) store.guarded(() => journal.forget(localStorage, copy));
  }

  #later() {
    clearTimeout(this.#timer);
    const wait = Math.min(PAUSE, Math.max(0, this.#since + LONGEST - Date.now()));
    this.#timer = setTimeout(() => this.flush(), wait);
  }

  async #save() {
    if (!this.#changes.size || !this.#loaded) return;
    const [era, changes] = [this.#era, new Map(this.#changes)];
    try {
      const [database, progress] = [await this.#open(), this.sheet.progress()];
      const change = (/** @type {store.Copy | undefined} */ kept) => this.#renewed(kept, changes, progress);
      const copy = await store.update(database, this.#id, change);
      if (copy && era === this.#era) this.#kept(copy, changes);
    } catch (error) {
      this.#failed(error, "failed");
    }
  }

  /**
   * @param {store.Copy | undefined} kept
   * @param {Map<string, Answer>} changes
   * @param {store.Copy["progress"]} progress
   */
  #renewed(kept, changes, progress) {
    const { id: sheet, version } = this.sheet;
    return store.renewed(kept, { id: this.#id, sheet, version, progress }, changes);
  }

  /**
   * @param {store.Copy} copy
   * @param {Map<string, Answer>} changes what it holds of the changes made here
   */
  #kept(copy, changes) {
    this.#revision = copy.revision;
    for (const [name, answer] of changes) if (this.#changes.get(name) === answer) this.#changes.delete(name);
    this.tell();
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
