const ACTING = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff\u{e0000}-\u{e007f}\p{Cs}]/gu;
const HIDDEN = /[\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff]/gu;
const PLAIN_ADDRESS = /^https?:\/\/[!-~]+$/i;

/**
 * A text of others made harmless to look at: characters that would act are shown by their code point, unseen ones dropped.
 * @param {unknown} text
 * @returns {string}
 */
export function inert(text) {
  const shown = (character) => `[U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`;
  return String(text ?? "").replace(HIDDEN, "").replace(ACTING, shown);
}

/**
 * A value as part of a class name, so that it can name no other class.
 * @param {unknown} value
 * @returns {string}
 */
export function plainName(value) {
  return /^[\w-]+$/.test(String(value)) ? String(value) : "unknown";
}

/**
 * An address that may become a link: http or https, plain characters, no credentials. Otherwise null.
 * @param {unknown} address
 * @returns {string | null}
 */
export function webAddress(address) {
  if (typeof address !== "string" || !PLAIN_ADDRESS.test(address)) return null;
  try {
    const url = new URL(address);
    return url.username || url.password ? null : url.href;
  } catch {
    return null;
  }
}
