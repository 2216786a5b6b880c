// Keeps the answers of one copy of a sheet: soon after each change, and at once when the page is about to go.

import { changesOf, ConflictError, Draft, FullError, tellsMore } from "./draft.js";
import * as journal from "./unload-journal.js";
import { decrypt, encrypt, putCopy } from "./copy-record.js";
import * as store from "./database.js";
import { WriteLock } from "./write-lock.js";
import { ERASED_EVENT } from "../core/events.js";
import { attempt } from "../core/attempt.js";
import { CHANNEL_NAME, LOCK_KEY } from "../core/storage-keys.js";

/** How long writing may pause before it is saved, and how long it may go on unsaved, in milliseconds. */
const PAUSE = 300;
const LONGEST = 1000;
/** How long one may write before what stood there becomes an earlier version, in milliseconds. */
const SITTING = 600_000;
/**
 * @typedef {"saved" | "cleared" | "failed" | "uncleared" | "reading" | "newer" | "locked" | "parted" | "full"} State
 *   What has become of the answers.
 * @typedef {store.Answer} Answer
 */

/** Keeps the answers of one copy of a sheet. */
export class Autosave {
  /** The keepings that are coming to their end on this page. */
  static #closing = Promise.resolve();
  /** What locks this copy. @type {import("./copy-record.js").Lock | undefined} */
  lock;
  /** Whether it can only be read: another tab writes it, newer code has written it, or it is locked. */
  reading = false;
  /** Whether it is locked, and nobody has said the passphrase. */
  shut = false;
  #draft = new Draft();
  /** The changes of a locked copy, encrypted and ready to be noted. @type {journal.Note["sealed"]} */
  #sealed;
  #sealing = Promise.resolve();
  /** @type {Promise<IDBDatabase> | undefined} */
  #opening;
  #revision = 0;
  /** Whether it was ever loaded, and what was written before that has its place. */
  #begun = false;
  /** Whether everything here was erased: then nothing is kept any more. */
  #over = false;
  /** When the first change came that is not saved yet; by a clock that nobody sets. */
  #since = 0;
  /** When this sitting last left an earlier version. */
  #versioned = -SITTING;
  #timer = 0;
  /** Raised when the answers are cleared: what was under way before must not bring them back. */
  #era = 0;
  /** @type {WriteLock | undefined} */
  #turn;
  /** Nothing where the browser refuses it: then other tabs are not told. */
  #others = attempt(() => new BroadcastChannel(CHANNEL_NAME));
  /** The saving that is under way, and those that wait for it. */
  #saving = Promise.resolve();

  /**
   * @param {object} sheet
   * @param {string} sheet.id the worksheet's id
   * @param {number} sheet.version the worksheet's version
   * @param {string | null} sheet.copy the id of the copy asked for; if none, the one saved last
   * @param {store.Answers} [sheet.given] answers that are only looked at, and never kept
   * @param {(name: string, kept: store.Answers) => string} sheet.key the name to keep an answer under that was
   *   written before anything was loaded
   * @param {(answers: store.Answers) => Map<string, Answer>} sheet.moves what to change in answers that were written
   *   on an earlier version of the worksheet
   * @param {() => store.Copy["progress"]} sheet.progress asked how far the reader has come
   * @param {(state: State) => void} say told what has become of the answers
   * @param {() => void} refresh told when the answers have changed from elsewhere
   */
  constructor(sheet, say, refresh) {
    this.sheet = sheet;
    const own = sheet.copy === sheet.id || sheet.copy?.startsWith(`${sheet.id}~`);
    this.copy = own ? sheet.copy : null;
    this.#early = `${this.copy ?? sheet.id}?`;
    this.say = say;
    this.refresh = refresh;
    if (this.#others) this.#others.onmessage = ({ data }) => this.#hear(data);
  }

  /** Every answer as it stands on the page. */
  get answers() {
    return this.#draft.answers;
  }

  /** Whether something was written that is not known to be saved. */
  get pending() {
    return this.#draft.pending > 0;
  }

  /** Whether it is known what is kept. */
  get #loaded() {
    return this.#begun && !this.shut;
  }

  /** The name of the note about words that were written before anything was loaded. */
  #early;

  /** The copy's id; the first one's while none is known. */
  get id() {
    return this.copy ?? this.sheet.id;
  }

  /** What is known of this copy without its answers. */
  get now() {
    return { id: this.id, sheet: this.sheet.id, version: this.sheet.version, progress: this.sheet.progress() };
  }

