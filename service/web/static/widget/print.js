import { addressOf, recordOf } from "./citation.js";
import { make } from "./dom.js";
import { inert } from "./inert.js";

const PRINTED = `
body { margin: 0; font: 11pt/1.5 Georgia, "Times New Roman", serif; color: #000; overflow-wrap: anywhere; }
h1 { font-size: 15pt; margin: 0 0 2pt; } h2 { font-size: 12pt; margin: 18pt 0 4pt; } p, li { margin: 0 0 6pt; }
.soft { font-size: 9pt; color: #333; } .finding { border-left: 2pt solid #000; padding-left: 8pt; margin: 8pt 0; break-inside: avoid; }
blockquote { margin: 0 0 2pt; }`;

/**
 * Print a document of its own, so that the page around the widget stays out of it and untouched.
 * @param {object} kit
 * @param {(HTMLElement | null)[]} content
 * @param {Node} near where the frame that is printed may stand for a moment
 */
export function printDocument(kit, content, near) {
  const frame = make("iframe", { class: "unseen", title: kit.words.say("print"), "aria-hidden": "true", tabindex: "-1" });
  near.append(frame);
  const page = frame.contentWindow;
  const sheet = new page.CSSStyleSheet();
  sheet.replaceSync(PRINTED);
  page.document.adoptedStyleSheets = [sheet];
  page.document.title = kit.heading;
  page.document.documentElement.lang = kit.words.language;
  page.document.body.append(...[heading(kit), content].flat(Infinity).filter(Boolean));
  page.addEventListener("afterprint", () => frame.remove());
  page.focus();
  page.print();
}

function heading({ heading: title, words: { say, date } }) {
  const from = say("printed.from", { page: location.host + location.pathname, date: date(new Date().toISOString().slice(0, 10)) });
  return [make("h1", {}, title), make("p", { class: "soft" }, from), make("p", { class: "soft" }, say("foot"))];
}

/** A question with its reply, on paper. */
export function printedTurn(kit, { message, reply }) {
  return [
    make("h2", {}, inert(message)),
    reply.sentences.map(({ text, citations }) => make("p", {}, inert(text), citations.map((n) => ` [${n}]`).join(""))),
    printedFindings(kit, reply.findings),
    reply.next_steps.map((step) => make("p", {}, inert(step))),
    printedSources(kit, reply.citations),
  ];
}

/** Findings on paper. */
export function printedFindings({ words: { say } }, findings) {
  const part = (title, text) => text && make("p", {}, make("strong", {}, `${say(title)}: `), inert(text));
  return findings.map((finding) => make("div", { class: "finding" },
    make("p", {}, make("strong", {}, say(`verdict.${finding.verdict}`)), ` “${inert(finding.claim)}” ${finding.citations.map((n) => `[${n}]`).join("")}`),
    part("right", finding.whats_right), part("missing", finding.whats_missing), part("better", finding.better_wording)));
}

/** Sources on paper, with their addresses spelt out. */
export function printedSources({ words: { say } }, citations) {
  if (!citations.length) return null;
  return [make("p", {}, make("strong", {}, say("sources"))), citations.map((citation) => make("div", { class: "soft" },
    make("blockquote", {}, `[${citation.n}] “${inert(citation.quote)}”`),
    make("p", {}, inert(`${citation.title}. ${recordOf(citation)}. ${addressOf(citation) ?? ""}`))))];
}
