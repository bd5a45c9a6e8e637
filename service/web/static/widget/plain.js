import { addressOf, recordOf } from "./citation.js";
import { inert } from "./inert.js";

/**
 * A reply as plain text with its sources, to be pasted elsewhere.
 * @param {object} kit
 * @param {string} message
 * @param {import("./service.js").Reply} reply
 */
export function plainReply({ words: { say } }, message, reply) {
  const marks = (numbers) => (numbers.length ? ` ${numbers.map((n) => `[${n}]`).join("")}` : "");
  const findings = reply.findings.map(({ claim, verdict }) => `${say(`verdict.${verdict}`)}: “${claim}”`);
  const sources = reply.citations.map((citation) => plainSource(citation));
  return inert([
    `> ${message}`,
    reply.sentences.map(({ text, citations }) => text + marks(citations)).join("\n"),
    findings.join("\n"),
    sources.length ? [say("sources"), ...sources].join("\n") : "",
    say("foot"),
  ].filter(Boolean).join("\n\n"));
}

/** One source with the quote that was relied on. */
export function plainSource(citation) {
  const address = addressOf(citation);
  return `[${citation.n}] ${citation.title}. ${recordOf(citation)}.${address ? ` ${address}` : ""}\n    “${citation.quote}”`;
}

/**
 * Put a text on the clipboard, also where the page is not served securely.
 * @param {string} text
 * @param {HTMLElement} near an element that a field may stand in for a moment
 * @returns {Promise<boolean>} whether it is there
 */
export async function copyText(text, near) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text, near);
  }
}

function copySelected(text, near) {
  const field = document.createElement("textarea");
  field.className = "unseen";
  field.value = text;
  near.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
