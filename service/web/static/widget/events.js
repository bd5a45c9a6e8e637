const SILENCE_MS = 45_000;

/**
 * One server-sent event.
 * @typedef {{name: string, data: string, id: string}} ServerEvent
 */

/**
 * The events of a `text/event-stream` body as they arrive. A stream that ends, breaks or falls silent just ends.
 * @param {ReadableStream<Uint8Array>} body
 * @param {number} [silenceMs] longest wait for the next byte
 * @returns {AsyncGenerator<ServerEvent>}
 */
export async function* serverEvents(body, silenceMs = SILENCE_MS) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let open = blank();
  try {
    for (;;) {
      const { done, value } = await within(silenceMs, reader.read());
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop();
      for (const line of lines) {
        if (line) take(line, open);
        else {
          if (open.data.length) yield { ...open, data: open.data.join("\n") };
          open = { ...blank(), id: open.id };
        }
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function blank() {
  return { name: "message", data: [], id: "" };
}

function take(line, open) {
  const [, field, value] = /^([^:]*):? ?([^]*)$/.exec(line);
  if (field === "event") open.name = value;
  else if (field === "data") open.data.push(value);
  else if (field === "id") open.id = value;
}

async function within(ms, promise) {
  let timer;
  const silence = new Promise((resolve) => {
    timer = setTimeout(resolve, ms, { done: true });
  });
  try {
    return await Promise.race([promise, silence]);
  } finally {
    clearTimeout(timer);
  }
}
