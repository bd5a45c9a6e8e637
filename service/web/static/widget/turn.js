import { make, unseen } from "./dom.js";
import { replyTools } from "./feedback.js";
import { inert, plainName } from "./inert.js";
import { replyView, sentenceView } from "./reply.js";
import { pieces } from "./spans.js";
import { stageView } from "./stage.js";
import { troubleView } from "./trouble.js";

/**
 * One message with what became of it: at work, replied to, or in trouble.
 * @param {object} kit
 * @param {string} message
 * @param {{ask: (question: string) => void, again: () => void}} can
 */
export function turnView(kit, message, can) {
  const { say } = kit.words;
  const asked = make("p", { class: "asked", dir: "auto" }, inert(message));
  const told = make("div", { class: "told" });
  const root = make("li", { class: "turn" }, unseen("h3", say("you.wrote")), asked, unseen("h3", say("reply")), told);
  const arrived = { citations: [], sentences: [] };
  const sentences = make("div", { class: "sentences" });
  const status = make("div", { class: "status" });

  const anew = () => {
    Object.assign(arrived, { citations: [], sentences: [] });
    sentences.replaceChildren();
  };
  const working = () => {
    anew();
    told.replaceChildren(status, sentences);
    stage("");
  };
  const stage = (name) => status.replaceChildren(stageView(kit, name));
  const citation = (each) => void arrived.citations.push(each);
  const sentence = (each) => {
    if (arrived.sentences.some(({ text }) => text === each.text)) return;
    arrived.sentences.push(each);
    sentences.append(sentenceView(kit, each, arrived.citations));
  };
  const done = (reply) => {
    const views = replyView(kit, message, reply, can.ask).flat(Infinity).filter(Boolean);
    if (reply.outcome !== "urgent") views.push(replyTools(kit, message, reply));
    const at = views.findIndex((view) => view.classList.contains("sentences"));
    if (at >= 0 && sameSentences(arrived.sentences, reply.sentences)) {
      status.replaceWith(...views.slice(0, at));
      sentences.after(...views.slice(at + 1));
    } else told.replaceChildren(...views);
    asked.replaceChildren(...markedMessage(kit, message, reply.findings));
    root.classList.add(plainName(reply.outcome));
  };
  const failed = (trouble) => {
    told.append(status);
    status.replaceChildren(troubleView(kit, trouble, can.again));
  };
  return { root, anew, working, stage, citation, sentence, done, failed };
}

function sameSentences(one, other) {
  const plain = (list) => JSON.stringify(list.map(({ text, citations }) => [text, citations]));
  return plain(one) === plain(other);
}

/** The message with the words of each claim marked as their verdict is. */
function markedMessage({ words: { say } }, message, findings) {
  return pieces(message, findings.map(({ span }) => span)).map(({ text, covers, ends }) => {
    const finding = findings[covers[0]];
    if (!finding) return inert(text);
    const spoken = ends.map((at) => unseen("span", ` (${say(`verdict.${findings[at].verdict}`)})`));
    return make("mark", { class: `said v-${plainName(finding.verdict)}` }, inert(text), spoken);
  });
}

/** What is read out once when a reply is whole: its form, its sentences, its verdicts. */
export function spokenReply({ words: { say, has } }, reply) {
  const outcome = `outcome.${reply.outcome}`;
  return inert([
    `${say(has(outcome) ? outcome : "reply")}.`,
    ...reply.sentences.map(({ text }) => text),
    ...reply.findings.map(({ verdict, claim }) => `${say(`verdict.${verdict}`)}: ${claim}`),
  ].join(" "));
}
