import { mean, median } from "../../core/statistics.ts";

export interface ScoreBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const mostBins = 20;
const steps = [0.25, 0.5, 1, 2, 2.5, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000];
const [width, height, left, bottom, top] = [640, 212, 8, 28, 40];

/** Scores in steps from 0 to what is possible, or above it where somebody has more; the last step takes its upper end. */
export function scoreBins(scores: readonly number[], possible: number): readonly ScoreBin[] {
  const most = Math.max(possible, ...scores, 0);
  if (most === 0) return [];
  const step = steps.find((each) => most / each <= mostBins) ?? most / mostBins;
  const count = Math.ceil(most / step - 1e-9);
  const counts = Array.from({ length: count }, () => 0);
  for (const score of scores) {
    const at = Math.min(count - 1, Math.max(0, Math.floor(score / step + 1e-9)));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts.map((each, at) => ({ from: at * step, to: (at + 1) * step, count: each }));
}

/** The distribution in a sentence: what the drawing shows. */
export function describeScores(scores: readonly number[], possible: number): string {
  if (scores.length === 0) return "Nobody has a score yet.";
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const [middle, average] = [median(scores), mean(scores)].map((value) => String(Math.round(value * 100) / 100));
  const who = scores.length === 1 ? "One student has" : `${scores.length} students have`;
  return `${who} a score, of ${possible} points: from ${low} to ${high}, median ${middle}, mean ${average}.`;
}

/** A histogram as SVG, whose colours the page gives; its numbers stand in a table beside it. */
export function scoreChart(bins: readonly ScoreBin[], words: string): string {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const each = (width - 2 * left) / Math.max(1, bins.length);
  const bars = bins.map(({ count }, at) => {
    const tall = ((height - top - bottom) * count) / most;
    const [x, y] = [left + at * each, height - bottom - tall];
    const label = count === 0 ? "" : `<text x="${fixed(x + each / 2)}" y="${fixed(y - 6)}">${count}</text>`;
    return `<rect x="${fixed(x + 1)}" y="${fixed(y)}" width="${fixed(each - 2)}" height="${fixed(tall)}"/>${label}`;
  });
  const every = Math.ceil((bins.length + 1) / 11);
  const ends = [...bins.map(({ from }) => from), bins.at(-1)?.to ?? 0];
  const ticks = ends.map((value, at) => {
    if (at % every !== 0) return "";
    return `<text x="${fixed(left + at * each)}" y="${height - 8}">${Math.round(value * 100) / 100}</text>`;
  });
  return `<svg class="chart" viewBox="0 0 ${width} ${height + 16}" role="img" aria-label="${words}">
<text class="axis" x="${left}" y="12">students</text>
<text class="axis end" x="${width - left}" y="${height + 12}">points</text>
<path d="M${left} ${height - bottom + 0.5}H${width - left}"/>
${bars.join("\n")}
${ticks.join("")}
</svg>`;
}

function fixed(value: number): string {
  return String(Math.round(value * 100) / 100);
}
