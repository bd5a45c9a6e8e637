/** Citation cards, findings, help lines, the checked text. */
export const EVIDENCE = `
.place:empty { display: none; }
.card { display: grid; gap: 8px; margin-block-start: 10px; padding: 12px 16px 16px; border: 1px solid var(--_line); border-radius: 12px; background: var(--_raised); font-size: .9375em; }
.card-top { display: flex; align-items: center; justify-content: space-between; gap: 8px; margin-inline-end: -10px; }
.stance { display: flex; align-items: center; gap: .4em; font-size: .8125em; font-weight: 600; color: var(--_soft); }
.stance .icon { width: 1.1em; height: 1.1em; }
.stance.supports { color: var(--_supported); } .stance.refutes { color: var(--_refuted); }
blockquote { font-size: 1em; line-height: 1.5; }
.source .title { font-weight: 600; line-height: 1.35; }
.source .icon { width: .9em; height: .9em; margin-inline-start: .3em; vertical-align: -.05em; }
.warned { display: flex; gap: .5em; color: var(--_oversimplified); font-weight: 600; font-size: .9375em; }
.facts { display: grid; gap: 5px; padding-block-start: 8px; border-block-start: 1px solid var(--_line); font-size: .875em; line-height: 1.45; }
.facts div { display: grid; grid-template-columns: minmax(6.5em, 9em) 1fr; gap: 10px; }
dt { color: var(--_soft); }
.finding { display: grid; gap: 10px; padding: 14px 16px 16px; border: 1px solid var(--_line); border-radius: 12px; position: relative; overflow: clip; }
.finding::before { content: ""; position: absolute; inset-block: 0; inset-inline-start: 0; width: 4px; background: var(--_v); }
.finding-top { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; }
.verdict { display: flex; align-items: center; gap: .45em; color: var(--_v); font-weight: 700; }
.verdict .icon { stroke-width: 2.4; }
.chip { padding: .1em .6em; border-radius: 999px; background: var(--_raised); color: var(--_soft); font-size: .75em; font-weight: 600; }
.number { order: -1; display: grid; place-items: center; min-width: 24px; height: 24px; padding: 0 6px; border: 1px solid var(--_line); border-radius: 7px; font-size: .75em; font-weight: 700; color: var(--_v); }
.claim { font-weight: 600; }
.reasons { display: grid; gap: 2px; font-size: .875em; color: var(--_soft); }
.reasons li { padding-inline-start: 1em; position: relative; }
.reasons li::before { content: "–"; position: absolute; inset-inline-start: 0; }
.parts { display: grid; gap: 10px; font-size: .9375em; }
.parts dt { font-size: .8667em; font-weight: 600; }
.parts .better { padding: 10px 12px; border-radius: 10px; background: var(--_tint); }
.parts .better dt { color: var(--_accent); }
.why summary { width: fit-content; min-height: 24px; color: var(--_accent); font-size: .875em; font-weight: 600; cursor: pointer; }
.why p { padding-block-start: 4px; font-size: .9375em; }
.evidence { display: grid; gap: 12px; padding-block-start: 10px; border-block-start: 1px solid var(--_line); }
.held { display: flex; flex-wrap: wrap; gap: 8px 20px; }
.held > div { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
.sides { display: grid; gap: 10px; font-size: .9375em; }
.side { display: grid; gap: 6px; align-content: start; padding: 12px; border-radius: 10px; background: var(--_raised); }
@container (min-width: 34rem) { .sides { grid-template-columns: 1fr 1fr; } }
.urgent .told { gap: 18px; }
.outcome.urgent { color: var(--_ink); font-size: 1.25em; line-height: 1.25; gap: .5em; }
.outcome.urgent .icon { color: var(--_accent); }
.lines { display: grid; gap: 12px; }
.line { display: grid; gap: 8px; padding: 14px 16px; border: 1px solid var(--_line); border-radius: 14px; }
.line-name { font-weight: 650; line-height: 1.3; }
.ways { display: flex; flex-wrap: wrap; gap: 8px; }
.way { display: flex; align-items: center; justify-content: center; gap: .55em; flex: 1 1 12em; min-height: 3.25em; padding: .5em 1em; border: 1.5px solid var(--_accent); border-radius: 12px; font-weight: 650; line-height: 1.25; text-decoration: none; text-align: center; }
.way.call { background: var(--_accent); color: var(--_on-accent); flex-basis: 100%; font-size: 1.0625em; }
a.way:hover { filter: brightness(1.1); }
p.way.call { justify-content: start; min-height: 0; padding: 0; border: 0; background: none; color: inherit; text-align: start; }
p.way .icon { color: var(--_accent); }
.paste, .report { display: grid; gap: 12px; }
.paste textarea { min-height: 9em; line-height: 1.55; }
.paste .small-title { font-size: 1em; color: var(--_ink); }
.report > .row { justify-content: space-between; }
h3 { font-size: 1.25em; font-weight: 650; letter-spacing: -.005em; }
.report h4.small-title { margin-block-start: 8px; }
.bar { display: flex; gap: 3px; height: 8px; }
.bar i { flex: 1 1 0; min-width: 6px; border-radius: 4px; background: var(--_v); }
.filters { display: flex; flex-wrap: wrap; gap: 8px; }
.filter { --_v: var(--_ink); min-height: 2.5em; padding: .25em .85em; border: 1px solid var(--_line); background: none; font-size: .875em; color: var(--_v); }
.filter.v-supported { --_v: var(--_supported); } .filter.v-oversimplified { --_v: var(--_oversimplified); } .filter.v-contested { --_v: var(--_contested); }
.filter.v-refuted { --_v: var(--_refuted); } .filter.v-not_enough_evidence { --_v: var(--_unsettled); }
.filter .icon { width: 1.1em; height: 1.1em; }
.filter[aria-pressed="true"] { background: var(--_tint); border-color: var(--_v); box-shadow: inset 0 0 0 1px var(--_v); }
.marked { padding: 16px; border-radius: 12px; background: var(--_raised); white-space: pre-line; line-height: 1.9; }
.marked .mark { margin-inline: 3px; color: var(--_v); }
.tail { white-space: nowrap; }
.dim { opacity: .45; text-decoration-color: transparent !important; }
`;
