// Saves the answers of one copy of a sheet: soon after each change, and at once when the page is about to go.

import { nextRevision } from "./copy-model.js";
import { OpenCopy } from "./open-copy.js";
import { ConflictError, FullError } from "./draft.js";
import { findCopy, mergeCopy } from "./load-copy.js";
import { TabChannel } from "./tab-channel.js";
import { hasHadLocked, UnloadNotes } from "./unload-journal.js";
import { WriteLock } from "./write-lock.js";
import { ERASED_EVENT } from "../core/events.js";

/** How long writing may pause before it is saved, and how long it may go on unsaved, in milliseconds. */
const PAUSE = 300;
const LONGEST = 1000;
/** How long one may write before what stood there becomes an earlier version, in milliseconds. */
const SITTING = 600_000;
/**
 * @typedef {import("./open-copy.js").State} State
 * @typedef {import("../core/sheet-api.js").Answer} Answer
 * @typedef {import("../core/sheet-api.js").AutosaveApi} AutosaveApi
 * @typedef {import("../core/sheet-api.js").Copy} Copy
 * @typedef {import("../core/sheet-api.js").Lock} Lock
 */

/** Loaded only when something is done to the whole copy. */
const edits = () => import("./copy-edits.js");

/**
 * Loads one copy of a sheet, and saves what is changed in it.
 * @implements {AutosaveApi}
 */
