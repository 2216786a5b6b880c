// Another tab has written something else to the same copy: what was written here becomes a copy of its own. Loaded only
// when that happens.

import { freshId, nextRevision } from "./copy-model.js";
import { putCopy } from "./copy-record.js";

/** @param {import("./autosave.js").Autosave} autosave goes on with the new copy; rejects if that cannot be saved */
export async function forkCopy(autosave) {
  const { draft, lock } = autosave;
  const [id, answers] = [freshId(autosave.sheet.id), { ...draft.answers }];
  const { changes } = draft;
  await putCopy(
    await autosave.database(),
    id,
    lock,
    () => nextRevision(undefined, { ...autosave.now, id, answers }),
  );
  autosave.forgetNotes();
  draft.settle(answers, changes);
  autosave.copy = id;
  autosave.tell();
  await autosave.load();
  autosave.say("forked");
}
