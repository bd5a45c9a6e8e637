/** Launcher, panel, header, tabs, menu. */
export const FRAME = `
.launcher {
  position: fixed; inset-block-end: max(20px, env(safe-area-inset-bottom)); inset-inline-end: 20px; z-index: var(--caveat-z, 2147483000);
  display: inline-flex; align-items: center; gap: .6em; max-width: calc(100vw - 40px); min-height: 3.5em; padding: .6em 1.35em .6em 1.1em;
  border: 1px solid transparent; border-radius: 999px; background: var(--_accent); color: var(--_on-accent); font-weight: 600;
  box-shadow: 0 6px 22px rgb(16 42 48 / .28);
}
.launcher:hover { filter: brightness(1.1); }
:host([side="start"]) .launcher { inset-inline: 20px auto; }
.panel { margin: 0; padding: 0; border: 0; background: var(--_surface); overflow: hidden; container-type: inline-size; }
section.panel { height: 100%; border-radius: var(--_radius); box-shadow: inset 0 0 0 1px var(--_line); }
:host([mode="page"]) section.panel { border-radius: 0; box-shadow: none; }
dialog.panel {
  position: fixed; inset: auto; inset-block-end: 20px; inset-inline-end: 20px; z-index: var(--caveat-z, 2147483000);
  width: min(var(--caveat-width, 27.5rem), calc(100vw - 40px)); max-width: none; height: min(47rem, calc(100dvh - 40px)); max-height: none;
  border-radius: calc(var(--_radius) + 4px); box-shadow: var(--_shadow);
}
dialog.panel.wide { width: min(52rem, calc(100vw - 40px)); height: calc(100dvh - 40px); }
:host([side="start"]) dialog.panel { inset-inline: 20px auto; }
dialog.panel:modal { inset: 0; width: 100%; height: 100%; border-radius: 0; box-shadow: none; }
dialog.panel:modal .widen { display: none; }
dialog::backdrop { background: var(--_surface); }
.frame { display: flex; flex-direction: column; height: 100%; position: relative; }
header { display: flex; align-items: center; gap: .5em; padding: 14px 12px 12px 20px; flex: none; }
[dir="rtl"] header, header:dir(rtl) { padding-inline: 20px 12px; }
.titles { flex: 1; min-width: 0; }
h2 { font-size: 1.125em; font-weight: 650; letter-spacing: -.005em; }
.actions { display: flex; flex: none; }
.tabs { display: flex; gap: 4px; padding: 0 20px; border-block-end: 1px solid var(--_line); flex: none; }
.tabs button { display: inline-flex; align-items: center; gap: .45em; min-height: 2.75em; padding: .3em .75em; border: 0; border-block-end: 3px solid transparent; background: none; color: var(--_soft); font-size: .9375em; font-weight: 600; }
.tabs button:first-child { margin-inline-start: -.75em; }
.tabs .icon { width: 1.1em; height: 1.1em; }
.tabs [aria-selected="true"] { color: var(--_accent); border-color: var(--_accent); }
.tabs :focus-visible { outline-offset: -3px; border-radius: 6px; }
.menu { position: relative; }
.menu-list { position: absolute; inset-block-start: calc(100% + 4px); inset-inline-end: 0; z-index: 2; display: grid; width: max-content; max-width: 70vw; padding: 6px; border-radius: 12px; background: var(--_surface); box-shadow: var(--_shadow); }
.entry { border: 0; border-radius: 8px; background: none; padding-inline: .75em 1.25em; }
.entry .icon { color: var(--_soft); }
.sure { padding: 14px 20px; background: var(--_raised); border-block-end: 1px solid var(--_line); display: grid; gap: 10px; flex: none; }
.view { flex: 1; min-height: 0; display: flex; flex-direction: column; }
.log { container-type: size; flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 20px; scrollbar-width: thin; scrollbar-color: var(--_edge) transparent; position: relative; }
.log:focus-visible { outline-offset: -3px; }
.frame:has(.calm:not([hidden])) .tabs { display: none; }
.calm .foot { display: none; }
@container (max-width: 21rem) { .log { padding: 16px; } header { padding-inline: 16px 6px; } .tabs { padding-inline: 16px; } .composer { padding-inline: 10px; } }
@container (min-width: 46rem) {
  .log > *, .composer > *, .sure > * { width: 100%; max-width: 44rem; margin-inline: auto; }
  :host([mode="page"]) header, :host([mode="page"]) .tabs { padding-inline: max(20px, calc(50% - 22rem)); }
}
`;
