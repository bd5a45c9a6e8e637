import { button, iconButton, make } from "./dom.js";

/**
 * What is seldom wanted, behind one button; Escape and leaving it close it.
 * @param {object} kit
 * @param {[key: string, drawing: string, act: () => void][]} entries
 * @returns {HTMLElement}
 */
export function menuView(kit, entries) {
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
