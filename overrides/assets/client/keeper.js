// Keeps the answers of one copy of a sheet: soon after each change, and at once when the page is about to go.

import * as journal from "./journal.js";
import { closed, opened, put } from "./record.js";
import * as store from "./store.js";
import { Turn } from "./turn.js";

/** Other tabs hear here which copy has changed. */
const CHANNEL = "relationship-reset";
/** How long writing may pause before it is saved, and how long it may go on unsaved, in milliseconds. */
const PAUSE = 300;
const LONGEST = 1000;
/** How long one may write before what stood there becomes an earlier version, in milliseconds. */
const SITTING = 600_000;
/** How long all answers of a copy may be together, in characters, and how many there may be. */
const [LONGEST_COPY, MOST_ANSWERS] = [256 * 1024, 500];

/**
 * @typedef {"saved" | "cleared" | "failed" | "uncleared" | "reading" | "newer" | "locked" | "parted" | "full"} State
 *   What has become of the answers.
 * @typedef {store.Answer} Answer
 */

/** The answers were changed elsewhere meanwhile, and differ from those written here. */
class ConflictError extends Error {}
/** The answers are too long together, or too many. */
class FullError extends Error {}

/** Keeps the answers of one copy of a sheet. */
export class Keeper {
  /** The keepings that are coming to their end on this page. */
  static #closing = Promise.resolve();
  /** @type {store.Answers} */
  answers = {};
  /** What locks this copy. @type {import("./record.js").Lock | undefined} */
  lock;
  /** Whether it can only be read: another tab writes it, newer code has written it, or it is locked. */
  reading = false;
  /** The answers as the database has them, as far as is known here. @type {store.Answers} */
  #base = {};
  /** What was changed here and is not known to be in the database. @type {Map<string, Answer>} */
  #changes = new Map();
  /** The same of a locked copy, encrypted and ready to be noted. @type {journal.Note["sealed"]} */
  #sealed;
  /** @type {Promise<IDBDatabase> | undefined} */
  #database;
  #revision = 0;
  #loaded = false;
  /** Whether everything here was erased: then nothing is kept any more. */
  #over = false;
  /** When the first change came that is not saved yet; by a clock that nobody sets. */
  #since = 0;
  /** When this sitting last left an earlier version. */
  #versioned = -SITTING;
  #timer = 0;
  /** Raised when the answers are cleared: what was under way before must not bring them back. */
  #era = 0;
  /** @type {Turn | undefined} */
  #turn;
  /** Nothing where the browser refuses it: then other tabs are not told. */
  #others = store.guarded(() => new BroadcastChannel(CHANNEL));
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

  /** What is known of this copy without its answers. */
  get #now() {
    return { id: this.#id, sheet: this.sheet.id, version: this.sheet.version, progress: this.sheet.progress() };
  }

