import { citationMarks } from "./citation.js";
import { icon, make } from "./dom.js";
import { findingView } from "./finding.js";
import { helpLineOf, helpLines, nextSteps } from "./help.js";
import { inert, plainName } from "./inert.js";

const OUTCOME_ICON = { answered: "supported", corrected: "oversimplified", urgent: "call", declined: "ask", not_covered: "not_enough_evidence" };

/**
 * A sentence of a reply with its marks; one that repeats its source word for word looks like a quotation.
 * @param {object} kit
 * @param {import("./service.js").Sentence} sentence
 * @param {import("./service.js").Citation[]} citations
 */
export function sentenceView(kit, sentence, citations) {
  const numbers = sentence.citations ?? [];
  const place = make("div", { class: "place" });
  const verbatim = citations.some(({ n, quote }) => numbers.includes(n) && quote === sentence.text);
  const introduces = !numbers.length && sentence.text.endsWith(":");
  const form = verbatim ? "sentence quoted" : introduces ? "sentence frame" : "sentence";
  const line = make("p", { class: form, dir: "auto", lang: kit.contentLanguage }, inert(sentence.text));
  const marks = citationMarks(kit, numbers, citations, place);
  if (marks.length) line.append(" ", make("span", { class: "marks" }, marks));
  return make("div", { class: "said-so" }, line, place);
}

/**
 * A whole reply in the form of its outcome.
 * @param {object} kit
 * @param {string} message what was asked
 * @param {import("./service.js").Reply} reply
 * @param {(question: string) => void} ask
 * @returns {(HTMLElement | null)[]}
 */
export function replyView(kit, message, reply, ask) {
  return reply.outcome === "urgent" ? urgentView(kit, reply) : plainView(kit, message, reply, ask);
}

/** Help first, in large targets; then the words; nothing else. */
function urgentView(kit, reply) {
  const said = reply.sentences.map(({ text }) => ({ text, line: helpLineOf(text) }));
  const further = reply.next_steps.map((text) => ({ text, line: helpLineOf(text) }));
  return [
    outcomeLine(kit, "urgent"),
    lineList(kit, said),
    words(kit, said),
    lineList(kit, further) && make("h4", { class: "small-title" }, kit.words.say("elsewhere")),
    lineList(kit, further),
    words(kit, further),
  ];
}

function lineList(kit, said) {
  const lines = said.flatMap(({ line }) => line ?? []);
  return lines.length ? helpLines(kit.words, lines) : null;
}

function words(kit, said) {
  return said.filter(({ line }) => !line).map(({ text }) => sentenceView(kit, { text, citations: [] }, []));
}

function plainView(kit, message, reply, ask) {
  const { say, has } = kit.words;
  const helps = reply.outcome === "declined" ? reply.sentences.map(({ text }) => helpLineOf(text)) : [];
  const lines = helps.filter(Boolean);
  return [
    has(`outcome.${reply.outcome}`) && outcomeLine(kit, reply.outcome),
    lines.length > 0 && helpLines(kit.words, lines),
    make("div", { class: "sentences" }, reply.sentences.filter((_, at) => !helps[at]).map((each) => sentenceView(kit, each, reply.citations))),
    reply.findings.map((finding) => findingView(kit, finding, reply.citations)),
    silentView(kit, reply.not_covered.filter((part) => part !== message.trim())),
    reply.next_steps.length > 0 && nextView(kit, reply, ask),
  ];
}

/** What the sources do not answer; a message that they do not answer at all need not be repeated. */
function silentView({ words: { say } }, parts) {
  if (!parts.length) return null;
  return make("div", { class: "silent" },
    make("p", { class: "small-title" }, say("not.covered")),
    make("ul", {}, parts.map((part) => make("li", { dir: "auto" }, inert(part)))));
}

function nextView(kit, reply, ask) {
  const lines = reply.next_steps.map(helpLineOf);
  const plain = reply.next_steps.filter((_, at) => !lines[at]);
  const title = plain.every((step) => step.endsWith("?")) ? "ask.instead" : "next.steps";
  return make("div", { class: "next" },
    make("p", { class: "small-title" }, kit.words.say(title)),
    lines.some(Boolean) && helpLines(kit.words, lines.filter(Boolean)),
    plain.length > 0 && nextSteps(plain, ask));
}

function outcomeLine({ words: { say } }, outcome) {
  return make("p", { class: `outcome ${plainName(outcome)}` }, icon(OUTCOME_ICON[outcome] ?? "info"), say(`outcome.${outcome}`));
}
