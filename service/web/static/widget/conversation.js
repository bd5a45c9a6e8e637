import { composerView } from "./composer.js";
import { make } from "./dom.js";
import { ideasView, suggestedBy } from "./suggestions.js";
import { troubleOf } from "./trouble.js";
import { spokenReply, turnView } from "./turn.js";

const ABOVE = 20;

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
  const calm = () => {
    const urgent = turns.at(-1)?.reply.outcome === "urgent";
    root.classList.toggle("calm", urgent);
    composer.field.placeholder = say(urgent ? "placeholder.calm" : "placeholder");
  };

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
    root.classList.remove("begun");
    calm();
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

function bodyOf(kit, message, session) {
  return { message, ...(session && { session_id: session }), ...(kit.region && { region: kit.region }) };
}