  /** This copy as it stands on the page, saved or not. @returns {store.Copy} */
  get asItStands() {
    return store.renewed(undefined, { ...this.#now, revision: this.#revision, answers: this.answers });
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
  }

  /** Everything on this device was erased: nothing of it may come back. */
  #stop() {
    this.#over = this.reading = true;
    this.#changes.clear();
    this.#turn?.release();
  }

  /** Brings the answers that are kept; those changed here meanwhile are newer and stay. */
  async load() {
    const { given } = this.sheet;
    if (given || this.#over) {
      this.answers = { ...given };
      return;
    }
    await Keeper.#closing;
    const era = this.#era;
    let { found, state } = await this.#find();
    this.copy = this.#id;
    await this.#queue();
    if (!state && !this.#turn?.mine) state = "reading";
    this.reading = Boolean(state);
    if (found?.lock) this.lock = found.lock;
    if (era !== this.#era) found = undefined; // cleared meanwhile
    this.#revision = found?.copy.revision ?? 0;
    this.#base = found?.copy.answers ?? {};
    await this.#bring(state === "locked", found?.copy);
    if (state) this.say(state);
    else if (this.#changes.size) this.#later();
    else if (found) this.say("saved");
  }

  /** @returns {Promise<{found?: Awaited<ReturnType<opened>>, state?: State}>} what is kept; and why it is only read */
  async #find() {
    try {
      const database = await this.#open();
      const [latest] = await store.all(database, this.sheet.id);
      this.copy ??= latest?.id;
      const kept = await store.load(database, this.#id);
      const found = await opened(kept);
      if (kept && !found) return { state: "locked" };
      const newer = database.version > store.VERSION || (kept?.form ?? 0) > store.FORM;
      return newer ? { found, state: "newer" } : { found };
    } catch (error) {
      this.#failed(error, "failed");
      return {};
    }
  }

  /** Waits until it is known whose turn it is to write this copy. */
  async #queue() {
    if (this.#turn?.copy === this.#id) return;
    this.#turn?.release();
    this.#turn = new Turn(this.#id, () => this.#turned());
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

  /**
   * Puts together what is kept and what was written here.
   * @param {boolean} locked whether it cannot be read
   * @param {store.Copy | undefined} kept
   */
  async #bring(locked, kept) {
    const first = !this.#loaded;
    this.#loaded = !locked;
    if (locked) {
      this.answers = {};
      return;
    }
    if (first) {
      const key = (/** @type {string} */ name) => this.sheet.key(name, this.#base);
      const early = [...changesOf(this.#noted(this.#early)?.changes), ...this.#changes];
      this.#changes = new Map(early.map(([name, answer]) => [key(name), answer]));
    }
    if (!this.reading) await this.#recall(kept);
    const moves = this.sheet.moves(this.#base);
    if (!this.reading) this.#changes = new Map([...moves, ...this.#changes]);
    this.answers = store.changed(store.changed(this.#base, moves), this.#changes);
  }

  /** Takes over what was noted when a page closed. @param {store.Copy | undefined} kept */
  async #recall(kept) {
    const note = this.#noted(this.#id);
    if (!note) return;
    const { sealed } = note;
    const changes = changesOf(sealed && this.lock ? await (await vault()).read(this.lock, sealed) : note.changes);
    if (note.revision >= this.#revision) this.#changes = new Map([...changes, ...this.#changes]);
    else if (kept && changes.some(([name, answer]) => !same(answer, kept.answers[name]))) {
      // Words that came too late, because another tab had gone on. They stay as an earlier version.
      const late = { ...kept, revision: kept.revision - 0.5, answers: store.changed(kept.answers, new Map(changes)) };
      await store.remember(await this.#open(), await closed(late, this.lock));
    }
    if (!this.#changes.size) this.#forget();
  }

  /** @param {string} copy what the note is about */
  #noted(copy) {
    return store.guarded(() => journal.recall(localStorage, copy));
  }

  /**
   * @param {string} name
   * @param {Answer} answer
   */
  set(name, answer) {
    if (this.reading) return;
    if (answer === undefined) delete this.answers[name];
    else this.answers[name] = answer;
    if (this.sheet.given) return;
    if (!this.#changes.size) this.#since = performance.now();
    this.#changes.set(name, answer);
    if (this.lock) this.#seal(this.lock);
    this.#later();
  }

  /** Encrypts the changes at once, because a page that closes does not wait. @param {import("./record.js").Lock} lock */
  async #seal(lock) {
    const { write } = await vault();
    this.#sealed = await write(lock, this.#listed);
  }

  /** The changes as a note has them. @returns {journal.Change[]} */
  get #listed() {
    return [...this.#changes].map(([name, answer]) => [name, answer ?? null]);
  }

  /** The page is about to go: note what the database may not get in time, then save as usual. */
  leave() {
    if (!this.#changes.size) return;
    // Before loading nobody knows what these come after, so they come after anything; nor whether they may be read.
    const revision = this.#loaded ? this.#revision : Number.MAX_SAFE_INTEGER;
    const copy = this.#loaded ? this.#id : this.#early;
    const secret = this.lock || (!this.#loaded && store.guarded(() => localStorage.getItem("rr-lock")));
    const words = secret ? { sealed: this.#sealed } : { changes: this.#listed };
    store.guarded(() => journal.write(localStorage, { copy, revision, ...words }));
    this.flush();
  }

  /** Saves what was changed; done when the browser has it or could not take it. */
  flush() {
    clearTimeout(this.#timer);
    return this.#next(() => this.#save());
  }

  /**
   * Does one thing after another.
   * @template T
   * @param {() => Promise<T>} what
   * @returns {Promise<T>}
   */
  #next(what) {
    const done = this.#saving.then(what);
    this.#saving = done.then(() => {});
    return done;
  }

  /** Ends the keeping: the last changes are saved, and other tabs are listened to no more. */
  close() {
    this.leave();
    if (this.#others) this.#others.onmessage = null;
    Keeper.#closing = this.#next(async () => {
      (await this.#database?.catch(() => undefined))?.close();
      this.#turn?.release();
    });
    return Keeper.#closing;
  }

  /**
   * Deletes this copy, with every answer, from this device.
   * @returns {Promise<store.Copy | undefined>} what it was, for `restore`; nothing if it could not be deleted
   */
  clear() {
    clearTimeout(this.#timer);
    return this.#next(async () => {
      /** @type {store.Copy | undefined} */
      let had;
      try {
        await this.#put((kept) => {
          had = store.renewed(kept, { ...this.#now, answers: store.changed(kept?.answers, this.#changes) });
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
      this.#base = {};
      this.#revision = 0;
      this.tell();
      this.say("cleared");
      return had;
    });
  }

  /** Brings back what was cleared; what was written since stays. @param {store.Copy} had */
  async restore(had) {
    try {
      await this.#put((kept) => store.rejoined(had, kept));
      this.tell(had.id);
      await this.load();
    } catch (error) {
      this.#failed(error, "failed");
      for (const [name, answer] of Object.entries(had.answers)) this.set(name, this.answers[name] ?? answer);
    }
  }

  /**
   * Goes back to an earlier version of this copy; what stands there now becomes an earlier version itself.
   * @param {store.Answers} answers
   */
  async replace(answers) {
    await this.flush();
    await this.#put((kept) => kept && store.renewed(kept, { ...this.#now, answers }), { earlier: true });
    this.tell();
    await this.load();
  }

  /** Gives this copy a name. @param {string} name */
  async rename(name) {
    await this.flush();
    const copy = await this.#put((kept) => kept && store.renewed(kept, { ...this.#now, name }));
    this.#revision = copy?.revision ?? 0;
    this.tell();
  }

  /**
   * Locks this copy with a key, or takes its lock off; its earlier versions likewise.
   * @param {import("./record.js").Lock | undefined} lock
   */
  async lockWith(lock) {
    await this.flush();
    const database = await this.#open();
    const before = await Promise.all((await store.earlier(database, this.#id)).map((one) => opened(one)));
    await put(database, this.#id, lock, (kept) => store.renewed(kept, this.#now));
    for (const one of before) if (one) await store.remember(database, await closed(one.copy, lock));
    this.lock = lock;
    this.#sealed = undefined;
    this.#forget();
    this.tell();
    await this.load();
  }

  /** @returns {Promise<import("./envelope.js").Envelope | undefined>} what a passphrase shall open */
  async envelope() {
    return (await store.load(await this.#open(), this.#id))?.locked;
  }

  /** Forgets the answers of a locked copy, once they are saved, until somebody says the passphrase again. */
  async shut() {
    if (!this.lock) return;
    await this.flush();
    this.lock = undefined;
    await this.load();
    this.refresh();
  }

  #forget() {
    for (const copy of [this.#id, this.#early]) store.guarded(() => journal.forget(localStorage, copy));
  }

  #later() {
    clearTimeout(this.#timer);
    const wait = Math.min(PAUSE, Math.max(0, this.#since + LONGEST - performance.now()));
    this.#timer = setTimeout(() => this.flush(), wait);
  }

  async #save() {
    if (!this.#changes.size || !this.#loaded || this.#over) return;
    const [era, changes, now] = [this.#era, new Map(this.#changes), performance.now()];
    const earlier = now - this.#versioned >= SITTING;
    try {
      const copy = await this.#put((kept) => this.#changed(kept, changes), { earlier });
      if (earlier) this.#versioned = now;
      if (copy && era === this.#era) this.#kept(copy, changes);
    } catch (error) {
      if (error instanceof ConflictError) await this.#part();
      else this.#failed(error, error instanceof FullError ? "full" : "failed");
    }
  }

  /**
   * @param {store.Copy | undefined} kept
   * @param {Map<string, Answer>} changes
   */
  #changed(kept, changes) {
    for (const [name, answer] of changes) {
      const is = kept?.answers[name];
      if (!same(is, this.#base[name]) && !same(is, answer)) throw new ConflictError(name);
    }
    const answers = store.changed(kept?.answers, changes);
    const many = Object.keys(answers).length > MOST_ANSWERS;
    if (many || JSON.stringify(answers).length > LONGEST_COPY) throw new FullError(this.#id);
    return store.renewed(kept, { ...this.#now, answers });
  }

  /**
   * @param {store.Copy} copy
   * @param {Map<string, Answer>} changes what it holds of the changes made here
   */
  #kept(copy, changes) {
    this.#revision = copy.revision;
    this.#base = copy.answers;
    for (const [name, answer] of changes) if (this.#changes.get(name) === answer) this.#changes.delete(name);
    this.tell();
    if (this.#changes.size) return;
    this.#forget();
    this.say("saved");
  }

  /** Another tab has written something else: what was written here becomes a copy of its own. */
  async #part() {
    const [id, answers] = [`${this.sheet.id}~${Date.now().toString(36)}`, { ...this.answers }];
    try {
      await put(await this.#open(), id, this.lock, () => store.renewed(undefined, { ...this.#now, id, answers }));
    } catch (error) {
      this.#failed(error, "failed");
      return;
    }
    this.#forget();
    this.#changes.clear();
    this.copy = id;
    this.tell();
    await this.load();
    this.say("parted");
  }

  /**
   * @param {(kept: store.Copy | undefined) => store.Copy | undefined} change
   * @param {{earlier?: boolean}} [options]
   */
  async #put(change, options) {
    return put(await this.#open(), this.#id, this.lock, change, options);
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
    if (state === "failed" && this.pending) import("./rescue.js").then(({ begin }) => begin());
    this.say(error instanceof store.NewerError ? "newer" : state);
  }
}

const vault = () => import("./vault.js");

/** @param {unknown} noted @returns {[string, Answer][]} */
function changesOf(noted) {
  return journal.checked(noted).map(([name, answer]) => [name, answer ?? undefined]);
}

/** @param {Answer} one @param {Answer} other */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
