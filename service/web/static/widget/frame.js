import { button, icon, iconButton, make, unseen } from "./dom.js";
import { checkView } from "./check.js";
import { conversationView } from "./conversation.js";
import { printDocument, printedFindings, printedSources, printedTurn } from "./print.js";
import { inert } from "./inert.js";

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
    question.replaceChildren(make("p", {}, say("delete.sure")), make("div", { class: "row" }, yes, button(say("delete.no"), leave, { class: "second" })));
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
  return { root, titleId: title.id, talk, choose: tabs.choose, focus: () => current().focus(), stop: () => [talk, text].forEach((view) => view.stop()) };
}

function tabsView(kit, entries) {
  let chosen = "";
  const tabs = new Map(entries.map(([name, drawing, { root }]) => {
    root.id = kit.id();
    root.setAttribute("role", "tabpanel");
    const tab = make("button", { type: "button", role: "tab", id: kit.id(), "aria-controls": root.id, click: () => choose(name), keydown: (event) => step(event, name) },
      icon(drawing), make("span", {}, kit.words.say(name)));
    root.setAttribute("aria-labelledby", tab.id);
    return [name, { tab, root }];
  }));
  const choose = (wanted) => {
    chosen = tabs.has(wanted) ? wanted : "ask";
    for (const [name, { tab, root }] of tabs) {
      tab.setAttribute("aria-selected", String(name === chosen));
      tab.tabIndex = name === chosen ? 0 : -1;
      root.hidden = name !== chosen;
    }
  };
  const step = (event, name) => {
    if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    const other = [...tabs.keys()].find((each) => each !== name);
    choose(other);
    tabs.get(other).tab.focus();
  };
  const root = make("div", { class: "tabs", role: "tablist", "aria-label": kit.words.say("views") }, [...tabs.values()].map(({ tab }) => tab));
  return { root, choose, chosen: () => chosen };
}

function menuView(kit, entries) {
  const list = make("div", { class: "menu-list", hidden: true, id: kit.id() }, entries.map(([key, drawing, act]) => button(kit.words.say(key), () => {
    show(false);
    act();
  }, { icon: drawing, class: "entry" })));
  const toggle = iconButton(kit.words.say("menu"), "more", () => show(list.hidden), { "aria-expanded": "false", "aria-controls": list.id });
  const show = (is) => {
    list.hidden = !is;
    toggle.setAttribute("aria-expanded", String(is));
    if (is) list.firstChild.focus();
  };
  const leave = (event) => {
    if (!root.contains(event.relatedTarget)) show(false);
  };
  const escape = (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.stopPropagation();
    event.preventDefault();
    show(false);
    toggle.focus();
  };
  const root = make("div", { class: "menu", focusout: leave, keydown: escape }, toggle, list);
  return root;
}
