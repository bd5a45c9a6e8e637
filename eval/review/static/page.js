"use strict";

const state = { replies: [], choices: {}, marks: new Map(), reply: 0, item: 0, items: [], queue: Promise.resolve() };
const NOTE_PAUSE_MS = 800;

const at = (id) => document.getElementById(id);
const keyOf = (reply, part, index) => JSON.stringify([reply, part, index]);
const said = (part, index = 0, reply = state.replies[state.reply]) => state.marks.get(keyOf(reply.id, part, index)) || "";

/** An element with a class and children; texts are inserted as text and never read as HTML. */
function made(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
}

function tell(text, failed = false) {
  at("status").textContent = text;
  at("status").classList.toggle("error", failed);
}

async function sent(body) {
  const answer = await fetch("marks", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(String(answer.status));
}

/** Shows a mark at once and saves it after those before it; what could not be saved is shown as it was. */
function mark(part, index, value) {
  const reply = state.replies[state.reply];
  const key = keyOf(reply.id, part, index);
  const before = state.marks.get(key) || "";
  if (before === value) return;
  state.marks.set(key, value);
  tell("Saving…");
  state.queue = state.queue.then(() => sent({ reply: reply.id, part, index, value })).then(
    () => tell(isScored(reply) ? "Saved; this reply is done" : "Saved"),
    () => {
      if (state.marks.get(key) === value) state.marks.set(key, before);
      tell("Not saved. Is the command still running?", true);
      refresh();
    },
  );
  refresh();
}

const isScored = (reply) => itemsOf(reply).every(([part, index]) => said(part, index, reply));
const itemsOf = (reply) => [
  ...reply.sentences.map((_, index) => ["sentence", index]),
  ...reply.citations.map((_, index) => ["citation", index]),
  ["reply", 0],
];

/** Brings what is pressed, scored and counted into line with the marks. */
function refresh() {
  for (const item of state.items) {
    const value = said(item.dataset.part, Number(item.dataset.index));
    item.classList.toggle("scored", Boolean(value));
    for (const button of item.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.value === value));
  }
  for (const field of document.querySelectorAll("[data-field]")) {
    if (field !== document.activeElement) field.value = said(field.dataset.field);
  }
  const done = state.replies.filter(isScored).length;
  at("bar").max = state.replies.length;
  at("bar").value = done;
  at("count").textContent = `${done} of ${state.replies.length} scored`;
  at("before").disabled = state.reply === 0;
  at("after").disabled = state.reply === state.replies.length - 1;
  at("open").disabled = done === state.replies.length;
}

function choices(part, index, label) {
  const group = made("div", "choices");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", label);
  state.choices[part].forEach(([value, words], number) => {
    const button = made("button", "", made("kbd", "", String(number + 1)), words);
    button.type = "button";
    button.value = value;
    button.addEventListener("click", () => {
      here(state.items.findIndex((item) => item.contains(button)), false);
      mark(part, index, said(part, index) === value ? "" : value);
    });
    group.append(button);
  });
  return group;
}

function itemFor(part, index, label, ...children) {
  const item = made("div", "item", ...children, choices(part, index, label));
  item.dataset.part = part;
  item.dataset.index = String(index);
  item.tabIndex = -1;
  item.addEventListener("pointerdown", () => here(state.items.indexOf(item), false));
  item.addEventListener("focusin", () => here(state.items.indexOf(item), false));
  state.items.push(item);
  return item;
}

function quote(citation) {
  return made("blockquote", "quote", made("span", "n", `[${citation.n}] `), citation.quote);
}

function sentenceItem(reply, sentence, index) {
  const quotes = reply.citations.filter((citation) => sentence.citations.includes(citation.n)).map(quote);
  const shown = quotes.length ? quotes : [made("p", "none", "It cites nothing.")];
  return itemFor("sentence", index, `Sentence ${index + 1}`, made("p", "text", sentence.text), ...shown);
}

function citationItem(citation, index) {
  const title = made("h3", "", `[${citation.n}] ${citation.title}`);
  const lines = [made("p", "source", citation.source), made("p", "about", citation.about)].filter((line) => line.textContent);
  return itemFor("citation", index, `Citation ${citation.n}`, title, ...lines, quote(citation));
}

function labelled(text, field, wide = false) {
  field.id = `field-${field.dataset.field}`;
  const label = made("label", "", text);
  label.htmlFor = field.id;
  return made("div", wide ? "wide" : "", label, field);
}

function selectFor(part, asSaid) {
  const field = made("select", "");
  field.dataset.field = part;
  field.append(new Option(`As it is: ${asSaid}`, ""));
  for (const [value, words] of state.choices[part]) field.append(new Option(words, value));
  field.addEventListener("change", () => mark(part, 0, field.value));
  return field;
}