export class Autosave extends OpenCopy {
  /** Resolves once every instance of this page that was closed has finished. */
  static #closing = Promise.resolve();
  #notes = new UnloadNotes();
  /** Whether everything on this device was erased: then nothing is saved any more. */
  #erased = false;
  /** When the first change came that is not saved yet; by a monotonic clock. */
  #since = 0;
  /** When this sitting last left an earlier version. */
  #versioned = -SITTING;
  #timer = 0;
  /** Raised when the answers are cleared: what was under way before must not bring them back. */
  #generation = 0;
  /** @type {WriteLock | undefined} */
  #writeLock;
  #others = new TabChannel({
    changed: (copy) => copy === this.copy && this.#reload(),
    erased: () => {
      this.#stop();
      this.#reload();
    },
  });

  /** Whether it is known what is saved. */
  get #loaded() {
    return this.begun && !this.shut;
  }

  /** Tells other tabs that a copy has changed. @param {string | null} [copy] its id; this one if left out */
  tell(copy = this.copy) {
    this.#others.tellChanged(copy);
  }

  /** Another tab has changed this copy, or erased everything. */
  async #reload() {
    await this.load();
    this.refresh();
    if (this.#erased) this.say("cleared");
  }

  /** Everything on this device was erased: nothing of it may come back. */
  #stop() {
    this.#erased = this.reading = true;
    this.draft.clear();
    this.#writeLock?.release();
    document.dispatchEvent(new CustomEvent(ERASED_EVENT)); // nor does any Undo bring it back
  }

  /** Reads the saved answers; changes made here meanwhile are newer and stay. */
  async load() {
    if (this.sheet.given || this.#erased) {
      this.draft.compose(this.#erased ? {} : { ...this.sheet.given }, new Map());
      return;
    }
    if (!this.begun) await Autosave.#closing;
    const [generation, shut] = [this.#generation, this.shut];
    let { found, state, lost } = await findCopy(this);
    if (lost && this.#loaded) return; // what stands on the page is more than nothing
    this.copy = this.id;
    await this.#lockForWriting();
    if (!state && !this.#writeLock?.mine) state = "reading";
    this.reading = Boolean(state);
    this.shut = state === "locked";
    if (found) this.lock = found.lock;
    if (generation !== this.#generation) found = undefined; // cleared meanwhile
    this.revision = found?.copy.revision ?? 0;
    await mergeCopy(this, found?.copy);
    this.#seal();
    if (state) this.say(state);
    else if (this.pending) this.#saveSoon();
    else if (found) this.say("saved");
    else if (shut) this.say("cleared");
  }

  /** Waits until it is known whether this tab may write this copy. */
  async #lockForWriting() {
    if (this.#writeLock?.copy === this.id) return;
    this.#writeLock?.release();
    this.#writeLock = new WriteLock(this.id, () => this.#writeLockChanged());
    await this.#writeLock.known;
  }

  /** This tab got the write lock, or lost it. */
  async #writeLockChanged() {
    if (!this.#writeLock?.mine) await this.flush();
    await this.load();
    this.refresh();
  }

  /** Takes the write lock from the tab that holds it. */
  take() {
    this.#writeLock?.take();
  }

  /**
   * @param {string} name
   * @param {Answer} answer
   */
  set(name, answer) {
    if (this.reading) return;
    if (this.sheet.given) {
      this.draft.show(name, answer);
      return;
    }
    if (!this.pending) this.#since = performance.now();
    this.draft.set(name, answer);
    this.#seal();
    this.#saveSoon();
  }

  /** Encrypts the changes of a locked copy at once, because a closing page does not wait. */
  #seal() {
    if (this.lock && this.pending) this.#notes.seal(this.lock, this.draft);
  }

  /** The page is about to go: notes what the database may not get in time, then saves as usual. */
  leave() {
    if (!this.pending) return;
    // Before loading nobody knows what these come after, so they come after anything; nor whether the copy is locked.
    const revision = this.#loaded ? this.revision : Number.MAX_SAFE_INTEGER;
    const secret = Boolean(this.lock) || this.shut || (!this.begun && hasHadLocked());
    this.#notes.write(this.begun ? this.id : this.earlyId, revision, secret, this.draft);
    this.flush();
  }

  /** Saves what was changed; resolves once the browser has it or could not take it. */
  flush() {
    clearTimeout(this.#timer);
    return this.next(() => this.#save());
  }

  /** Saves the last changes, and stops listening to other tabs. */
  close() {
    this.leave();
    this.#others.mute();
    Autosave.#closing = this.next(async () => {
      await this.closeDatabase();
      this.#writeLock?.release();
    });
    return Autosave.#closing;
  }

  /**
   * Deletes this copy, with every answer, from this device. A locked one that is only begun anew stays locked.
   * @param {boolean} [gone] whether nothing of it shall stay, not even its lock
   * @returns {Promise<Copy | undefined>} what it was, for `restore`; undefined if it could not be deleted
   */
  clear(gone = false) {
    clearTimeout(this.#timer);
    return this.next(async () => {
      try {
        return await (await edits()).clearCopy(this, gone);
      } catch (error) {
        this.fail(error, "uncleared");
        return undefined;
      }
    });
  }

  /** Begins anew, after the copy was cleared. @param {Lock | undefined} lock @param {number} revision */
  reset(lock, revision) {
    this.#generation += 1;
    this.forgetNotes();
    this.draft.clear();
    this.shut = false;
    this.lock = lock;
    this.revision = revision;
    this.tell();
    this.say("cleared");
  }

  /** Brings back what was cleared; what was written since stays. @param {Copy} had */
  async restore(had) {
    try {
      await (await edits()).restoreCopy(this, had);
    } catch (error) {
      this.fail(error, "failed");
      for (const [name, answer] of Object.entries(had.answers)) this.set(name, this.answers[name] ?? answer);
    }
  }

  /** Tells other tabs, and reads the copy anew, after the whole copy was changed. */
  async again() {
    this.#notes.unseal();
    if (!this.pending) this.forgetNotes();
    this.tell();
    await this.load();
  }

  /** Forgets the answers of a locked copy, once they are saved, until somebody enters the passphrase again. */
  async lockUp() {
    if (!this.lock) return;
    await this.flush();
    await this.#notes.sealing;
    this.leave(); // what could not be saved is noted while it can be encrypted
    this.lock = undefined;
    this.shut = true;
    await this.load();
    this.refresh();
  }

  #saveSoon() {
    clearTimeout(this.#timer);
    const wait = Math.min(PAUSE, Math.max(0, this.#since + LONGEST - performance.now()));
    this.#timer = setTimeout(() => this.flush(), wait);
  }

  async #save() {
    if (!this.pending || !this.#loaded || this.#erased) return;
    const [generation, changes, now] = [this.#generation, this.draft.changes, performance.now()];
    const earlier = now - this.#versioned >= SITTING;
    try {
      const merge = (/** @type {Copy | undefined} */ kept) => this.draft.merged(kept?.answers, changes);
      const copy = await this.put((kept) => nextRevision(kept, { ...this.now, answers: merge(kept) }), { earlier });
      if (earlier) this.#versioned = now;
      if (copy && generation === this.#generation) this.#saved(copy, changes);
    } catch (error) {
      if (error instanceof ConflictError) await this.#fork();
      else this.fail(error, error instanceof FullError ? "full" : "failed");
    }
  }

  /**
   * @param {Copy} copy
   * @param {Map<string, Answer>} changes what it holds of the changes made here
   */
  #saved(copy, changes) {
    this.revision = copy.revision;
    const before = JSON.stringify(this.answers);
    this.draft.settle(copy.answers, changes);
    if (JSON.stringify(this.answers) !== before) this.refresh(); // another tab has changed other answers
    this.tell();
    if (this.pending) return;
    this.forgetNotes();
    this.say("saved");
  }

  async #fork() {
    try {
      await (await import("./fork-copy.js")).forkCopy(this);
    } catch (error) {
      this.fail(error, "failed");
    }
  }
}
