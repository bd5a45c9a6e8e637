import { citationMarks, quote, sourceLine, stanceLine } from "./citation.js";
import { icon, make } from "./dom.js";
import { inert, plainName } from "./inert.js";

const STANCES = ["supports", "refutes", "context"];
const PARTS = [["right", "whats_right"], ["missing", "whats_missing"], ["better", "better_wording"]];

/** The verdicts, the gravest first. */
export const VERDICTS = ["refuted", "oversimplified", "contested", "not_enough_evidence", "supported"];

/**
 * A claim's verdict with its reasons and its evidence.
 * @param {object} kit
 * @param {import("./service.js").Finding} finding
 * @param {import("./service.js").Citation[]} citations
 * @param {...HTMLElement} more what stands beside the verdict
 */
export function findingView(kit, finding, citations, ...more) {
  const { say } = kit.words;
  return make("section", { class: `finding v-${plainName(finding.verdict)}`, tabindex: "-1", "aria-label": say(`verdict.${finding.verdict}`) },
    make("div", { class: "finding-top" }, verdictLine(kit, finding.verdict), finding.premise && make("span", { class: "chip" }, say("premise")), more),
    make("p", { class: "claim", dir: "auto" }, "“", make("mark", { class: "said" }, inert(finding.claim)), "”"),
    make("p", { class: "soft" }, say(`meaning.${finding.verdict}`)),
    reasons(kit, finding),
    make("dl", { class: "parts", lang: kit.contentLanguage }, PARTS.filter(([, field]) => finding[field]).map(([key, field]) =>
      make("div", { class: key }, make("dt", {}, say(key)), make("dd", { dir: "auto" }, inert(finding[field]))))),
    finding.why_it_sounds_right && make("details", { class: "why" }, make("summary", {}, say("sounds")),
      make("p", { dir: "auto", lang: kit.contentLanguage }, inert(finding.why_it_sounds_right))),
    evidence(kit, finding, citations));
}

/** A verdict as drawing, word and colour. */
export function verdictLine({ words }, verdict) {
  return make("h4", { class: `verdict v-${plainName(verdict)}` }, icon(verdict), words.say(`verdict.${verdict}`));
}

function reasons({ words }, finding) {
  const given = new Map((finding.reasons ?? []).map(({ overstep, reason }) => [overstep, reason]));
  const oversteps = finding.oversimplification ?? [];
  if (!oversteps.length) return null;
  return make("ul", { class: "reasons" }, oversteps.map((overstep) =>
    make("li", { dir: "auto" }, words.say(`overstep.${overstep}`), given.get(overstep) && `: ${inert(given.get(overstep))}`)));
}

/** Where sources disagree their quotes stand side by side; otherwise marks lead to them, by what they speak for. */
function evidence(kit, finding, citations) {
  const cited = citations.filter(({ n }) => finding.citations.includes(n));
  const sides = STANCES.map((stance) => [stance, cited.filter((citation) => citation.stance === stance)]);
  const held = sides.filter(([, side]) => side.length);
  if (!held.length) return null;
  const place = make("div", { class: "place" });
  const opposed = finding.verdict === "contested" && sides[0][1].length && sides[1][1].length;
  return make("div", { class: "evidence" },
    opposed && make("div", { class: "sides" }, sides.slice(0, 2).map(([stance, side]) => sideView(kit, stance, side[0]))),
    make("div", { class: "held" }, held.map(([stance, side]) =>
      make("div", {}, stanceLine(kit, stance), make("span", { class: "marks" }, citationMarks(kit, side.map(({ n }) => n), citations, place))))),
    place);
}

function sideView(kit, stance, citation) {
  return make("div", { class: `side ${stance}` }, stanceLine(kit, stance), quote(kit, citation), sourceLine(kit, citation));
}
