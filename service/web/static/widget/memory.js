const KEPT_TURNS = 20;

/**
 * What a tab remembers of one widget: the session, what was typed, the turns. Storage that fails is as good as empty.
 * @typedef {{session?: string, draft?: string, text?: string, turns?: {message: string, reply: object}[]}} Remembered
 */

/**
 * @param {string} key one per widget
 * @returns {{read(): Remembered, write(change: Remembered): void, clear(): void}}
 */
export function memoryOf(key) {
  const read = () => {
    try {
      const found = JSON.parse(sessionStorage.getItem(key) ?? "{}");
      return found && typeof found === "object" ? found : {};
    } catch {
      return {};
    }
  };
  const write = (change) => {
    const next = { ...read(), ...change };
    try {
      sessionStorage.setItem(key, JSON.stringify({ ...next, turns: next.turns?.slice(-KEPT_TURNS) }));
    } catch {
      return;
    }
  };
  const clear = () => {
    try {
      sessionStorage.removeItem(key);
    } catch {
      return;
    }
  };
  return { read, write, clear };
}
