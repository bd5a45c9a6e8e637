import { button, icon, make } from "./dom.js";
import { inert } from "./inert.js";

const LINE = /^(?<name>.+): (?<ways>[^:()]+?)(?: \((?<details>[^()]*)\))?\.?$/;
const WEB = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/[!-~]*)?$/i;
const NUMBER = /^\+?\d[\d\s.-]*/;
const KEYWORD = /^(?<word>\w+) to (?<number>\d+)$/;
const QUOTED_QUESTION = /“(?<question>[^”]+\?)”/;

/**
 * A help line as the service words it: `Name: call 116 123, text HELP to 85258, example.org (day and night)`.
 * @typedef {{kind: "call" | "text" | "visit", to: string, href: string | null}} Way
 * @typedef {{name: string, ways: Way[], details: string}} HelpLine
 */

/**
 * @param {string} text
 * @returns {HelpLine | null} null where the text is no help line
 */
export function helpLineOf(text) {
  const found = LINE.exec(text)?.groups;
  const ways = found?.ways.split(", ").map(wayOf);
  return ways?.every(Boolean) ? { name: found.name, ways: ways.flat(), details: found.details ?? "" } : null;
}

function wayOf(words) {
  const [, verb, to] = /^(call|text) (.+)$/.exec(words) ?? [];
  if (verb === "call") return to.split(/ or (?=\d)/).map(callOf);
  if (verb === "text") return [textOf(to)];
  return WEB.test(words) ? [{ kind: "visit", to: words, href: `https://${words}` }] : null;
}

function callOf(to) {
  const number = NUMBER.exec(to)?.[0];
  return { kind: "call", to, href: number ? `tel:${digits(number)}` : null };
}

function textOf(to) {
  const keyword = KEYWORD.exec(to)?.groups;
  if (keyword) return { kind: "text", to, href: `sms:${keyword.number}?body=${encodeURIComponent(keyword.word)}` };
  return { kind: "text", to, href: NUMBER.test(to) ? `sms:${digits(to)}` : null };
}

function digits(number) {
  return number.replace(/[^\d+]/g, "");
}

/**
 * Help lines as large targets.
 * @param {{say: Function}} words
 * @param {HelpLine[]} lines
 */
export function helpLines(words, lines) {
  return make("ul", { class: "lines" }, lines.map((line) =>
    make("li", { class: "line" },
      make("p", { class: "line-name", dir: "auto" }, inert(line.name)),
      make("div", { class: "ways" }, line.ways.map((way) => wayLink(words, way))),
      line.details && make("p", { class: "soft", dir: "auto" }, inert(line.details)))));
}

function wayLink({ say }, { kind, to, href }) {
  const label = [icon(kind === "visit" ? "link" : kind), make("span", {}, say(kind, { to: inert(to) }))];
  if (!href) return make("p", { class: `way ${kind}` }, label);
  const away = kind === "visit" ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return make("a", { class: `way ${kind}`, href, ...away }, label);
}

/**
 * What to do next: questions to ask here as buttons, all else as text.
 * @param {string[]} steps
 * @param {(question: string) => void} ask
 */
export function nextSteps(steps, ask) {
  return make("ul", { class: "steps" }, steps.map((step) => make("li", {}, nextStep(step, ask))));
}

function nextStep(step, ask) {
  const question = step.endsWith("?") ? step : QUOTED_QUESTION.exec(step)?.groups.question;
  const before = question && step !== question ? step.slice(0, step.indexOf(`“${question}`)).trim() : "";
  if (!question) return make("span", { dir: "auto" }, inert(step));
  return [before && make("span", { dir: "auto" }, inert(before)), idea(question, ask)];
}

/** A question that can be asked with one touch. */
export function idea(question, ask) {
  return button(inert(question), () => ask(question), { class: "idea", icon: "next", dir: "auto" });
}
