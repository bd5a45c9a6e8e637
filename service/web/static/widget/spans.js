/**
 * A piece of a text: what covers it, and what ends with it.
 * @typedef {{text: string, covers: number[], ends: number[]}} Piece
 */

/**
 * A text cut wherever a range begins or ends. Ranges count code points; one that lies outside covers nothing.
 * @param {string} text
 * @param {{start: number, end: number}[]} ranges
 * @returns {Piece[]}
 */
export function pieces(text, ranges) {
  const points = Array.from(text);
  const inside = ranges.map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(points.length, end) }));
  const real = ({ start, end }) => start < end;
  const cuts = new Set([0, points.length, ...inside.filter(real).flatMap(({ start, end }) => [start, end])]);
  const places = [...cuts].sort((one, other) => one - other);
  return places.slice(1).map((to, at) => {
    const from = places[at];
    const which = (test) => inside.flatMap((range, index) => (real(range) && test(range) ? [index] : []));
    return {
      text: points.slice(from, to).join(""),
      covers: which((range) => range.start <= from && to <= range.end),
      ends: which((range) => range.end === to),
    };
  });
}
