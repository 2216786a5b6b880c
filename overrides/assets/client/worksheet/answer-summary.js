// Every answer in words, of one person or of two, to look over and to share. Loaded when somebody asks for it.

import { createElement } from "../core/component.js";
import { isoDay, longDate } from "../core/text.js";

/**
 * @typedef {object} Summary One person's answer to one question.
 * @property {string} who the person's name, or an empty text
 * @property {number} person whose sheet it stands on
 * @property {string} text
 * @property {string} target the id of the field's element
 * @typedef {{section: import("../fields/questions.js").Section, label: string, summaries: Summary[]}} Item
 */

/**
 * @param {import("../core/sheet-api.js").Sheet} sheet
 * @returns {Item[]} all questions that are asked, with the answers of whoever may be seen
 */
export function collectAnswers(sheet) {
  if (sheet.autosave?.shut) return []; // nothing of a locked copy is known
  const turns = /** @type {import("./turn-taking.js").default | null} */ (document.querySelector("rr-turn-taking"));
  const names = turns?.both ?? [];
  /** @type {Map<string, Item>} */
  const items = new Map();
  for (const person of names.length ? [1, 2] : [sheet.person]) {
    const answers = sheet.answersOf(person);
    for (const question of sheet.questions.asked(answers)) {
      const { id, key, section } = question;
      const item = items.get(id) ?? { section, label: sheet.questions.label(question, answers), summaries: [] };
      const who = names[person - 1] ?? sheet.questions.personName(question, answers);
      const text = sheet.questions.text(key, answers);
      item.summaries.push({ who, person, text, target: question.person > 1 ? key : id });
      items.set(id, item);
    }
  }
  return [...items.values()];
}

/**
 * @param {Item[]} items
 * @returns {{title: string, items: Item[]}[]} the items by section; some sections have no title
 */
function groupBySection(items) {
  return [...Map.groupBy(items, ({ section }) => section)].map(([{ title = "" }, items]) => ({ title, items }));
}

/**
 * @param {Item[]} items
 * @param {boolean} markdown whether as Markdown, and not as plain text
 */
export function composeText(items, markdown) {
  const title = document.querySelector("h1")?.firstChild?.textContent?.trim() ?? "";
  const lines = [markdown ? `# ${title}` : title, longDate(isoDay())];
  for (const { title, items: inside } of groupBySection(items)) {
    if (title) lines.push(markdown ? `## ${plain(title)}` : title.toUpperCase());
    for (const { label, summaries } of inside) {
      const answers = summaries.filter(({ text }) => text).map(({ who, text }) => who ? `${who}: ${text}` : text);
      if (!answers.length) continue;
      lines.push(
        markdown ? `**${plain(label)}**\n\n${answers.map(plain).join("\n\n")}` : [label, ...answers].join("\n"),
      );
    }
  }
  return { title, text: `${lines.join("\n\n")}\n` };
}

/**
 * @param {Item[]} items
 * @param {{change: string, unanswered: string}} texts what the links say, and what stands for an answer that is absent
 * @returns {HTMLElement[]} the items as lists below the titles of their sections
 */
export function answerLists(items, texts) {
  return groupBySection(items).flatMap(({ title, items }) => {
    const list = createElement("dl", { className: "rr-review-list" }, ...items.map((item) => entry(item, texts)));
    return title ? [createElement("h3", {}, title), list] : [list];
  });
}

/** @param {Item} item @param {{change: string, unanswered: string}} texts */
function entry({ label, summaries }, { change, unanswered }) {
  const answers = summaries.map(({ who, person, text, target }) => {
    const answer = createElement("dd", {});
    if (who) answer.append(createElement("span", { className: "rr-review-who" }, who));
    const className = text ? "rr-review-text" : "rr-review-none";
    const more = createElement("span", { className: "rr-aural" }, ` ${label} ${who}`);
    const link = createElement("a", { href: `#${target}`, className: "rr-screen" }, change, more);
    Object.assign(link.dataset, { do: "change", person });
    answer.append(createElement("span", { className }, text || unanswered), link);
    return answer;
  });
  const className = summaries.length > 1 ? "rr-review-item rr-review-two" : "rr-review-item";
  return createElement("div", { className }, createElement("dt", {}, label), ...answers);
}

/** @param {string} text as Markdown shows it as it stands */
function plain(text) {
  return text.replaceAll(/[\\`*_[\]<>#]/g, "\\$&");
}
