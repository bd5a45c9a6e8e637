"use strict";

const VERDICTS = {
  supported: "✓ Supported by the evidence",
  oversimplified: "≈ Partly right, but too simple",
  contested: "± The evidence disagrees",
  refuted: "✗ The evidence contradicts this",
  not_enough_evidence: "? Not enough evidence in our sources",
};
const PARTS = [["whats_right", "What is right"], ["whats_missing", "What is missing"], ["better_wording", "Better wording"], ["why_it_sounds_right", "Why it sounds right"]];
const REACH = /\b(call|text)\s+(\+?\d[\d\s().-]*\d)|\btext\s+(\w+)\s+to\s+(\d+)|((?:https?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/[^\s,;)]*)?)/gi;
const HELP_OUTCOMES = ["urgent", "declined"];

let sessionId = null;
let panels = 0;

// Everything shown goes through here: as text, never as markup.
function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value; else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function webLink(url, text) {
  return /^https?:\/\//i.test(url) ? element("a", { href: url, rel: "noreferrer", target: "_blank" }, text) : text;
}

function quotePanel(citation, id) {
  const record = `${citation.authors} (${citation.year}), ${citation.venue}. Certainty: ${citation.certainty}. Checked ${citation.reviewed_on}.`;
  const address = citation.url || (citation.doi ? `https://doi.org/${citation.doi}` : "");
  const panel = element("div", { className: "quote", id, hidden: true },
    element("blockquote", {}, `“${citation.quote}”`),
    element("p", { className: "source" }, webLink(address, citation.title), ` – ${record}`));
  if (citation.status !== "active") panel.append(element("p", { className: "source" }, `Status of this source: ${citation.status}.`));
  return panel;
}

// Numbered marks in `line`, each opening its quote at the end of `place`.
function addMarks(line, place, numbers, citations) {
  for (const citation of citations.filter((each) => numbers.includes(each.n))) {
    const panel = quotePanel(citation, `quote-${panels += 1}`);
    const mark = element("button", { type: "button", className: "mark", "aria-expanded": "false", "aria-controls": panel.id, "aria-label": `Source ${citation.n}: ${citation.title}` }, `[${citation.n}]`);
    mark.addEventListener("click", () => {
      panel.hidden = !panel.hidden;
      mark.setAttribute("aria-expanded", String(!panel.hidden));
    });
    line.append(mark);
    place.append(panel);
  }
}

// A help line as words followed by one large link for each way to reach it.
function helpLine(text) {
  const line = element("div", {}, element("p", {}, text));
  for (const found of text.matchAll(REACH)) {
    const [, way, number, word, shortCode, url] = found;
    if (url) line.append(element("a", { className: "call", href: /^http/i.test(url) ? url : `https://${url}`, rel: "noreferrer" }, url));
    else if (word) line.append(element("a", { className: "call", href: `sms:${shortCode}` }, `Text ${word} to ${shortCode}`));
    else line.append(element("a", { className: "call", href: `${way.toLowerCase() === "call" ? "tel" : "sms"}:${number.replace(/[^\d+]/g, "")}` }, `${way[0].toUpperCase()}${way.slice(1)} ${number}`));
  }
  return line;
}

function findingCard(finding, citations) {
  const card = element("article", { className: `finding ${finding.verdict}` });
  const claim = element("p", {}, `“${finding.claim}” `);
  const details = element("dl");
  for (const [name, title] of PARTS) {
    if (finding[name]) details.append(element("dt", {}, title), element("dd", {}, finding[name]));
  }
  card.append(element("p", { className: "verdict" }, VERDICTS[finding.verdict] || finding.verdict), claim, details);
  addMarks(claim, card, finding.citations, citations);
  return card;
}

function replyItem(reply) {
  const item = element("li", { className: "told" });
  const helps = HELP_OUTCOMES.includes(reply.outcome);
  for (const sentence of reply.sentences) {
    const line = helps && !sentence.citations.length ? helpLine(sentence.text) : element("p", {}, `${sentence.text} `);
    item.append(line);
    addMarks(line, item, sentence.citations, reply.citations);
  }
  reply.findings.forEach((finding) => item.append(findingCard(finding, reply.citations)));
  if (reply.not_covered.length) item.append(element("p", { className: "source" }, `Not covered by our sources: ${reply.not_covered.join("; ")}`));
  reply.next_steps.forEach((step) => item.append(helpLine(step)));
  return item;
}

async function call(method, path, body) {
  const headers = body ? { "Content-Type": "application/json" } : {};
  const response = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  const answer = response.status === 204 ? null : await response.json();
  if (!response.ok) throw new Error(answer.detail || answer.title);
  return answer;
}

// Sends a form, says how it went beside it, and never sends twice at once.
async function submit(form, send) {
  const status = form.querySelector(".status");
  const button = form.querySelector("button[type=submit]");
  status.className = "status";
  status.textContent = "Looking in our sources…";
  button.disabled = true;
  try {
    await send();
    status.textContent = "";
  } catch (error) {
    status.className = "status error";
    status.textContent = error instanceof TypeError ? "The service cannot be reached. If someone is in danger, call your local emergency number." : error.message;
  } finally {
    button.disabled = false;
  }
}

const ask = document.getElementById("ask");
const talk = document.getElementById("talk");
const forget = document.getElementById("forget");
const ideas = document.getElementById("ideas");

ask.addEventListener("submit", (event) => {
  event.preventDefault();
  const field = ask.elements.message;
  submit(ask, async () => {
    const message = field.value;
    const reply = await call("POST", "/v1/chat", sessionId ? { message, session_id: sessionId } : { message });
    sessionId = reply.session_id;
    forget.hidden = false;
    ideas.hidden = true;
    const item = replyItem(reply);
    talk.append(element("li", { className: "asked" }, message), item);
    field.value = "";
    item.scrollIntoView({ block: "nearest" });
  });
});

ask.elements.message.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    ask.requestSubmit();
  }
});

forget.addEventListener("click", async () => {
  const id = sessionId;
  sessionId = null;
  forget.hidden = true;
  talk.replaceChildren();
  await call("DELETE", `/v1/sessions/${encodeURIComponent(id)}`).catch(() => undefined);
});

const check = document.getElementById("check");
check.addEventListener("submit", (event) => {
  event.preventDefault();
  submit(check, async () => {
    const report = await call("POST", "/v1/check", { text: check.elements.text.value });
    const title = report.claims.length ? `Claims checked: ${report.claims.length}` : "No claim that could be checked was found.";
    const cards = report.claims.map((finding) => findingCard(finding, report.citations));
    document.getElementById("report").replaceChildren(element("h3", {}, title), ...cards);
  });
});

// A few claims that people often hear, as starting points.
call("GET", "/v1/reviews").then(({ reviews }) => {
  for (const review of reviews.filter((each) => each.verdict !== "supported").slice(0, 3)) {
    const idea = element("button", { type: "button" }, `Is this true? ${review.claim}`);
    idea.addEventListener("click", () => {
      ask.elements.message.value = `Is this true? ${review.claim}`;
      ask.requestSubmit();
    });
    ideas.append(element("li", {}, idea));
  }
  ideas.hidden = !ideas.childElementCount;
}).catch(() => undefined);