  /** This copy as it stands on the page, saved or not; a locked one stays locked. @returns {Promise<store.Copy>} */
  async whole() {
    const load = async () => store.loadCopy(await this.database(), this.id);
    const kept = await load().catch(() => undefined);
    const had = await decrypt(kept, this.lock);
    if (kept && !had) return kept;
    return encrypt({ ...had?.copy, ...this.asItStands, made: had?.copy.made ?? this.asItStands.made }, this.lock);
  }

  /** This copy as it stands on the page, saved or not, and never locked. @returns {store.Copy} */
  get asItStands() {
    return store.nextRevision(undefined, { ...this.now, revision: this.#revision, answers: this.answers });
  }

  /** Tells other tabs that a copy has changed. @param {string | null} [copy] its id; this one if left out */
  tell(copy = this.copy) {
    this.#others?.postMessage(copy);
  }

  /** @param {unknown} message */
  async #hear(message) {
    if (/** @type {{erased?: true} | null} */ (message)?.erased) this.#stop();
    else if (message !== this.copy) return;
    await this.load();
    this.refresh();
    if (this.#over) this.say("cleared");
  }

  /** Everything on this device was erased: nothing of it may come back. */
  #stop() {
    this.#over = this.reading = true;
    this.#draft.clear();
    this.#turn?.release();
    document.dispatchEvent(new CustomEvent(ERASED_EVENT)); // nor does any Undo bring it back
  }

  /** Brings the answers that are kept; those changed here meanwhile are newer and stay. */
  async load() {
    if (this.sheet.given || this.#over) {
      this.#draft.compose(this.#over ? {} : { ...this.sheet.given }, new Map());
      return;
    }
    if (!this.#begun) await Autosave.#closing;
    const [era, shut] = [this.#era, this.shut];
    let { found, state, lost } = await this.#find();
    if (lost && this.#loaded) return; // what stands on the page is more than nothing
    this.copy = this.id;
    await this.#queue();
    if (!state && !this.#turn?.mine) state = "reading";
    this.reading = Boolean(state);
    this.shut = state === "locked";
    if (found) this.lock = found.lock;
    if (era !== this.#era) found = undefined; // cleared meanwhile
    this.#revision = found?.copy.revision ?? 0;
    await this.#bring(found?.copy);
    this.#seal();
    if (state) this.say(state);
    else if (this.pending) this.#later();
    else if (found) this.say("saved");
    else if (shut) this.say("cleared");
  }

  /**
   * @returns {Promise<{found?: Awaited<ReturnType<decrypt>>, state?: State, lost?: boolean}>} what is kept; why it is
   *   only read; whether nobody knows
   */
  async #find() {
    try {
      const database = await this.database();
      const [latest] = await store.allCopies(database, this.sheet.id);
      this.copy ??= latest?.id;
      const kept = await store.loadCopy(database, this.id);
      const found = await decrypt(kept, this.lock);
      // From now on nothing is noted before it is known what is locked.
      if (kept?.locked) attempt(() => localStorage.setItem(LOCK_KEY, "yes"));
      if (kept && !found) return { state: "locked" };
      const newer = database.version > store.VERSION || (kept?.form ?? 0) > store.FORM;
      return newer ? { found, state: "newer" } : { found };
    } catch (error) {
      this.#failed(error, "failed");
      return { lost: true };
    }
  }

  /** Waits until it is known whose turn it is to write this copy. */
  async #queue() {
    if (this.#turn?.copy === this.id) return;
    this.#turn?.release();
    this.#turn = new WriteLock(this.id, () => this.#turned());
    await this.#turn.known;
  }

  /** This tab got the turn to write, or lost it. */
  async #turned() {
    if (!this.#turn?.mine) await this.flush();
    await this.load();
    this.refresh();
  }

  /** Takes the turn to write away from the tab that has it. */
  take() {
    this.#turn?.take();
  }

  /** Puts together what is kept and what was written here. @param {store.Copy | undefined} kept */
  async #bring(kept) {
    const [base, draft] = [kept?.answers ?? {}, this.#draft];
    if (this.shut) {
      draft.hide();
      return;
    }
    if (!this.#begun) {
      draft.rename(changesOf(this.#noted(this.#early)?.changes), (name) => this.sheet.key(name, base));
    }
    this.#begun = true;
    if (!this.reading) await this.#recall(kept);
    const moves = this.sheet.moves(base);
    if (!this.reading) draft.add(moves);
    draft.compose(base, moves);
  }

  /** Takes over what was noted when a page closed. @param {store.Copy | undefined} kept */
  async #recall(kept) {
    const note = this.#noted(this.id);
    if (!note) return;
    const { sealed } = note;
    // A note that another lock has sealed, which the copy had before, cannot be read any more.
    const read = async () =>
      this.lock && sealed && (await vault()).decryptChanges(this.lock, sealed).catch(() => undefined);
    const changes = changesOf(sealed ? await read() : note.changes);
    if (note.revision >= this.#revision) this.#draft.add(changes);
    else if (kept && tellsMore(changes, kept.answers)) {
      // Words that came too late, because another tab had gone on. They stay as an earlier version.
      const late = { ...kept, revision: kept.revision - 0.5, answers: store.applyChanges(kept.answers, changes) };
      try {
        await store.addVersion(await this.database(), await encrypt(late, this.lock));
      } catch (error) {
        console.warn(error);
        return; // the note stays, for another time
      }
    }
    if (!this.pending) this.#forget();
  }

  /** @param {string} copy what the note is about */
  #noted(copy) {
    return attempt(() => journal.readJournal(localStorage, copy));
  }

  /**
   * @param {string} name
   * @param {Answer} answer
   */
  set(name, answer) {
    if (this.reading) return;
    if (this.sheet.given) {
      this.#draft.show(name, answer);
      return;
    }
    if (!this.pending) this.#since = performance.now();
    this.#draft.set(name, answer);
    this.#seal();
    this.#later();
  }

  /** Encrypts the changes of a locked copy at once, because a page that closes does not wait. */
  #seal() {
    const { lock } = this;
    if (!lock || !this.pending) return;
    this.#sealing = this.#sealing.then(async () => {
      this.#sealed = await (await vault()).encryptText(lock, this.#draft.listed);
    });
  }

  /** The page is about to go: note what the database may not get in time, then save as usual. */
  leave() {
    if (!this.pending) return;
    // Before loading nobody knows what these come after, so they come after anything; nor whether they may be read.
    const revision = this.#loaded ? this.#revision : Number.MAX_SAFE_INTEGER;
    const copy = this.#begun ? this.id : this.#early;
    const secret = this.lock || this.shut || (!this.#begun && attempt(() => localStorage.getItem(LOCK_KEY)));
    const words = secret ? { sealed: this.#sealed } : { changes: this.#draft.listed };
    if (!secret || this.#sealed) attempt(() => journal.writeJournal(localStorage, { copy, revision, ...words }));
    this.flush();
  }

  /** Saves what was changed; done when the browser has it or could not take it. */
  flush() {
    clearTimeout(this.#timer);
    return this.next(() => this.#save());
  }

  /**
   * Does one thing after another.
   * @template T
   * @param {() => Promise<T>} what
   * @returns {Promise<T>}
   */
  next(what) {
    const done = this.#saving.then(what);
    this.#saving = done.then(() => {}, () => {}); // what fails stops nothing that comes after
    return done;
  }

  /** Ends the keeping: the last changes are saved, and other tabs are listened to no more. */
  close() {
    this.leave();
    if (this.#others) this.#others.onmessage = null;
    Autosave.#closing = this.next(async () => {
      (await this.#opening?.catch(() => undefined))?.close();
      this.#turn?.release();
    });
    return Autosave.#closing;
  }

  /**
   * Deletes this copy, with every answer, from this device. A locked one that is only begun anew stays locked.
   * @param {boolean} [gone] whether nothing of it shall stay, not even its lock
   * @returns {Promise<store.Copy | undefined>} what it was, for `restore`; nothing if it could not be deleted
   */
  clear(gone = false) {
    clearTimeout(this.#timer);
    return this.next(async () => {
      const lock = gone ? undefined : this.lock;
      const blank = { ...this.now, progress: undefined, answers: {} };
      const anew = lock && await encrypt(store.nextRevision(undefined, blank), lock);
      /** @type {store.Copy | undefined} */
      let had;
      try {
        await store.updateCopy(await this.database(), this.id, (kept) => {
          const answers = store.applyChanges(kept?.answers, this.#draft.changes);
          had = kept?.locked ? kept : store.nextRevision(kept, { ...this.now, answers });
          return anew && { ...anew, revision: had.revision + 1 };
        }, { anew: true });
      } catch (error) {
        this.#failed(error, "uncleared");
        return undefined;
      }
      this.#era += 1;
      this.#forget();
      this.#draft.clear();
      this.shut = false;
      this.lock = lock;
      this.#revision = anew ? (had?.revision ?? 0) + 1 : 0;
      this.tell();
      this.say("cleared");
      return had;
    });
  }

  /** Brings back what was cleared; what was written since stays. @param {store.Copy} had */
  async restore(had) {
    try {
      const own = await decrypt(had, this.lock);
      if (own) {
        await putCopy(
          await this.database(),
          had.id,
          own.lock ?? this.lock,
          (kept) => store.mergeRestored(own.copy, kept),
        );
      } else {
        await store.updateCopy(await this.database(), had.id, (kept) => {
          if (kept) throw new Error(`locked: ${had.id}`);
          return had;
        });
      }
      this.tell(had.id);
      await this.load();
    } catch (error) {
      this.#failed(error, "failed");
      for (const [name, answer] of Object.entries(had.answers)) this.set(name, this.answers[name] ?? answer);
    }
  }

  /** Something was done to the whole copy: other tabs are told, and it is read anew. */
  async again() {
    this.#sealed = undefined;
    if (!this.pending) this.#forget();
    this.tell();
    await this.load();
  }

  /** Forgets the answers of a locked copy, once they are saved, until somebody says the passphrase again. */
  async lockUp() {
    if (!this.lock) return;
    await this.flush();
    await this.#sealing;
    this.leave(); // what could not be saved is noted while it can be encrypted
    this.lock = undefined;
    this.shut = true;
    await this.load();
    this.refresh();
  }

  #forget() {
    for (const copy of [this.id, this.#early]) attempt(() => journal.forgetJournal(localStorage, copy));
  }

  #later() {
    clearTimeout(this.#timer);
    const wait = Math.min(PAUSE, Math.max(0, this.#since + LONGEST - performance.now()));
    this.#timer = setTimeout(() => this.flush(), wait);
  }

  async #save() {
    if (!this.pending || !this.#loaded || this.#over) return;
    const [era, changes, now] = [this.#era, this.#draft.changes, performance.now()];
    const earlier = now - this.#versioned >= SITTING;
    try {
      const merge = (/** @type {store.Copy | undefined} */ kept) => this.#draft.merged(kept?.answers, changes);
      const copy = await this.put((kept) => store.nextRevision(kept, { ...this.now, answers: merge(kept) }), {
        earlier,
      });
      if (earlier) this.#versioned = now;
      if (copy && era === this.#era) this.#kept(copy, changes);
    } catch (error) {
      if (error instanceof ConflictError) await this.#part();
      else this.#failed(error, error instanceof FullError ? "full" : "failed");
    }
  }

  /**
   * @param {store.Copy} copy
   * @param {Map<string, Answer>} changes what it holds of the changes made here
   */
  #kept(copy, changes) {
    this.#revision = copy.revision;
    const before = JSON.stringify(this.answers);
    this.#draft.settle(copy.answers, changes);
    if (JSON.stringify(this.answers) !== before) this.refresh(); // others have written beside us
    this.tell();
    if (this.pending) return;
    this.#forget();
    this.say("saved");
  }

  /** Another tab has written something else: what was written here becomes a copy of its own. */
  async #part() {
    const [id, answers] = [store.freshId(this.sheet.id), { ...this.answers }];
    const { changes } = this.#draft;
    try {
      await putCopy(
        await this.database(),
        id,
        this.lock,
        () => store.nextRevision(undefined, { ...this.now, id, answers }),
      );
    } catch (error) {
      this.#failed(error, "failed");
      return;
    }
    this.#forget();
    this.#draft.settle(answers, changes);
    this.copy = id;
    this.tell();
    await this.load();
    this.say("parted");
  }

  /**
   * @param {(kept: store.Copy | undefined) => store.Copy | undefined} change
   * @param {{earlier?: boolean}} [options]
   */
  async put(change, options) {
    return putCopy(await this.database(), this.id, this.lock, change, options);
  }

  /** @returns {Promise<IDBDatabase>} */
  database() {
    this.#opening ??= store.openDatabase(indexedDB);
    return this.#opening;
  }

  /**
   * @param {unknown} error
   * @param {State} state
   */
  #failed(error, state) {
    console.warn(error);
    this.#opening = undefined; // so that the next try opens it anew
    if (state === "failed" && this.pending) import("./backup.js").then(({ beginBackup }) => beginBackup());
    this.say(error instanceof store.NewerError ? "newer" : state);
  }
}

const vault = () => import("./key-cache.js");
