/** Where the reader's system chooses the colours: edges that were shadows or tints become lines. */
export const FORCED = `
@media (forced-colors: active) {
  .panel, .launcher, .menu-list, .first, .send, .way, .asked, .silent, .trouble, .comment, .side, .better, .marked, .bar i, .beads i { border: 1px solid !important; }
  .tabs button { border-color: Canvas; }
  [aria-pressed="true"], [aria-selected="true"], .mark[aria-expanded="true"], .beads .on { background: Highlight !important; color: HighlightText !important; forced-color-adjust: none; }
}
`;
