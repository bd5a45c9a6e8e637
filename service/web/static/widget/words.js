import { inert } from "./inert.js";
import { LANGUAGES } from "./strings.js";

/**
 * What the widget says, in one language.
 * @typedef {object} Words
 * @property {string} language BCP 47 tag of the strings
 * @property {(key: string, values?: Record<string, string | number>) => string} say
 * @property {(key: string) => boolean} has
 * @property {(day: string) => string} date
 */

/**
 * @param {string} wanted BCP 47 tag; English where none of its kind is shipped and the site gives no strings
 * @param {Record<string, string>} own strings of the site, which go over those shipped
 * @returns {Words}
 */
export function wordsFor(wanted, own = {}) {
  const base = wanted.toLowerCase().split("-")[0];
  const shipped = LANGUAGES[base];
  const language = usable(shipped || Object.keys(own).length ? wanted : "en");
  const strings = { ...LANGUAGES.en, ...shipped, ...own };
  const has = (key) => Object.hasOwn(strings, key);
  const say = (key, values = {}) => {
    const one = `${key}.one`;
    const template = values.n === 1 && has(one) ? strings[one] : strings[key] ?? inert(key.slice(key.indexOf(".") + 1));
    return template.replace(/\{(\w+)\}/g, (whole, name) => shown(values[name], language) ?? whole);
  };
  const date = (day) => longDate(day, language);
  return { language, say, has, date };
}

function usable(tag) {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? "en";
  } catch {
    return "en";
  }
}

function shown(value, language) {
  return typeof value === "number" ? value.toLocaleString(language) : value;
}

function longDate(day, language) {
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? day : at.toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
}