function noteField() {
  const field = made("textarea", "");
  field.dataset.field = "note";
  field.maxLength = 2000;
  let pause = 0;
  const save = () => {
    clearTimeout(pause);
    if (field.isConnected) mark("note", 0, field.value);
  };
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(save, NOTE_PAUSE_MS);
  });
  field.addEventListener("blur", save);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") here(state.items.length - 1);
  });
  return field;
}

function wholeItem(reply) {
  const question = made("p", "text", "Would you show it to a visitor?");
  const item = itemFor("reply", 0, "Would you show it to a visitor?", question);
  const fields = made("div", "fields",
    labelled("The right verdict, where it differs", selectFor("verdict", reply.verdict)),
    labelled("The right kind of reply, where it differs", selectFor("outcome", reply.outcome)),
    labelled("Note, if you like", noteField(), true));
  item.append(fields);
  return item;
}

function turn({ visitor, reply }) {
  return made("li", "", made("p", "visitor", visitor), made("p", "reply", reply));
}

function finding({ claim, verdict, told }) {
  const head = made("p", "", made("span", "verdict", verdict), `: ${claim}`);
  return made("div", "finding", head, ...told.map(([name, text]) => made("p", "told", made("span", "", `${name}: `), text)));
}

function show(number) {
  if (document.activeElement) document.activeElement.blur();
  state.reply = Math.max(0, Math.min(number, state.replies.length - 1));
  state.items = [];
  const reply = state.replies[state.reply];
  at("place").textContent = `Reply ${state.reply + 1} of ${state.replies.length}`;
  at("talk").replaceChildren(...reply.talk.map(turn));
  at("findings").replaceChildren(made("p", "kind", reply.outcome), ...reply.findings.map(finding));
  at("sentences").replaceChildren(...reply.sentences.map((sentence, index) => sentenceItem(reply, sentence, index)));
  at("citations").replaceChildren(...reply.citations.map(citationItem));
  at("sentences").parentElement.hidden = !reply.sentences.length;
  at("citations").parentElement.hidden = !reply.citations.length;
  at("whole").replaceChildren(wholeItem(reply));
  for (const part of document.querySelectorAll(".talk p, .text, .quote, .finding p, h3")) part.dir = "auto";
  window.scrollTo(0, 0);
  refresh();
  const open = state.items.findIndex((item) => !item.classList.contains("scored"));
  here(Math.max(0, open), open > 0);
}

/** Makes an item the one that keys act on. */
function here(number, focus = true) {
  if (number < 0 || number >= state.items.length) return;
  state.item = number;
  state.items.forEach((item, index) => item.classList.toggle("here", index === number));
  if (!focus) return;
  state.items[number].focus({ preventScroll: true });
  state.items[number].scrollIntoView({ block: "nearest" });
}

function nextOpen() {
  const order = state.replies.map((_, index) => (state.reply + 1 + index) % state.replies.length);
  const open = order.find((index) => !isScored(state.replies[index]));
  if (open !== undefined) show(open);
}

function score(number) {
  const { part, index } = state.items[state.item].dataset;
  const choice = state.choices[part][number - 1];
  if (!choice) return;
  mark(part, Number(index), choice[0]);
  here(Math.min(state.item + 1, state.items.length - 1));
}

const KEYS = {
  ArrowUp: () => here(Math.max(0, state.item - 1)),
  ArrowDown: () => here(Math.min(state.item + 1, state.items.length - 1)),
  ArrowLeft: () => show(state.reply - 1),
  ArrowRight: () => show(state.reply + 1),
  u: nextOpen,
  n: () => { here(state.items.length - 1); at("field-note").focus(); },
  0: () => mark(state.items[state.item].dataset.part, Number(state.items[state.item].dataset.index), ""),
  1: () => score(1), 2: () => score(2), 3: () => score(3), 4: () => score(4),
};

function onKey(event) {
  const typing = event.target instanceof Element && event.target.matches("textarea, select, input");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
}

async function start() {
  const answer = await fetch("sheet");
  if (!answer.ok) throw new Error(String(answer.status));
  const sheet = await answer.json();
  Object.assign(state, { replies: sheet.replies, choices: sheet.choices });
  for (const [reply, part, index, value] of sheet.marks) state.marks.set(keyOf(reply, part, index), value);
  at("before").addEventListener("click", () => show(state.reply - 1));
  at("after").addEventListener("click", () => show(state.reply + 1));
  at("open").addEventListener("click", nextOpen);
  document.addEventListener("keydown", onKey);
  show(Math.max(0, state.replies.findIndex((reply) => !isScored(reply))));
  tell(sheet.marks.length ? "Going on where you were." : "");
}

start().catch(() => tell("The replies could not be loaded. Is the command still running?", true));
