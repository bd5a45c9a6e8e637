import { checkView } from "./check.js";
import { conversationView } from "./conversation.js";
import { button, iconButton, make, unseen } from "./dom.js";
import { inert } from "./inert.js";
import { menuView } from "./menu.js";
import { printDocument, printedFindings, printedSources, printedTurn } from "./print.js";
import { tabsView } from "./tabs.js";

/**
 * The frame around asking and checking: title, menu, the choice between both.
 * @param {object} kit
 * @param {{close?: () => void, widen?: () => boolean}} can what the mode allows
 */
export function frameView(kit, can) {
  const { say } = kit.words;
  const talk = conversationView(kit);
  const text = checkView(kit);
  const status = unseen("div", "", { role: "status", "aria-live": "polite", "aria-atomic": "true" });
  const title = make("h2", { id: kit.id() }, make("bdi", {}, inert(kit.heading)));
  const question = make("div", { class: "sure", role: "group", hidden: true });
  const tabs = tabsView(kit, [["ask", "ask", talk], ["check", "supported", text]]);
  const menu = menuView(kit, [
    ["new", "ask", () => startAgain()],
    ["print", "print", () => printed()],
    ["delete", "bin", () => makeSure()],
  ]);
  const wide = can.widen && iconButton(say("wider"), "wide", () => {
    const label = say(can.widen() ? "narrower" : "wider");
    wide.setAttribute("aria-label", label);
    wide.title = label;
  }, { class: "bare widen" });
  const header = make("header", { part: "header" },
    make("div", { class: "titles" }, title, make("p", { class: "soft" }, say("promise"))),
    make("div", { class: "actions" }, menu, wide, can.close && iconButton(say("close"), "close", can.close, { class: "bare" })));
  const root = make("div", { class: "frame" }, header, !kit.hidden.has("check") && tabs.root, question, talk.root, text.root, status);

  kit.announce = (words) => {
    status.textContent = "";
    setTimeout(() => (status.textContent = words), 60);
  };
  const startAgain = () => {
    talk.fresh();
    tabs.choose("ask");
    talk.focus();
  };
  const printed = () => {
    const checked = tabs.chosen() === "check" && text.report();
    const content = checked
      ? [make("p", {}, inert(checked.text)), printedFindings(kit, checked.report.claims), printedSources(kit, checked.report.citations)]
      : talk.turns().map((turn) => printedTurn(kit, turn));
    printDocument(kit, content, root);
  };
  const makeSure = () => {
    const leave = () => {
      question.hidden = true;
      talk.focus();
    };
    const remove = async () => {
      const done = await talk.forget();
      if (done) text.forget();
      if (done) tabs.choose("ask");
      leave();
      kit.announce(say(done ? "delete.done" : "delete.failed"));
      talkNote(say(done ? "delete.done" : "delete.failed"));
    };
    const yes = button(say("delete.yes"), remove, { class: "first" });
    const no = button(say("delete.no"), leave, { class: "second" });
    question.replaceChildren(make("p", {}, say("delete.sure")), make("div", { class: "row" }, yes, no));
    question.hidden = false;
    yes.focus();
  };
  const talkNote = (words) => {
    question.replaceChildren(make("p", {}, words));
    question.hidden = false;
    setTimeout(() => (question.hidden = true), 4000);
  };
  tabs.choose(kit.view);
  const current = () => (tabs.chosen() === "check" ? text : talk);
  const stop = () => [talk, text].forEach((view) => view.stop());
  return { root, titleId: title.id, talk, stop, choose: tabs.choose, focus: () => current().focus() };
}
