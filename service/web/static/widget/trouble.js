import { button, icon, make } from "./dom.js";
import { inert } from "./inert.js";

/** Why something could not be done; never a finding. */
export class Trouble extends Error {
  /**
   * @param {"offline" | "unreachable" | "cut" | "busy" | "starting" | "refused" | "broken" | "stopped"} kind
   * @param {{detail?: string, seconds?: number, status?: number}} [more]
   */
  constructor(kind, { detail = "", seconds = 0, status = 0 } = {}) {
    super(kind);
    this.kind = kind;
    this.detail = detail;
    this.seconds = seconds;
    this.status = status;
  }
}

/**
 * What a failed call was about, whatever was thrown.
 * @param {unknown} error
 * @param {AbortSignal} [signal]
 * @returns {Trouble}
 */
export function troubleOf(error, signal) {
  if (signal?.aborted && signal.reason === "stopped") return new Trouble("stopped");
  if (error instanceof Trouble) return error;
  return new Trouble(navigator.onLine === false ? "offline" : "unreachable");
}

/**
 * What a response with an error status, or an error in a stream, was about.
 * @param {number} status
 * @param {{detail?: string, title?: string}} problem RFC 9457
 * @param {number} seconds to wait, where the service says so
 */
export function troubleOfProblem(status, problem, seconds = 0) {
  const more = { detail: String(problem?.detail ?? problem?.title ?? status), seconds: seconds || 5, status };
  if (status === 429) return new Trouble("busy", more);
  if (status === 503) return new Trouble("starting", more);
  return new Trouble(status >= 400 && status < 500 ? "refused" : "broken", more);
}

/**
 * A failure in words, what to do about it, and where help is.
 * @param {object} kit
 * @param {Trouble} trouble
 * @param {() => void} again
 */
export function troubleView({ words: { say } }, trouble, again) {
  const stopped = trouble.kind === "stopped";
  const words = say(`trouble.${trouble.kind}`, { n: trouble.seconds, detail: trouble.detail });
  const told = make("span", { dir: "auto" }, inert(words));
  if (trouble.kind === "offline") addEventListener("online", () => (told.textContent = say("trouble.online")), { once: true });
  return make("div", { class: stopped ? "trouble mild" : "trouble" },
    make("p", {}, !stopped && icon("notice"), told),
    !stopped && make("p", { class: "soft" }, say("danger")),
    button(say("again"), again, { class: "second", icon: "again" }));
}
