// The questions of a worksheet, as its page describes them in data: which are asked, and how they and their answers read.

import { audience } from "../core/preferences.js";
import { TURN_ANSWER } from "../core/storage-keys.js";
import { answerText, textFor } from "./answer-text.js";

/**
 * @typedef {import("../core/sheet-api.js").Answers} Answers
 * @typedef {import("../core/sheet-api.js").Condition} Condition
 * @typedef {import("../core/sheet-api.js").Section} Section
 * @typedef {import("../core/sheet-api.js").Question} Question
 * @typedef {import("../core/sheet-api.js").Words} Words
 */

/** An answer inside a label: `{field|words until there is one}`. */
const PIPE = /\{([^{}|]*)\|([^{}|]*)\}/g;

/** The questions of one worksheet by the names their answers are kept under, in order. */
export class Questions {
  /** @param {Section[]} sections */
  constructor(sections) {
    /** @type {Map<string, Question>} */
    this.all = new Map(sections.flatMap(questionsOf).map((question) => [question.key, question]));
  }

  /**
   * @param {Answers} answers of one person
   * @returns {Question[]} the questions that are asked as things stand
   */
  asked(answers) {
    const { "rr-short": short, [TURN_ANSWER]: pass } = answers;
    const turn = pass === "1" || pass === "2" ? Number(pass) : 0; // nobody sees the other's column before both are done
    return [...this.all.values()].filter((question) => {
      const { section, person } = question;
      return isForReader(section.only) && isForReader(question.only) && (!short || question.short) &&
        (!turn || !person || person === turn) && this.applies(question, answers);
    });
  }

  /** @param {Question} question @param {Answers} answers @returns {boolean} whether its conditions hold */
  applies({ section, when, person }, answers) {
    return this.holds(section.when, answers) &&
      this.holds(when && { ...when, field: this.#key(when.field, person) }, answers);
  }

  /** @param {Condition | undefined} condition @param {Answers} answers @returns {boolean} true if there is none */
  holds(condition, answers) {
    if (!condition) return true;
    const { field: key, is = [] } = condition;
    const question = this.all.get(key);
    if (question && !this.applies(question, answers)) return false;
    const given = [answers[key] ?? this.text(key, answers)].flat().filter(Boolean);
    return is.length ? is.some((option) => given.includes(option)) : given.length > 0;
  }

  /**
   * @param {string} key of a question, or the name of an answer that is part of one
   * @param {Answers} answers of one person
   * @param {string} [who] the audience whose words to use; the reader's if left out
   * @returns {string} what the answer says; empty if there is none or it is not asked for
   */
  text(key, answers, who = readersAudience()) {
    const question = this.all.get(key);
    if (question) return this.applies(question, answers) ? answerText(question, answers, who) : "";
    return [answers[key] ?? ""].flat().join(" ").trim();
  }

  /** @param {Question} question @param {Answers} answers @returns {string} its label, with the answers it takes up */
  label({ label, person }, answers) {
    return this.fill(label, answers, person);
  }

  /**
   * @param {Words} words with places for answers
   * @param {Answers} answers
   * @param {number} [person] whose answers stand there, in a section that each answers
   */
  fill(words, answers, person = 0) {
    const text = textFor(words, readersAudience());
    const filled = text.replaceAll(PIPE, (_, id, empty) => this.text(this.#key(id, person), answers) || empty);
    return filled.replaceAll(/\s+/g, " ").trim();
  }

  /** @param {Question} question @param {Answers} answers @returns {string} who answers it, if it is one of several people */
  personName({ section, person }, answers) {
    return person ? this.text(`${section.people}--${person}`, answers) || (section.roles?.[person - 1] ?? "") : "";
  }

  /** @param {string} id of a field @param {number} person who refers to it @returns {string} the name of the answer meant */
  #key(id, person) {
    return this.all.has(id) ? id : `${id}--${person}`;
  }
}

/** @param {HTMLFormElement} form @returns {Questions} the questions of the worksheet in a page */
export function readQuestions(form) {
  return new Questions(JSON.parse(form.dataset.fields ?? "[]"));
}

/** @param {Section} section @returns {Question[]} its questions, in a section for each person once for every person */
function questionsOf(section) {
  const people = section.roles?.map((_, at) => at + 1) ?? [0];
  return people.flatMap((person) =>
    section.fields.map((field) => ({ ...field, section, person, key: person ? `${field.id}--${person}` : field.id }))
  );
}

/** @param {string} [only] */
function isForReader(only) {
  return !only || !audience() || only === audience();
}

function readersAudience() {
  return audience() || "couple";
}
