// What a worksheet's form offers to everything else on its page, and the records that it works with. Types only, so that
// nothing has to import the folders that implement them.

/**
 * @typedef {Record<string, string | string[]>} Answers Every answer by the name of its control.
 * @typedef {string | string[] | undefined} Answer One of them; undefined if it was removed.
 * @typedef {{done: number, of: number}} Progress How many questions are answered, and how many are asked.
 * @typedef {{key: CryptoKey, salt: string}} Lock What locks a copy: the key, and the salt that it was derived with.
 */

/**
 * @typedef {object} Copy One copy of a worksheet, with its answers.
 * @property {string} id the worksheet's id for the first copy, with `~` and a suffix of its own for any other
 * @property {string} sheet the worksheet's id
 * @property {string} [name] what the reader calls it
 * @property {number} version the version of the worksheet the answers were written on
 * @property {number} revision raised with every save
 * @property {string} made when it was created, as an ISO date and time
 * @property {string} saved when it was last saved, likewise
 * @property {Answers} answers
 * @property {Progress} [progress]
 * @property {number} [form] the format of this record; see RECORD_FORMAT in storage/copy-model.js
 * @property {import("./encryption.js").Envelope} [locked] the name, answers and progress of a locked copy, encrypted; then
 *   `answers` is empty
 */

/**
 * @typedef {object} AutosaveApi What saves the answers of one copy; implemented by storage/autosave.js.
 * @property {string | null} copy the id of the copy, null while it is not known
 * @property {string} id the same, or that of the worksheet's first copy
 * @property {{given?: Answers}} sheet its answers are given where they are only looked at and never saved
 * @property {Lock | undefined} lock what locks this copy
 * @property {boolean} reading whether it is read-only: written in another tab or by newer code, or locked
 * @property {boolean} shut whether it is locked, and nobody has entered the passphrase
 * @property {boolean} pending whether there are changes that are not known to be saved
 * @property {Answers} answers every answer as it stands on the page
 * @property {Copy} asItStands this copy as it stands on the page, never encrypted
 * @property {{id: string, sheet: string, version: number, progress: Progress | undefined}} now this copy without its answers
 * @property {() => Promise<Copy>} whole this copy as it stands on the page; encrypted if it is locked
 * @property {() => Promise<void>} load reads what is saved; changes made here meanwhile are kept
 * @property {(name: string, answer: Answer) => void} set changes one answer
 * @property {() => Promise<void>} flush saves what was changed
 * @property {(gone?: boolean) => Promise<Copy | undefined>} clear deletes this copy
 * @property {(had: Copy) => Promise<void>} restore undoes `clear`
 * @property {(copy?: string | null) => void} tell tells other tabs that a copy has changed
 * @property {() => void} take takes the right to write from the tab that holds it
 * @property {(change: (kept: Copy | undefined) => Copy | undefined, options?: {earlier?: boolean}) => Promise<Copy | undefined>}
 *   put changes the saved copy
 * @property {() => Promise<void>} again tells other tabs, and reads the copy anew, after the whole copy was changed
 * @property {<T>(what: () => Promise<T>) => Promise<T>} next runs one operation after the other
 * @property {() => Promise<IDBDatabase>} database the open database
 */

/**
 * @typedef {string | Record<string, string>} Words One text for everybody, or one for each audience.
 * @typedef {[id: string, label: Words]} Option
 * @typedef {{field: string, is?: string[]}} Condition Holds if one of these options was chosen; without any, if the field
 *   was answered.
 */

/**
 * @typedef {object} Field What a field asks, as html/field_descriptors.py describes it in the page.
 * @property {string} id
 * @property {string} type as in the worksheet's YAML
 * @property {Words} label may hold `{field|words until it is answered}`
 * @property {string} [only] the audience it is for, if for one
 * @property {boolean} [short] whether it belongs to the short version of the sheet
 * @property {Condition} [when] the condition under which it is asked
 * @property {Option[]} [options]
 * @property {string} [other] the label of the option to write something else
 * @property {number} [steps] of a scale
 * @property {Words} [unit] of a number
 * @property {number} [count] how many people write their names
 * @property {Words} [text] of a sentence, with `{slot}` for each gap
 * @property {string[]} [small] words that begin with a small letter inside a sentence
 * @property {Pick<Field, "id" | "type" | "label" | "options">[]} [columns] of rows
 * @property {[id: string, label: Words, minutes: number][]} [points] of an agenda
 * @property {Option[]} [cards] with their questions
 */

/**
 * @typedef {object} Section
 * @property {string} [title]
 * @property {string} [only] the audience it is for, if for one
 * @property {Condition} [when] the condition under which it is asked
 * @property {string} [people] the field with the names of those of whom each answers it
 * @property {string[]} [roles] what stands for each of them until there is a name
 * @property {Field[]} fields those that the reader answers
 *
 * @typedef {Field & {key: string, section: Section, person: number}} Question A field as it is asked. `key` is the name its
 *   answers are kept under: the field's id, in a section for each person `id--1` and so on. `person` counts the people of
 *   such a section from 1, and is 0 elsewhere.
 */

/**
 * @typedef {object} QuestionsApi What a worksheet asks; implemented by fields/questions.js.
 * @property {Map<string, Question>} all every question by its key, in order
 * @property {(answers: Answers) => Question[]} asked the questions that are asked as things stand
 * @property {(question: Question, answers: Answers) => boolean} applies whether its conditions hold
 * @property {(key: string, answers: Answers, audience?: string) => string} text what an answer says
 * @property {(question: Question, answers: Answers) => string} label
 * @property {(words: Words, answers: Answers) => string} fill puts answers into the places of a text
 * @property {(question: Question, answers: Answers) => string} personName who answers it, if it is one of several people
 */

/**
 * @typedef {object} SheetProperties
 * @property {HTMLFormElement} [form] the form it serves; `data-ready` once its answers are loaded
 * @property {AutosaveApi} [autosave] what saves the copy in view
 * @property {{asked: HTMLElement[], progress: (answers: Answers) => Progress | undefined}} [live]
 * @property {number} person whose answers are shown where two people take turns: 1 or 2
 * @property {Answers} answers the answers of that person
 * @property {(person: number) => Answers} answersOf the answers of one of the two
 * @property {QuestionsApi} questions
 * @property {(person: number) => void} setPerson
 * @property {(changes: Record<string, Answer>) => void} change changes answers from outside the form
 * @property {() => void} show puts every answer into the page
 * @property {() => void} index looks up controls anew, after some came or went
 * @property {(copy: string) => Promise<void>} open goes on with another copy
 * @property {(given: Answers) => Promise<void>} visit shows answers that are never saved; `open` ends it
 * @typedef {HTMLElement & SheetProperties} Sheet The element `rr-sheet`; implemented by worksheet/sheet.js.
 */

export {};
