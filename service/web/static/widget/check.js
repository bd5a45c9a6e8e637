import { button, icon, make } from "./dom.js";
import { reportView } from "./report.js";
import { working } from "./stage.js";
import { troubleOf, troubleView } from "./trouble.js";

const LONGEST_TEXT = 50_000;

/**
 * Checking a text: paste it, get it back marked up, with a summary and a filter by verdict.
 * @param {object} kit
 * @returns {{root: HTMLElement, focus: () => void, stop: () => void, forget: () => void,
 *   report: () => {text: string, report: import("./service.js").Report} | null}}
 */
export function checkView(kit) {
  const { say } = kit.words;
  let running = null;
  let last = null;
  const stop = () => running?.abort("stopped");
  const field = make("textarea", { id: kit.id(), rows: "9", maxlength: String(LONGEST_TEXT), dir: "auto",
    input: () => kit.memory.write({ text: field.value }) });
  const note = make("div", { class: "note" });
  const go = make("button", { class: "first" }, icon("supported"), say("text.check"));
  const halt = button(say("stop"), () => stop(), { class: "second", icon: "stop", hidden: true });
  const form = make("form", { class: "paste", submit: (event) => {
    event.preventDefault();
    void run();
  } },
    make("label", { for: field.id, class: "small-title" }, say("text.label")),
    make("p", { class: "soft" }, say("text.hint", { n: LONGEST_TEXT })), field,
    make("div", { class: "row" }, go, halt), note);
  const result = make("div", { class: "result" });
  const log = make("div", { class: "log", role: "region", tabindex: "0", "aria-label": say("check") }, form, result);
  const root = make("div", { class: "view text" }, log);
  field.value = kit.memory.read().text ?? "";

  const busy = (is) => {
    go.hidden = is;
    halt.hidden = !is;
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
    note.replaceChildren(working(say("text.working"), { role: "status" }));
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
  const focus = () => (last ? result.querySelector("h3") : field).focus();
  const forget = () => {
    reset();
    field.value = "";
  };
  return { root, focus, stop, forget, report: () => last };
}
