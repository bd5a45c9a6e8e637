const DARK = `
  --_accent: var(--caveat-accent, #74ccd6); --_on-accent: var(--caveat-on-accent, #06242a);
  --_surface: var(--caveat-surface, #141c1f); --_raised: var(--caveat-raised, #1c262a); --_ink: var(--caveat-ink, #e8eeef);
  --_soft: var(--caveat-soft, #a9b8bd); --_line: var(--caveat-line, #33424a); --_edge: #73858c; --_tint: var(--caveat-tint, #1d353b);
  --_shadow: 0 0 0 1px #33424a, 0 18px 50px rgb(0 0 0 / .55);
  --_supported: #7ed09b; --_oversimplified: #eeb65a; --_contested: #c0a8f5; --_refuted: #ff9b93; --_unsettled: #b1bcc6;
  color-scheme: dark;`;

/** Colours, sizes and what every part shares. */
export const BASE = `
:host {
  all: initial; display: block; box-sizing: border-box;
  --_accent: var(--caveat-accent, #0b6470); --_on-accent: var(--caveat-on-accent, #fff);
  --_surface: var(--caveat-surface, #fff); --_raised: var(--caveat-raised, #f5f8f8); --_ink: var(--caveat-ink, #15262b);
  --_soft: var(--caveat-soft, #53656b); --_line: var(--caveat-line, #dce4e6); --_edge: #7b8d93; --_tint: var(--caveat-tint, #e6f1f2);
  --_shadow: 0 0 0 1px rgb(16 42 48 / .06), 0 18px 50px rgb(16 42 48 / .2);
  --_supported: #1b6a3c; --_oversimplified: #8a4f00; --_contested: #5d3c9c; --_refuted: #a81f28; --_unsettled: #4b5763;
  --_radius: var(--caveat-radius, 14px); --_em: max(1rem, 16px);
  color-scheme: light;
}
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) {${DARK} } }
:host([theme="dark"]) {${DARK} }
:host([hidden]), [hidden] { display: none !important; }
:host(:not([mode="inline"], [mode="page"])) { display: contents; }
:host([mode="inline"]) { height: var(--caveat-height, 40rem); max-height: 100dvh; }
:host([mode="page"]) { height: var(--caveat-height, 100dvh); }
*, *::before, *::after { box-sizing: border-box; }
.panel, .launcher {
  font: 400 var(--_em)/1.55 var(--caveat-font, -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif);
  color: var(--_ink); text-align: start; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; text-size-adjust: 100%;
}
p, h2, h3, h4, ul, ol, dl, dd, blockquote { margin: 0; padding: 0; }
h2, h3, h4 { font-size: 1em; line-height: 1.3; }
ul, ol { list-style: none; }
button, textarea, select { font: inherit; color: inherit; letter-spacing: inherit; }
button { cursor: pointer; touch-action: manipulation; }
a { color: var(--_accent); text-underline-offset: .15em; }
.icon { width: 1.25em; height: 1.25em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }
.soft { color: var(--_soft); font-size: .875em; line-height: 1.5; }
.unseen { position: absolute !important; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; }
:focus { outline: none; }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
.first, .second, .tool, .quiet, .entry, .filter { display: inline-flex; align-items: center; gap: .45em; min-height: 2.75em; padding: .35em 1em; border-radius: 999px; text-align: start; line-height: 1.3; }
.first { border: 1px solid transparent; background: var(--_accent); color: var(--_on-accent); font-weight: 600; }
.second { border: 1px solid var(--_edge); background: none; font-weight: 600; }
.first:hover { filter: brightness(1.1); } .second:hover, .quiet:hover, .tool:hover, .entry:hover { background: var(--_tint); }
.quiet { border: 0; background: none; color: var(--_accent); font-weight: 600; padding-inline: .75em; margin-inline-start: -.75em; }
.bare { display: inline-grid; place-items: center; width: 2.75em; height: 2.75em; border: 0; border-radius: 50%; background: none; color: var(--_soft); }
.bare:hover { background: var(--_tint); color: var(--_ink); }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: .5em .75em; }
.small-title { color: var(--_soft); font-size: .8125em; font-weight: 600; letter-spacing: .01em; }
.v-supported { --_v: var(--_supported); --_rule: solid; } .v-oversimplified { --_v: var(--_oversimplified); --_rule: wavy; }
.v-contested { --_v: var(--_contested); --_rule: dashed; } .v-refuted { --_v: var(--_refuted); --_rule: double; }
.v-not_enough_evidence { --_v: var(--_unsettled); --_rule: dotted; }
@media (prefers-reduced-motion: no-preference) {
  .panel[open] { animation: rise .18s ease-out; }
  .beads .unknown { animation: breathe 1.4s ease-in-out infinite; }
  .beads i:nth-child(2) { animation-delay: .12s; } .beads i:nth-child(3) { animation-delay: .24s; }
  .beads i:nth-child(4) { animation-delay: .36s; } .beads i:nth-child(5) { animation-delay: .48s; }
}
@keyframes rise { from { opacity: 0; transform: translateY(12px); } }
@keyframes breathe { 50% { opacity: .25; } }
`;
