import { button, make } from "./dom.js";
import { VERDICTS, findingView } from "./finding.js";
import { inert, plainName } from "./inert.js";
import { pieces } from "./spans.js";

/**
 * A checked text: what came of it in short, the text marked up, each finding, and a filter by verdict.
 * @param {object} kit
 * @param {string} text
 * @param {import("./service.js").Report} report
 * @param {() => void} reset leads back to the field
 */
export function reportView(kit, text, report, reset) {
  const { say } = kit.words;
  const title = make("h3", { tabindex: "-1" }, report.claims.length ? say("claims", { n: report.claims.length }) : say("claims.none"));
  const again = button(say("text.again"), reset, { class: "quiet", icon: "again" });
  if (!report.claims.length) return make("div", { class: "report" }, title, again);
  const findings = report.claims.map((finding, at) => findingView(kit, finding, report.citations, make("span", { class: "number" }, String(at + 1))));
  const marked = markedText(kit, text, report.claims, (at) => bring(findings[at]));
  const filter = filterView(kit, report, (verdict) => {
    findings.forEach((view, at) => (view.hidden = verdict !== "" && report.claims[at].verdict !== verdict));
    for (const mark of marked.querySelectorAll("[data-verdict]")) {
      mark.classList.toggle("dim", verdict !== "" && mark.dataset.verdict !== verdict);
    }
  });
  findings.forEach((view, at) => {
    const back = () => bring(marked.querySelector(`[data-finding="${at}"]`));
    view.append(button(say("in.text"), back, { class: "quiet" }));
  });
  return make("div", { class: "report" },
    make("div", { class: "row" }, title, again),
    make("p", { dir: "auto", lang: kit.contentLanguage }, inert(report.overview ?? "")),
    summaryBar(report), filter,
    make("h4", { class: "small-title" }, say("text.marked")), marked,
    make("h4", { class: "small-title" }, say("findings")), findings);
}

function bring(view) {
  if (!view) return;
  view.focus({ preventScroll: true });
  view.scrollIntoView({ block: "nearest" });
}

function counts(report) {
  return VERDICTS.map((verdict) => [verdict, report.claims.filter((finding) => finding.verdict === verdict).length]).filter(([, n]) => n);
}

function summaryBar(report) {
  const bar = make("div", { class: "bar", "aria-hidden": "true" }, counts(report).map(([verdict, n]) => {
    const part = make("i", { class: `v-${verdict}` });
    part.style.setProperty("flex-grow", n);
    return part;
  }));
  return bar;
}

function filterView({ words: { say } }, report, choose) {
  const pick = (verdict, chosen) => {
    for (const chip of chips) chip.setAttribute("aria-pressed", String(chip === chosen));
    choose(verdict);
  };
  const chip = (verdict, label, n, pressed) => {
    const look = { class: `filter v-${verdict || "all"}`, icon: verdict, "aria-pressed": String(pressed) };
    const made = button(label, () => pick(verdict, made), look);
    made.append(make("b", {}, String(n)));
    return made;
  };
  const all = chip("", say("filter.all"), report.claims.length, true);
  const chips = [all, ...counts(report).map(([verdict, n]) => chip(verdict, say(`verdict.${verdict}`), n, false))];
  return make("div", { class: "filters", role: "group", "aria-label": say("filter") }, chips);
}

function markedText(kit, text, claims, open) {
  const places = claims.flatMap((finding, at) => [finding.span, ...(finding.repeated_at ?? [])].map((span, nth) => ({ at, span, first: nth === 0 })));
  const body = make("div", { class: "marked", dir: "auto" });
  for (const piece of pieces(text, places.map(({ span }) => span))) {
    const gravest = VERDICTS.find((verdict) => piece.covers.some((place) => claims[places[place].at].verdict === verdict));
    const marked = (text) => (gravest ? make("mark", { class: `said v-${gravest}`, "data-verdict": gravest }, inert(text)) : inert(text));
    const numbers = piece.ends.map((place) => numberMark(kit, claims, places[place], open));
    const [head, tail] = numbers.length ? lastWord(piece.text) : [piece.text, ""];
    body.append(marked(head), ...(numbers.length ? [make("span", { class: "tail" }, tail && marked(tail), numbers)] : []));
  }
  return body;
}

function numberMark({ words: { say } }, claims, { at, first }, open) {
  const { verdict } = claims[at];
  const name = `${say("finding", { n: String(at + 1) })}: ${say(`verdict.${verdict}`)}`;
  return make("button", { type: "button", class: `mark v-${plainName(verdict)}`, "aria-label": name, title: name,
    "data-verdict": verdict, "data-finding": first ? String(at) : null, click: () => open(at) }, String(at + 1));
}

/** A text cut before its last word, which keeps a number from standing alone on the next line; a huge word is not kept. */
function lastWord(text) {
  const at = text.search(/\S{1,24}$/);
  return at < 0 || (at > 0 && !/\s/.test(text[at - 1])) ? [text, ""] : [text.slice(0, at), text.slice(at)];
}
