import { iconButton, icon, make } from "./dom.js";
import { inert, plainName, webAddress } from "./inert.js";

const STANCE_ICON = { supports: "supported", refutes: "refuted", context: "info" };

/**
 * Numbered marks, each of which opens its source's card in `place`, one card at a time.
 * @param {object} kit
 * @param {number[]} numbers
 * @param {import("./service.js").Citation[]} citations
 * @param {HTMLElement} place
 * @returns {HTMLElement[]}
 */
export function citationMarks(kit, numbers, citations, place) {
  const cited = citations.filter((citation) => numbers.includes(citation.n));
  return cited.map((citation) => citationMark(kit, citation, place));
}

function citationMark(kit, citation, place) {
  const name = kit.words.say("source", { n: String(citation.n), title: inert(citation.title) });
  const mark = make("button", {
    type: "button", class: "mark", "aria-label": name, title: name, "aria-expanded": "false", click: () => toggle(),
  }, String(citation.n));
  const close = (focus) => {
    place.replaceChildren();
    mark.setAttribute("aria-expanded", "false");
    if (focus) mark.focus();
  };
  const toggle = () => {
    if (mark.getAttribute("aria-expanded") === "true") return close(true);
    place.dispatchEvent(new CustomEvent("make-room"));
    const card = citationCard(kit, citation, () => close(true));
    place.append(card);
    mark.setAttribute("aria-expanded", "true");
    place.addEventListener("make-room", () => close(false), { once: true });
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  };
  return mark;
}

function citationCard(kit, citation, close) {
  const { say } = kit.words;
  const closeWithEscape = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    close();
  };
  return make("div", {
    class: "card", role: "group", tabindex: "-1", keydown: closeWithEscape,
    "aria-label": say("source.short", { n: String(citation.n) }),
  },
    make("div", { class: "card-top" }, stanceLine(kit, citation.stance),
      iconButton(say("source.close", { n: String(citation.n) }), "close", close)),
    quote(kit, citation),
    sourceLine(kit, citation),
    facts(kit, citation));
}

/** How a quote bears on the claim: a drawing and words, never colour alone. */
export function stanceLine({ words }, stance) {
  return make("p", { class: `stance ${plainName(stance)}` }, icon(STANCE_ICON[stance] ?? "info"), words.say(`stance.${stance}`));
}

/** The sentence that was relied on, word for word. */
export function quote(kit, citation) {
  return make("blockquote", { dir: "auto", lang: kit.contentLanguage }, `“${inert(citation.quote)}”`);
}

/** Title with its link, authors, year and venue. */
export function sourceLine(kit, citation) {
  const address = addressOf(citation);
  const title = inert(citation.title);
  const linked = address
    ? make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, title, icon("link"))
    : make("span", {}, title);
  return make("div", { class: "source", lang: kit.contentLanguage, dir: "auto" },
    make("p", { class: "title" }, linked),
    make("p", { class: "soft" }, inert(recordOf(citation))));
}

/** Authors, venue and year as one line. */
export function recordOf({ authors, venue, year }) {
  return [authors, venue, year].filter(Boolean).join(" · ");
}

/** Where a source can be read: its address, or that of its DOI; null where the record holds neither. */
export function addressOf({ url, doi }) {
  return webAddress(url) ?? (doi ? webAddress(`https://doi.org/${encodeURI(doi)}`) : null);
}

function facts(kit, citation) {
  const { say, date } = kit.words;
  const rows = [
    ["kind", say(`kind.${citation.evidence_kind}`)],
    ["population", citation.population],
    ["certainty", say(`certainty.${citation.certainty}`)],
    ["checked", say(`checked.${citation.checked}`)],
    ["reviewed", date(citation.reviewed_on)],
    ["due", date(citation.review_due)],
    ["limits", (citation.limitations ?? []).join(" ")],
  ];
  const shown = rows.filter(([, value]) => value);
  return [
    citation.status !== "active" && make("p", { class: "warned" }, icon("notice"), say(`status.${citation.status}`)),
    make("dl", { class: "facts" }, shown.map(([key, value]) => make("div", {}, make("dt", {}, say(key)), make("dd", { dir: "auto" }, inert(value))))),
  ];
}
