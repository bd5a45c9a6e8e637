import { serverEvents } from "./events.js";
import { Trouble, troubleOfProblem } from "./trouble.js";

const PAUSES_MS = [400, 1200, 3600];
const SENDABLE = /^[!-~]+$/;
const LISTS = ["sentences", "findings", "citations", "not_covered", "next_steps"];

/**
 * The shapes of the service's contract that the widget reads.
 * @typedef {{n: number, quote: string, stance: string, title: string, authors: string, venue: string, year: number,
 *   url: string | null, doi: string | null, evidence_kind: string, population: string, certainty: string,
 *   checked: string, status: string, reviewed_on: string, review_due: string, limitations: string[]}} Citation
 * @typedef {{text: string, citations: number[]}} Sentence
 * @typedef {{claim: string, span: {start: number, end: number}, premise: boolean, verdict: string,
 *   reasons: {overstep: string, reason: string}[], whats_right: string, whats_missing: string, better_wording: string,
 *   why_it_sounds_right: string, citations: number[], oversimplification: string[],
 *   repeated_at: {start: number, end: number}[]}} Finding
 * @typedef {{reply_id: string, session_id: string, outcome: string, sentences: Sentence[], findings: Finding[],
 *   citations: Citation[], not_covered: string[], next_steps: string[]}} Reply
 * @typedef {{claims: Finding[], citations: Citation[], summary: Record<string, number>, overview: string}} Report
 * @typedef {{anew?: () => void, stage?: (name: string) => void, citation?: (citation: Citation) => void,
 *   sentence?: (sentence: Sentence) => void}} Listener
 */

/**
 * The service behind one address. Every call rejects with a Trouble, or with what `fetch` throws.
 * @param {string} endpoint
 */
export function serviceAt(endpoint) {
  const base = endpoint.replace(/\/+$/, "");
  const call = (method, path, { body, signal, headers = {} } = {}) =>
    fetch(base + path, {
      method,
      signal,
      headers: body ? { "Content-Type": "application/json", ...headers } : headers,
      body: body && JSON.stringify(body),
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
  const json = async (...request) => readJson(await accepted(await call(...request)));
  return {
    suggestions: async () => (await json("GET", "/v1/suggestions")).questions ?? [],
    check: async (text, signal) => asReport(await json("POST", "/v1/check", { body: { text }, signal })),
    feedback: async (body) => void (await accepted(await call("POST", "/v1/feedback", { body }))),
    forget: (session) => forget(call, session),
    ask: (body, listener, signal) => ask(call, body, listener, signal),
  };
}

async function forget(call, session) {
  const response = await call("DELETE", `/v1/sessions/${encodeURIComponent(session)}`);
  if (response.status !== 404) await accepted(response);
}

/** A reply, told to a listener as it comes where the service streams; a stream that breaks is taken up again. */
async function ask(call, body, listener, signal) {
  let last = "";
  let tries = 0;
  for (;;) {
    const headers = { Accept: "text/event-stream, application/json;q=0.9", ...(last && { "Last-Event-ID": last }) };
    try {
      const response = await accepted(await call("POST", "/v1/chat", { body, signal, headers }));
      if (!isStream(response)) return asReply(await readJson(response));
      const reply = await listened(response, listener, (id) => {
        if (last && nameOf(id) !== nameOf(last)) listener.anew?.();
        last = id;
      });
      if (reply) return reply;
      throw new Trouble("cut");
    } catch (error) {
      if (last && error.kind === "refused") {
        last = "";
        continue;
      }
      if (!last || !mendable(error) || signal?.aborted) throw error;
      if (tries >= PAUSES_MS.length) throw new Trouble("cut");
      listener.stage?.("again");
      await pause(PAUSES_MS[tries], signal);
      tries += 1;
    }
  }
}

/** An id is `name:number`; another name is another attempt, whose events stand by themselves. */
function nameOf(id) {
  return id.slice(0, id.lastIndexOf(":") + 1);
}

function mendable(error) {
  return error instanceof Trouble ? error.kind === "cut" || error.kind === "starting" : error.name !== "AbortError";
}

function isStream(response) {
  return Boolean(response.body) && /^text\/event-stream\b/i.test(response.headers.get("Content-Type") ?? "");
}

async function listened(response, listener, note) {
  for await (const { name, data, id } of serverEvents(response.body)) {
    if (SENDABLE.test(id)) note(id);
    const said = parsed(data);
    if (name === "reply") return asReply(said);
    if (name === "error") throw troubleOfProblem(said.status ?? 500, said);
    if (name === "stage") listener.stage?.(String(said.name));
    else if (name === "citation") listener.citation?.(said);
    else if (name === "sentence") listener.sentence?.(said);
  }
  return null;
}

async function accepted(response) {
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw troubleOfProblem(response.status, problem, Number(response.headers.get("Retry-After")) || 0);
}

async function readJson(response) {
  return parsed(await response.text());
}

function parsed(text) {
  try {
    const found = JSON.parse(text);
    if (found && typeof found === "object") return found;
  } catch {
    throw new Trouble("broken");
  }
  throw new Trouble("broken");
}

function asReply(said) {
  if (typeof said.outcome !== "string" || !LISTS.every((list) => Array.isArray(said[list]))) throw new Trouble("broken");
  return said;
}

function asReport(said) {
  if (!Array.isArray(said.claims) || !Array.isArray(said.citations)) throw new Trouble("broken");
  return said;
}

function pause(ms, signal) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
    signal?.addEventListener("abort", resolve, { once: true });
  });
}
