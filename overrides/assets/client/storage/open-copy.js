// One copy of a sheet that a page works with: its identity, its answers as they stand, and its access to the database.

import { nextRevision } from "./copy-model.js";
import { decrypt, encrypt, putCopy } from "./copy-record.js";
import { loadCopy, NewerError } from "./copies-store.js";
import { openDatabase } from "./database.js";
import { Draft } from "./draft.js";
import { forgetNotes } from "./unload-journal.js";

/**
 * @typedef {"saved" | "cleared" | "failed" | "uncleared" | "reading" | "newer" | "locked" | "forked" | "full"} State
 *   What has become of the answers.
 * @typedef {import("../core/sheet-api.js").Answer} Answer
 * @typedef {import("../core/sheet-api.js").Answers} Answers
 * @typedef {import("../core/sheet-api.js").Copy} Copy
 * @typedef {import("../core/sheet-api.js").Lock} Lock
 */

/**
 * @typedef {object} Worksheet What a page says of its worksheet.
 * @property {string} id
 * @property {number} version
 * @property {string | null} copy the id of the copy asked for; null for the one saved last
 * @property {Answers} [given] answers that are only looked at, and never saved
 * @property {(name: string, kept: Answers) => string} key the name to save an answer under that was written before anything was
 *   loaded
 * @property {(answers: Answers) => Map<string, Answer>} moves what to change in answers that were written on an earlier version of the
 *   worksheet
 * @property {() => Copy["progress"]} progress how far the reader has come
 */

/** Base of Autosave. What other folders may use is AutosaveApi in core/sheet-api.js; the rest is for this folder. */
export class OpenCopy {
  /** @type {Lock | undefined} */
  lock;
  /** Whether it is read-only: another tab writes it, newer code has written it, or it is locked. */
  reading = false;
  /** Whether it is locked, and nobody has entered the passphrase. */
  shut = false;
  draft = new Draft();
  /** The revision that the draft is based on. */
  revision = 0;
  /** Whether it was ever loaded, and what was written before that has its place. */
  begun = false;
  /** @type {Promise<IDBDatabase> | undefined} */
  #opening;
  /** The operation that is under way, and those that wait for it. */
  #queue = Promise.resolve();

  /**
   * @param {Worksheet} sheet
   * @param {(state: State) => void} say called when it is known what has become of the answers
   * @param {() => void} refresh called when the answers have changed from elsewhere
   */
  constructor(sheet, say, refresh) {
    this.sheet = sheet;
    const own = sheet.copy === sheet.id || sheet.copy?.startsWith(`${sheet.id}~`);
    this.copy = own ? sheet.copy : null;
    /** The id under which changes are noted that were made before anything was loaded. */
    this.earlyId = `${this.copy ?? sheet.id}?`;
    this.say = say;
    this.refresh = refresh;
  }

  /** Every answer as it stands on the page. */
  get answers() {
    return this.draft.answers;
  }

  /** Whether there are changes that are not known to be saved. */
  get pending() {
    return this.draft.pending > 0;
  }

  /** The copy's id; that of the worksheet's first copy while none is known. */
  get id() {
    return this.copy ?? this.sheet.id;
  }

  /** This copy without its answers. */
  get now() {
    return { id: this.id, sheet: this.sheet.id, version: this.sheet.version, progress: this.sheet.progress() };
  }

  /** This copy as it stands on the page, saved or not; encrypted if it is locked. @returns {Promise<Copy>} */
  async whole() {
    const load = async () => loadCopy(await this.database(), this.id);
    const kept = await load().catch(() => undefined);
    const had = await decrypt(kept, this.lock);
    if (kept && !had) return kept;
    return encrypt({ ...had?.copy, ...this.asItStands, made: had?.copy.made ?? this.asItStands.made }, this.lock);
  }

  /** This copy as it stands on the page, saved or not, and never encrypted. @returns {Copy} */
  get asItStands() {
    return nextRevision(undefined, { ...this.now, revision: this.revision, answers: this.answers });
  }

  forgetNotes() {
    forgetNotes(this.id, this.earlyId);
  }

  /**
   * Runs one operation after the other.
   * @template T
   * @param {() => Promise<T>} operation
   * @returns {Promise<T>}
   */
  next(operation) {
    const done = this.#queue.then(operation);
    this.#queue = done.then(() => {}, () => {}); // failures are isolated
    return done;
  }

  /**
   * @param {(kept: Copy | undefined) => Copy | undefined} change
   * @param {{earlier?: boolean}} [options]
   */
  async put(change, options) {
    return putCopy(await this.database(), this.id, this.lock, change, options);
  }

  /** @returns {Promise<IDBDatabase>} */
  database() {
    this.#opening ??= openDatabase(indexedDB);
    return this.#opening;
  }

  async closeDatabase() {
    (await this.#opening?.catch(() => undefined))?.close();
  }

  /**
   * @param {unknown} error
   * @param {State} state
   */
  fail(error, state) {
    console.warn(error);
    this.#opening = undefined; // so that the next try opens it anew
    if (state === "failed" && this.pending) import("./backup.js").then(({ beginBackup }) => beginBackup());
    this.say(error instanceof NewerError ? "newer" : state);
  }
}
