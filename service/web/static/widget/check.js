import { button, icon, make } from "./dom.js";
import { VERDICTS, findingView } from "./finding.js";
import { inert, plainName } from "./inert.js";
import { pieces } from "./spans.js";
import { troubleView } from "./turn.js";
import { troubleOf } from "./trouble.js";

const LONGEST_TEXT = 50_000;

/**
 * Checking a text: paste it, get it back marked up, with a summary and a filter by verdict.
 * @param {object} kit
 */
export function checkView(kit) {
  const { say } = kit.words;
  let running = null;
  let last = null;
  const field = make("textarea", { id: kit.id(), rows: "9", maxlength: String(LONGEST_TEXT), dir: "auto",
    input: () => kit.memory.write({ text: field.value }) });
  const note = make("div", { class: "note" });
  const go = make("button", { class: "first" }, icon("supported"), say("text.check"));
  const stop = button(say("stop"), () => running?.abort("stopped"), { class: "second", icon: "stop", hidden: true });
  const form = make("form", { class: "paste", submit: (event) => {
    event.preventDefault();
    void run();
  } },
    make("label", { for: field.id, class: "small-title" }, say("text.label")),
    make("p", { class: "soft" }, say("text.hint", { n: LONGEST_TEXT })), field,
    make("div", { class: "row" }, go, stop), note);
  const result = make("div", { class: "result" });
  const root = make("div", { class: "view text" }, make("div", { class: "log", role: "region", tabindex: "0", "aria-label": say("check") }, form, result));
  field.value = kit.memory.read().text ?? "";

  const busy = (is) => {
    go.hidden = is;
    stop.hidden = !is;
    field.readOnly = is;
  };
  const run = async () => {
    if (running) return;
    if (!field.value.trim()) {
      note.replaceChildren(make("p", { role: "alert" }, say("text.empty")));
      return field.focus();
    }
    running = new AbortController();
    busy(true);
    note.replaceChildren(make("p", { class: "stage", role: "status" }, make("span", { class: "beads", "aria-hidden": "true" }, [1, 2, 3, 4, 5].map(() => make("i", { class: "unknown" }))), say("text.working")));
    try {
      shown(field.value, await kit.service.check(field.value, running.signal));
    } catch (error) {
      const trouble = troubleOf(error, running.signal);
      note.replaceChildren(troubleView(kit, trouble, () => void run()));
      kit.emit("error", { kind: trouble.kind, status: trouble.status });
    } finally {
      running = null;
      busy(false);
    }
  };
  const shown = (text, report) => {
    last = { text, report };
    note.replaceChildren();
    form.hidden = true;
    const view = reportView(kit, text, report, reset);
    result.replaceChildren(view);
    view.querySelector("h3").focus();
    kit.emit("report", { report });
  };
  const reset = () => {
    last = null;
    result.replaceChildren();
    form.hidden = false;
    field.select();
    field.focus();
  };
  return { root, focus: () => (last ? result.querySelector("h3") : field).focus(), stop: () => running?.abort("stopped"), report: () => last, forget: () => {
    reset();
    field.value = "";
  } };
}

function reportView(kit, text, report, reset) {
  const { say } = kit.words;
  const title = make("h3", { tabindex: "-1" }, report.claims.length ? say("claims", { n: report.claims.length }) : say("claims.none"));
  const again = button(say("text.again"), reset, { class: "quiet", icon: "again" });
  if (!report.claims.length) return make("div", { class: "report" }, title, again);
  const findings = report.claims.map((finding, at) => findingView(kit, finding, report.citations, make("span", { class: "number" }, String(at + 1))));
  const marked = markedText(kit, text, report.claims, (at) => bring(findings[at]));
  const filter = filterView(kit, report, (verdict) => {
    findings.forEach((view, at) => (view.hidden = verdict !== "" && report.claims[at].verdict !== verdict));
    for (const mark of marked.querySelectorAll("[data-verdict]")) mark.classList.toggle("dim", verdict !== "" && mark.dataset.verdict !== verdict);
  });
  findings.forEach((view, at) => view.append(button(say("in.text"), () => bring(marked.querySelector(`[data-finding="${at}"]`)), { class: "quiet" })));
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
    const made = button(label, () => pick(verdict, made), { class: `filter v-${verdict || "all"}`, icon: verdict || undefined, "aria-pressed": String(pressed) });
    made.append(make("b", {}, String(n)));
    return made;
  };
  const chips = [chip("", say("filter.all"), report.claims.length, true), ...counts(report).map(([verdict, n]) => chip(verdict, say(`verdict.${verdict}`), n, false))];
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
