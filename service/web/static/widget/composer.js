import { iconButton, make, unseen } from "./dom.js";

const LONGEST = 4000;
const NEARLY = 400;

/**
 * The field to write in: Enter sends, Shift and Enter begin a new line; while a reply comes, one can write on or stop it.
 * @param {object} kit
 * @param {{send: (message: string) => void, stop: () => void}} can
 */
export function composerView(kit, { send, stop }) {
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
