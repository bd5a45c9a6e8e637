const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  ask: "M4 5.5h16v11H10l-4 3.5v-3.5H4z",
  close: "M6 6l12 12M18 6L6 18",
  wide: "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7",
  more: "M6 11.4a.6.6 0 1 0 .01 0zM12 11.4a.6.6 0 1 0 .01 0zM18 11.4a.6.6 0 1 0 .01 0z",
  bin: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v5M14 11v5",
  send: "M12 19V5M6 11l6-6 6 6",
  stop: "M7 7h10v10H7z",
  again: "M19 12a7 7 0 1 1-2.2-5.1M17 3v4h-4",
  up: "M7 11v9H4v-9zM7 11l4-7c1.6 0 2.5 1 2.2 2.6L12.5 10H18c1.3 0 2.2 1.2 1.9 2.4l-1.5 6c-.2 1-1 1.6-2 1.6H7",
  down: "M17 13V4h3v9zM17 13l-4 7c-1.6 0-2.5-1-2.2-2.6l.7-3.4H6c-1.3 0-2.2-1.2-1.9-2.4l1.5-6c.2-1 1-1.6 2-1.6H17",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  link: "M14 5h5v5M19 5l-8 8M17 14v5H5V7h5",
  call: "M6 4h4l1.5 5-2.3 1.5a11 11 0 0 0 4.3 4.3L15 12.5l5 1.5v4a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z",
  text: "M4 5h16v12H9l-5 4zM8 10h8M8 13h5",
  next: "M9 6l6 6-6 6",
  supported: "M5 12.5l4.5 4.5L19 7.5",
  oversimplified: "M4 10c2.7-3 5.3-3 8 0s5.3 3 8 0M4 16c2.7-3 5.3-3 8 0s5.3 3 8 0",
  contested: "M12 5v8M8 9h8M8 18h8",
  refuted: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  not_enough_evidence: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 18h.01",
  info: "M12 3a9 9 0 1 0 .01 0zM12 11v5.5M12 7.6h.01",
  notice: "M12 10v4.5M12 17.5h.01M12 3.5l9 16.5h-18z",
};

/**
 * An element. Attributes that are functions listen to the event of that name; text stays text.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | null | false | undefined | Array)} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return made;
}

/**
 * A line drawing that says nothing to a screen reader.
 * @param {string} name one of ICONS
 * @returns {SVGElement}
 */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", ICONS[name] ?? ICONS.notice);
  drawing.append(line);
  return drawing;
}

/**
 * A button with words, and a drawing where one is named.
 * @param {string} words
 * @param {(event: Event) => void} click
 * @param {{icon?: string, class?: string} & Record<string, unknown>} [attributes]
 */
export function button(words, click, { icon: drawing, ...attributes } = {}) {
  return make("button", { type: "button", click, ...attributes }, drawing && icon(drawing), make("span", {}, words));
}

/**
 * A button that shows a drawing alone; its words are its name and its tip.
 * @param {string} words
 * @param {string} drawing
 * @param {(event: Event) => void} click
 */
export function iconButton(words, drawing, click, attributes = {}) {
  return make("button", { type: "button", class: "bare", "aria-label": words, title: words, click, ...attributes }, icon(drawing));
}

/** Words for screen readers alone. */
export function unseen(tag, words, attributes = {}) {
  return make(tag, { class: "unseen", ...attributes }, words);
}
