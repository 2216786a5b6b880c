// What was told: every answer in words, of one person or of two, to look over. Brought in when somebody does.

import { isoDay, longDate } from "../core/controls.js";
import { answerText, words } from "../fields/answer-text.js";

/**
 * @typedef {object} Told One person's answer to one question.
 * @property {string} who the person's name, or an empty text
 * @property {number} voice whose sheet it stands on
 * @property {string} text
 * @property {string} place the id of the field
 * @typedef {{home: Element | null, label: string, told: Told[]}} Item Its home is the section it stands in.
 */

/**
 * @param {import("./sheet.js").default} sheet
 * @returns {Item[]} all questions that are asked, with the answers of whoever may be seen
 */
export function collectAnswers(sheet) {
  const { person } = sheet;
  const pass = /** @type {import("./turn-taking.js").default | null} */ (document.querySelector("rr-pass"));
  const names = pass?.both ?? [];
  /** @type {Map<string, Item>} */
  const items = new Map();
  for (const one of names.length ? [1, 2] : [person]) {
    sheet.setPerson(one);
    for (const field of sheet.live?.asked ?? []) {
      const [id] = (field.dataset.key ?? "").split("--");
      const item = items.get(id) ?? { home: field.closest(".rr-fields"), label: labelOf(field), told: [] };
      const person = field.closest(".rr-person")?.querySelector(".rr-person-name")?.textContent ?? "";
      item.told.push({ who: names[one - 1] ?? person, voice: one, text: answerText(field), place: field.id });
      items.set(id, item);
    }
  }
  sheet.setPerson(person);
  return [...items.values()];
}

/**
 * @param {Item[]} items
 * @returns {{title: string, inside: Item[]}[]} them by the sections they stand in, some of which have no title
 */
export function groupBySection(items) {
  return [...Map.groupBy(items, (item) => item.home)].map(([home, inside]) => ({ title: titleOf(home), inside }));
}

/**
 * @param {Item[]} items
 * @param {boolean} markdown whether as Markdown, and not as plain text
 */
export function composeText(items, markdown) {
  const title = document.querySelector("h1")?.firstChild?.textContent?.trim() ?? "";
  const lines = [markdown ? `# ${title}` : title, longDate(isoDay())];
  for (const { title, inside } of groupBySection(items)) {
    if (title) lines.push(markdown ? `## ${plain(title)}` : title.toUpperCase());
    for (const { label, told } of inside) {
      const answers = told.filter(({ text }) => text).map(({ who, text }) => who ? `${who}: ${text}` : text);
      if (!answers.length) continue;
      lines.push(
        markdown ? `**${plain(label)}**\n\n${answers.map(plain).join("\n\n")}` : [label, ...answers].join("\n"),
      );
    }
  }
  return { title, text: `${lines.join("\n\n")}\n` };
}

/** @param {Element} field */
export function labelOf(field) {
  return words(field.querySelector(".rr-label"));
}

/** @param {Element | null} section */
function titleOf(section) {
  const heading = section?.previousElementSibling;
  return heading?.localName === "h2" ? words(heading) : "";
}

/** @param {string} text as Markdown shows it as it stands */
function plain(text) {
  return text.replaceAll(/[\\`*_[\]<>#]/g, "\\$&");
}
