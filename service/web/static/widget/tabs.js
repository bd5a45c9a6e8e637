import { icon, make } from "./dom.js";

/**
 * A choice between views; arrow keys go from one to the other.
 * @param {object} kit
 * @param {[name: string, drawing: string, view: {root: HTMLElement}][]} entries
 * @returns {{root: HTMLElement, choose: (name: string) => void, chosen: () => string}}
 */
export function tabsView(kit, entries) {
  let chosen = "";
  const tabs = new Map(entries.map(([name, drawing, { root }]) => {
    root.id = kit.id();
    root.setAttribute("role", "tabpanel");
    const tab = make("button", {
      type: "button", role: "tab", id: kit.id(), "aria-controls": root.id,
      click: () => choose(name), keydown: (event) => step(event, name),
    }, icon(drawing), make("span", {}, kit.words.say(name)));
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
