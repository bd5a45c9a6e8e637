import { button, make } from "./dom.js";
import { idea } from "./help.js";

const FEW = 4;
const STARTING_TRIES = 4;

/** Questions of the corpus; none where the service does not give any, after some patience while it starts. */
export async function suggestedBy(service, tries = STARTING_TRIES) {
  try {
    return (await service.suggestions()).filter((each) => typeof each === "string");
  } catch (error) {
    if (error.kind !== "starting" || tries <= 1) return [];
    await new Promise((resolve) => setTimeout(resolve, 1000 * error.seconds));
    return suggestedBy(service, tries - 1);
  }
}

/**
 * Starting points: a few, and the rest on demand.
 * @param {object} kit
 * @param {string[]} questions
 * @param {(question: string) => void} ask
 * @returns {HTMLElement[]}
 */
export function ideasView({ words: { say } }, questions, ask) {
  if (!questions.length) return [];
  const list = make("ul", { class: "idea-list" });
  const show = (some) => list.append(...some.map((question) => make("li", {}, idea(question, ask))));
  const more = button(say("ideas.more"), () => {
    more.remove();
    show(questions.slice(FEW));
    list.children[FEW]?.firstChild.focus();
  }, { class: "quiet" });
  show(questions.slice(0, FEW));
  return [make("p", { class: "small-title" }, say("ideas")), list, questions.length > FEW && more].filter(Boolean);
}
