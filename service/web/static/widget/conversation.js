import { button, iconButton, make, unseen } from "./dom.js";
import { idea } from "./help.js";
import { spokenReply, turnView } from "./turn.js";
import { troubleOf } from "./trouble.js";

const FEW = 4;
const LONGEST = 4000;
const NEARLY = 400;
const ABOVE = 20;
const STARTING_TRIES = 4;

/**
 * Asking: the conversation, its starting points, and the field to write in.
 * @param {object} kit
 * @returns {{root: HTMLElement, ask: (message: string) => Promise<void>, focus: () => void, start: () => void,
 *   fresh: () => void, forget: () => Promise<boolean>, stop: () => void, turns: () => object[]}}
 */
export function conversationView(kit) {
  const { say } = kit.words;
  const kept = kit.memory.read();
  let session = kept.session;
  let turns = [];
  let running = null;

  const welcome = make("div", { class: "welcome" }, make("p", { class: "big" }, say("welcome")), make("p", { class: "soft" }, say("welcome.more")));
  const ideas = make("div", { class: "ideas" });
  const list = make("ol", { class: "turns" });
  const log = make("div", { class: "log", role: "region", tabindex: "0", "aria-label": say("conversation") }, welcome, ideas, list);
  const composer = composerView(kit, { send: (message) => ask(message), stop: () => running?.abort("stopped") });
  const root = make("div", { class: "view talk" }, log, composer.root);
  composer.field.value = kept.draft ?? "";

  const toLast = () => log.scrollTo({ top: (list.lastElementChild?.offsetTop ?? 0) - ABOVE });
  const add = (message, again) => {
    const turn = turnView(kit, message, { ask, again });
    list.append(turn.root);
    root.classList.add("begun");
    return turn;
  };
  const remember = () => kit.memory.write({ session, turns: turns.filter(({ reply }) => reply.outcome !== "urgent") });
  const calm = () => root.classList.toggle("calm", turns.at(-1)?.reply.outcome === "urgent");

  const ask = async (message) => {
    if (running || !message.trim()) return;
    const turn = add(message, () => void run(turn, message));
    kit.memory.write({ draft: message });
    composer.clear();
    toLast();
    await run(turn, message);
  };
  const run = async (turn, message) => {
    if (running) return;
    running = new AbortController();
    composer.busy(true);
    turn.working();
    kit.emit("ask", {});
    try {
      const reply = await kit.service.ask(bodyOf(kit, message, session), { ...turn, stage: (name) => staged(turn, name) }, running.signal);
      finished(turn, message, reply);
    } catch (error) {
      troubled(turn, troubleOf(error, running.signal));
    } finally {
      running = null;
      composer.busy(false);
    }
  };
  const staged = (turn, name) => {
    turn.stage(name);
    kit.emit("stage", { name });
  };
  const finished = (turn, message, reply) => {
    turn.done(reply);
    if (reply.outcome !== "urgent") session = reply.session_id;
    turns.push({ message, reply });
    kit.memory.write({ draft: composer.field.value });
    remember();
    calm();
    if (reply.outcome === "urgent") toLast();
    kit.announce(spokenReply(kit, reply));
    kit.emit("reply", { reply });
  };
  const troubled = (turn, trouble) => {
    turn.failed(trouble);
    kit.announce(turn.root.querySelector(".trouble").innerText);
    kit.emit("error", { kind: trouble.kind, status: trouble.status });
  };

  const fresh = () => {
    running?.abort("stopped");
    session = undefined;
    turns = [];
    list.replaceChildren();
    root.classList.remove("begun", "calm");
    kit.memory.clear();
    kit.announce("");
    composer.clear();
  };
  const forget = async () => {
    running?.abort("stopped");
    if (session) {
      try {
        await kit.service.forget(session);
      } catch {
        return false;
      }
    }
    fresh();
    kit.emit("forget", {});
    return true;
  };
  const start = async () => {
    toLast();
    if (kit.hidden.has("suggestions") || ideas.childElementCount) return;
    ideas.replaceChildren(...ideasView(kit, await suggestedBy(kit.service), ask));
  };

  for (const { message, reply } of kept.turns ?? []) {
    add(message, () => undefined).done(reply);
    turns.push({ message, reply });
  }
  return { root, ask, fresh, forget, start, focus: () => composer.field.focus(), stop: () => running?.abort("stopped"), turns: () => turns };
}

/** Questions of the corpus; none where the service does not give any, after some patience while it starts. */
async function suggestedBy(service, tries = STARTING_TRIES) {
  try {
    return (await service.suggestions()).filter((each) => typeof each === "string");
  } catch (error) {
    if (error.kind !== "starting" || tries <= 1) return [];
    await new Promise((resolve) => setTimeout(resolve, 1000 * error.seconds));
    return suggestedBy(service, tries - 1);
  }
}

function bodyOf(kit, message, session) {
  return { message, ...(session && { session_id: session }), ...(kit.region && { region: kit.region }) };
}

function ideasView({ words: { say } }, questions, ask) {
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

function composerView(kit, { send, stop }) {
  const { say } = kit.words;
  const field = make("textarea", { id: kit.id(), rows: "1", maxlength: String(LONGEST), placeholder: say("placeholder"), enterkeyhint: "send", dir: "auto" });
  const left = make("p", { class: "left soft", hidden: true });
  const go = iconButton(say("send"), "send", () => submit(), { class: "send" });
  const halt = iconButton(say("stop"), "stop", stop, { class: "send halt", hidden: true });
  const submit = () => {
    if (!halt.hidden) return;
    if (field.value.trim()) send(field.value);
    field.focus();
  };
  const grown = () => {
    field.style.setProperty("height", "auto");
    field.style.setProperty("height", `${field.scrollHeight + 2}px`);
    const room = LONGEST - field.value.length;
    left.hidden = room > NEARLY;
    left.textContent = say("left", { n: room });
  };
  field.addEventListener("input", () => {
    kit.memory.write({ draft: field.value });
    grown();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  const busy = (is) => {
    const held = [go, halt].includes(field.getRootNode().activeElement);
    go.hidden = is;
    halt.hidden = !is;
    if (held) (is ? halt : go).focus();
  };
  const clear = () => {
    field.value = "";
    grown();
  };
  const root = make("div", { class: "composer" },
    unseen("label", say("message"), { for: field.id }),
    make("div", { class: "box" }, field, go, halt), left,
    make("p", { class: "foot" }, say("foot")));
  return { root, field, busy, clear };
}
