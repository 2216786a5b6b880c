// The copies of one worksheet that are kept on this device.

import { setText } from "../core/text.js";
import { Component } from "../core/component.js";
import { copyName } from "./copy-name.js";
import { ANSWERS_EVENT, ERASED_EVENT, KEPT_EVENT } from "../core/events.js";
import { withDatabase } from "../storage/database.js";
import { allCopies } from "../storage/copies-store.js";

/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/** What the reader does with copies, which is brought in at the first press. */
const copying = () => import("./copy-actions.js");

/** The list of copies; it stands above the sheet it serves. */
export default class CopiesElement extends Component {
  /** @type {Copy[]} */
  copies = [];
  /** What Undo brings back. @type {Copy | undefined} */
  deleted;
  /** How often the list was asked for. */
  #asked = 0;
  /** The copy that is shown as the one in view, and whether it is locked. */
  #shown = "";

  connectedCallback() {
    this.press(async (what, button) => (await copying()).copyAction(this, what, button));
    this.listen(this, "keydown", async (event) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      (await copying()).copyAction(this, "name", event.target);
    });
    // Reading every copy at each pause in writing would be felt; while the list is closed, its first line will do.
    const details = this.require("details");
    this.listen(document, KEPT_EVENT, () => (this.hidden || details.open || this.#now !== this.#shown) && this.list());
    this.listen(details, "toggle", () => this.list());
    this.listen(document, ANSWERS_EVENT, () => this.#now !== this.#shown && this.list());
    this.listen(document, ERASED_EVENT, () => {
      this.deleted = undefined;
      this.control("undelete").hidden = true;
    });
    this.list();
  }

  get #now() {
    const sheet = this.findSheet();
    return `${sheet?.autosave?.copy} ${sheet?.dataset.lock}`;
  }

  /** Shows the list anew, when something was kept. */
  async list() {
    const details = this.require("details");
    const sheet = this.closest("form")?.dataset.sheet;
    const asked = this.#asked += 1;
    let copies;
    try {
      copies = await withDatabase((database) => allCopies(database, sheet));
    } catch {
      return; // the sheet itself says that nothing can be kept here
    }
    if (asked < this.#asked) return; // what was asked for later must not be overtaken
    this.copies = copies;
    this.hidden = !(this.findSheet()?.form?.dataset.ready && (copies.length || this.deleted));
    this.#shown = this.#now;
    const current = copies.find((copy) => copy.id === this.findSheet()?.autosave?.copy);
    setText(this.require("[data-current]"), current && copyName(this, current));
    const count = this.require("[data-count]");
    setText(count, count.dataset.count, { count: copies.length });
    if (!details.open) return;
    const [{ listCopies }, { listVersions }] = await Promise.all([import("./copy-list.js"), import("./versions.js")]);
    if (asked < this.#asked) return;
    listCopies(this, copies, current);
    listVersions(this.require(".rr-versions"), this.sheet);
  }
}
