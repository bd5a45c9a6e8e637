import { button, make } from "./dom.js";
import { inert } from "./inert.js";
import { copyText, plainReply } from "./plain.js";

const SHORT = 70;

/**
 * What can be done with a reply: rate it or one of its sentences, copy it.
 * @param {object} kit
 * @param {string} message
 * @param {import("./service.js").Reply} reply
 */
export function replyTools(kit, message, reply) {
  const tools = make("div", { class: "tools" });
  if (!kit.hidden.has("feedback")) tools.append(...ratings(kit, reply, tools));
  tools.append(copyButton(kit, message, reply));
  return make("div", { class: "after" }, tools);
}

function copyButton(kit, message, reply) {
  const { say } = kit.words;
  const copy = button(say("copy"), async () => {
    const done = await copyText(plainReply(kit, message, reply), copy.parentElement);
    copy.lastChild.textContent = say(done ? "copied" : "copy.failed");
    kit.announce(copy.lastChild.textContent);
    setTimeout(() => (copy.lastChild.textContent = say("copy")), 2500);
  }, { class: "tool", icon: "copy" });
  return copy;
}

function ratings(kit, reply, tools) {
  const { say } = kit.words;
  const rate = async (rating, chosen) => {
    for (const each of both) each.setAttribute("aria-pressed", String(each === chosen));
    tools.parentElement.querySelector(".comment")?.remove();
    const form = commentForm(kit, reply, rating);
    tools.after(form);
    await send(kit, { reply_id: reply.reply_id, rating }, form.querySelector(".note"));
  };
  const both = [["up", "helpful"], ["down", "unhelpful"]].map(([rating, name]) =>
    button(say(name), (event) => rate(rating, event.currentTarget), { class: "tool", icon: rating, "aria-pressed": "false" }));
  return both;
}

function commentForm(kit, reply, rating) {
  const { say } = kit.words;
  const part = make("select", { id: kit.id() }, make("option", { value: "" }, say("feedback.whole")),
    reply.sentences.map(({ text }, at) => make("option", { value: String(at) }, shortened(inert(text)))));
  const comment = make("textarea", { id: kit.id(), rows: "2", maxlength: "2000" });
  const note = make("p", { class: "note", role: "status" });
  const form = make("form", { class: "comment", submit: async (event) => {
    event.preventDefault();
    const about = part.value ? { sentence: Number(part.value) } : {};
    const said = comment.value.trim() ? { comment: comment.value.trim() } : {};
    if (await send(kit, { reply_id: reply.reply_id, rating, ...about, ...said }, note)) form.replaceChildren(note);
  } },
    note,
    make("p", { class: "small-title" }, say("feedback.title")),
    make("label", { for: part.id }, say("feedback.part")), part,
    make("label", { for: comment.id }, say("feedback.comment")), comment,
    make("button", { class: "second" }, say("feedback.send")));
  return form;
}

function shortened(text) {
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text;
}

async function send(kit, rated, note) {
  try {
    await kit.service.feedback(rated);
    kit.emit("feedback", rated);
    note.textContent = kit.words.say("thanks");
    return true;
  } catch {
    note.textContent = kit.words.say("feedback.failed");
    return false;
  }
}
