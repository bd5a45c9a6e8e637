import { button, make } from "./dom.js";
import { frameView } from "./frame.js";
import { inert } from "./inert.js";
import { memoryOf } from "./memory.js";
import { serviceAt } from "./service.js";
import { STYLE } from "./style.js";
import { wordsFor } from "./words.js";

const TAG = "caveat-chat";
const HOME = document.currentScript?.src ? new URL(document.currentScript.src).origin : location.origin;
const SMALL = "(max-width: 30rem), (max-height: 30rem)";
const CONTENT_LANGUAGE = "en";
const SHEET = new CSSStyleSheet();
const RIGHT_TO_LEFT = /^(ar|dv|fa|he|ps|ur|yi)\b/i;

SHEET.replaceSync(STYLE);

/** `<caveat-chat>`: see the guide at `/embed` for attributes, events and styling. */
class CaveatChat extends HTMLElement {
  static observedAttributes = ["content-lang", "endpoint", "heading", "hide", "lang", "mode", "region"];

  #strings = {};
  #frame = null;
  #dialog = null;
  #launcher = null;
  #small = matchMedia(SMALL);
  #fitted = () => this.#fit();

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [SHEET];
  }

  /** Strings of the site, by key; they go over the shipped ones. */
  get strings() {
    return this.#strings;
  }

  set strings(own) {
    this.#strings = { ...own };
    if (this.#frame) this.#build();
  }

  connectedCallback() {
    if (Object.hasOwn(this, "strings")) {
      const own = this.strings;
      delete this.strings;
      this.#strings = { ...own };
    }
    this.#small.addEventListener("change", this.#fitted);
    if (!this.#frame) this.#build();
  }

  disconnectedCallback() {
    this.#small.removeEventListener("change", this.#fitted);
    this.#frame?.stop();
  }

  attributeChangedCallback() {
    if (this.#frame) this.#build();
  }

  /** Open the panel, in the mode with a launcher, and put the focus into it. */
  open() {
    this.#show();
    this.#frame?.focus();
  }

  /** Close the panel and give the focus back to the launcher. */
  close() {
    if (!this.#dialog?.open) return;
    this.#dialog.close();
  }

  /**
   * Ask as if the visitor had.
   * @param {string} message
   */
  async ask(message) {
    this.#show();
    this.#frame?.choose("ask");
    await this.#frame?.talk.ask(String(message));
  }

  /** Begin anew; the server forgets the old conversation by itself. */
  reset() {
    this.#frame?.talk.fresh();
  }

  #build() {
    const wasOpen = this.#dialog?.open;
    this.#frame?.stop();
    const kit = this.#kit();
    this.#frame = frameView(kit, this.#floats ? { close: () => this.close(), widen: () => this.#widen() } : {});
    this.#frame.root.lang = kit.words.language;
    if (RIGHT_TO_LEFT.test(kit.words.language)) this.#frame.root.dir = "rtl";
    this.shadowRoot.replaceChildren(...(this.#floats ? this.#floating(kit) : [this.#standing()]));
    if (!this.#floats) void this.#frame.talk.start();
    if (wasOpen && this.#floats) this.#show();
    this.#emit("ready", {});
  }

  get #floats() {
    return !["inline", "page"].includes(this.getAttribute("mode"));
  }

  #kit() {
    const endpoint = this.getAttribute("endpoint") || HOME;
    const words = wordsFor(this.getAttribute("lang") || this.closest("[lang]")?.lang || "en", this.#strings);
    let ids = 0;
    return {
      words,
      heading: this.getAttribute("heading") || words.say("heading"),
      contentLanguage: this.getAttribute("content-lang") || CONTENT_LANGUAGE,
      region: this.getAttribute("region"),
      view: this.getAttribute("view") ?? "ask",
      hidden: new Set((this.getAttribute("hide") ?? "").split(/\s+/)),
      memory: memoryOf(this.#memoryKey(endpoint)),
      service: serviceAt(endpoint),
      id: () => `c${(ids += 1)}`,
      emit: (name, detail) => this.#emit(name, detail),
      announce: () => undefined,
    };
  }

  #memoryKey(endpoint) {
    const place = this.id || String([...document.querySelectorAll(TAG)].indexOf(this));
    return `caveat ${endpoint} ${place}`;
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`caveat:${name}`, { detail, bubbles: true, composed: true }));
  }

  #standing() {
    return make("section", { class: "panel", part: "panel", "aria-labelledby": this.#frame.titleId }, this.#frame.root);
  }

  #floating(kit) {
    this.#dialog = make("dialog", { class: "panel", part: "panel", "aria-labelledby": this.#frame.titleId,
      close: () => this.#closed(), keydown: (event) => event.key === "Escape" && !event.defaultPrevented && this.close() }, this.#frame.root);
    this.#launcher = button(kit.words.say("launch"), () => this.open(), { class: "launcher", part: "launcher", icon: "ask", "aria-haspopup": "dialog" });
    this.#launcher.lastChild.textContent = inert(this.getAttribute("label") || kit.words.say("launch"));
    return [this.#launcher, this.#dialog];
  }

  #show() {
    if (!this.#floats || !this.#dialog || this.#dialog.open) return;
    this.#place();
    this.#launcher.hidden = true;
    void this.#frame.talk.start();
    this.#emit("open", {});
  }

  /** On a small screen the panel covers the page, which is then out of reach; on a large one it stands beside it. */
  #place() {
    if (this.#small.matches) this.#dialog.showModal();
    else this.#dialog.show();
  }

  #fit() {
    if (!this.#dialog?.open) return;
    this.#dialog.close();
    this.#place();
  }

  #closed() {
    if (this.#dialog.open) return;
    this.#launcher.hidden = false;
    this.#launcher.focus();
    this.#emit("close", {});
  }

  #widen() {
    return this.#dialog.classList.toggle("wide");
  }
}

if (!customElements.get(TAG)) customElements.define(TAG, CaveatChat);
