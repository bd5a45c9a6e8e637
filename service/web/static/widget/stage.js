import { make } from "./dom.js";

const STAGES = ["triage", "reading", "searching", "weighing", "writing"];

/**
 * What the service is doing; a stage of another name is told in general words.
 * @param {object} kit
 * @param {string} name
 */
export function stageView({ words: { say } }, name) {
  const at = STAGES.indexOf(name);
  if (at < 0) return working(say(name === "again" ? "stage.again" : "stage.other"));
  return beaded(say(`stage.${name}`), (bead) => (bead <= at ? "on" : ""));
}

/**
 * Work of which nothing more is known than that it goes on.
 * @param {string} words
 * @param {Record<string, unknown>} [attributes]
 */
export function working(words, attributes = {}) {
  return beaded(words, () => "unknown", attributes);
}

function beaded(words, classOf, attributes = {}) {
  const beads = STAGES.map((_, bead) => make("i", { class: classOf(bead) }));
  return make("p", { class: "stage", ...attributes }, make("span", { class: "beads", "aria-hidden": "true" }, beads), words);
}
