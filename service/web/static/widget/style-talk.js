/** The conversation: welcome, turns, sentences, the field to write in. */
export const TALK = `
.welcome { display: grid; gap: 6px; padding-block: 8px 22px; }
.big { font-size: 1.375em; font-weight: 650; line-height: 1.25; letter-spacing: -.01em; text-wrap: balance; }
.welcome .soft { font-size: .9375em; }
.begun .welcome, .begun .ideas { display: none; }
.ideas, .idea-list { display: grid; gap: 8px; justify-items: start; }
.idea-list { width: 100%; }
.idea-list li { width: 100%; }
.idea { display: flex; align-items: center; gap: .5em; width: 100%; min-height: 2.9em; padding: .5em .9em; border: 1px solid var(--_line); border-radius: 12px; background: none; text-align: start; line-height: 1.35; }
.idea:hover { border-color: var(--_accent); background: var(--_tint); }
.idea .icon { order: 2; margin-inline-start: auto; color: var(--_accent); width: 1em; height: 1em; }
.idea .icon:dir(rtl) { transform: scaleX(-1); }
.turns { display: grid; gap: 28px; height: 100%; grid-auto-rows: max-content; }
.turns:empty { display: none; }
.turn { display: grid; gap: 16px; align-content: start; }
.turn:last-child { min-height: calc(100cqh); }
.asked { justify-self: end; max-width: 88%; padding: .6em .95em; border-radius: 16px 16px 4px 16px; background: var(--_tint); white-space: pre-wrap; }
.asked:dir(rtl) { border-radius: 16px 16px 16px 4px; }
.told { display: grid; gap: 16px; min-width: 0; }
.sentences { display: grid; gap: 12px; }
.sentences:empty { display: none; }
.sentence.frame { color: var(--_soft); }
.quoted { padding-inline-start: 14px; border-inline-start: 3px solid var(--_line); }
.marks { display: inline-flex; flex-wrap: wrap; gap: 4px; vertical-align: baseline; }
.mark { min-width: 24px; height: 24px; padding: 0 6px; border: 1px solid var(--_line); border-radius: 7px; background: var(--_raised); color: var(--_accent); font-size: .75em; font-weight: 700; line-height: 1; vertical-align: .1em; }
.mark:hover { border-color: var(--_accent); }
.mark[aria-expanded="true"] { background: var(--_accent); border-color: var(--_accent); color: var(--_on-accent); }
mark { background: none; color: inherit; }
.asked .said, .marked .said { text-decoration: underline var(--_rule) var(--_v) 2px; text-underline-offset: .22em; text-decoration-skip-ink: none; }
.outcome, .stage { display: flex; align-items: center; gap: .6em; min-height: 1.75em; color: var(--_soft); font-size: .875em; font-weight: 600; line-height: 1.3; }
.outcome .icon { width: 1.15em; height: 1.15em; }
.outcome.corrected { color: var(--_oversimplified); }
.status:empty { display: none; }
.stage { font-weight: 400; }
.beads { display: inline-flex; gap: 4px; flex: none; }
.beads i { width: 8px; height: 8px; border-radius: 50%; background: var(--_line); }
.beads .on, .beads .unknown { background: var(--_accent); }
.trouble { display: grid; gap: 8px; justify-items: start; padding: 14px 16px; border-radius: 12px; background: var(--_raised); }
.trouble p:first-child { display: flex; gap: .5em; font-weight: 600; } .trouble .icon { margin-block-start: .15em; color: var(--_oversimplified); } .trouble .second .icon { margin: 0; color: inherit; }
.trouble.mild { background: none; padding: 0; } .trouble.mild p { color: var(--_soft); }
.silent, .next { display: grid; gap: 6px; }
.silent { padding: 14px 16px; border-radius: 12px; background: var(--_raised); }
.silent li { font-weight: 600; }
.steps { display: grid; gap: 8px; }
.next .steps > li { display: grid; gap: 6px; }
.after { display: grid; gap: 12px; }
.tools { display: flex; flex-wrap: wrap; gap: 2px; margin-inline-start: -10px; color: var(--_soft); }
.tool { border: 0; background: none; min-height: 2.6em; padding-inline: .75em; font-size: .8125em; }
.tool .icon { width: 1.2em; height: 1.2em; }
.tool:hover { color: var(--_ink); }
.tool[aria-pressed="true"] { color: var(--_accent); font-weight: 600; background: var(--_tint); }
.comment { display: grid; gap: 6px; padding: 14px 16px; border-radius: 12px; background: var(--_raised); font-size: .9375em; }
.comment label { font-size: .875em; color: var(--_soft); }
.comment .second { justify-self: start; margin-block-start: 4px; }
.comment .note:empty { display: none; }
select { text-overflow: ellipsis; }
select, textarea { width: 100%; padding: .6em .75em; border: 1px solid var(--_edge); border-radius: 10px; background: var(--_surface); resize: vertical; }
.composer { flex: none; padding: 10px 14px max(10px, env(safe-area-inset-bottom)); }
.box { display: flex; align-items: end; gap: 6px; padding: 5px; border: 1px solid var(--_edge); border-radius: 24px; background: var(--_surface); }
.box:focus-within { border-color: var(--_accent); box-shadow: 0 0 0 2px var(--_accent); }
.box textarea { flex: 1; min-width: 0; min-height: 2.4em; max-height: 9.5em; padding: .4em .2em .4em .8em; border: 0; background: none; resize: none; line-height: 1.45; }
.box textarea:dir(rtl) { padding: .4em .8em .4em .2em; }
.box textarea:focus-visible { outline: none; }
textarea::placeholder { color: var(--_soft); opacity: 1; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.send { display: grid; place-items: center; flex: none; width: 2.5em; height: 2.5em; border: 1px solid transparent; border-radius: 50%; background: var(--_accent); color: var(--_on-accent); }
.send:hover { filter: brightness(1.1); }
.send.halt .icon { width: 1.1em; height: 1.1em; fill: currentColor; }
.left { padding: 4px 8px 0; }
.foot { padding: 8px 8px 0; color: var(--_soft); font-size: .75em; line-height: 1.4; text-align: center; text-wrap: balance; unicode-bidi: plaintext; }
`;
