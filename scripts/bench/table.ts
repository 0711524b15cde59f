import type { Machine } from "./describe-machine.ts";
import { engineTitles } from "./engines.ts";
import type { FrameGaps } from "./frame-gaps.ts";
import { batchSize } from "./nets.ts";
import type { BenchOptions } from "./options.ts";
import type { NetResult, Outcome, Ratio, ResultRow } from "./results.ts";
import type { Agreement, Spread } from "./statistics.ts";

/** Which time decides: that of the processor where it draws too, that on the clock where a GPU works beside it. */
export type Judge = "cpu" | "wall";

const unknown = "–";

/** What the numbers hold for: the first lines of the output. */
export function printMachine(machine: Machine, { seed, rounds, gpu }: BenchOptions): string {
  const { system, processor, cores, load, browser, renderer, software, tfjs } = machine;
  const lines = [
    `${cores} × ${processor}, ${system}; load ${load.toFixed(1)}`,
    `${browser}, tfjs ${tfjs}; WebGL: ${renderer ?? "none"}`,
    `batches of ${batchSize}, seed ${seed}, ${rounds} round${rounds === 1 ? "" : "s"}`,
  ];
  if (gpu !== null && software) lines.push("A graphics processor was asked for, but WebGL draws in software.");
  return `${lines.join("\n")}\n`;
}

/** How to read the tables. */
export function printLegend(judge: Judge): string {
  const decides =
    judge === "cpu"
      ? "Ratios are of CPU time, summed over all processes: WebGL is drawn by the processor here, and others may use it too."
      : "Ratios are of time on the clock: the graphics processor works beside the CPU.";
  return `${decides}
Times are medians over the rounds, with their range. Stock WebGL is the faster of its two styles, PyTorch the one with
one thread in its usual layout. JS: what issues a step keeps the page busy for so long. Programs: linked until the second
step. First step: from opening the engine to the first loss, in a fresh browser. Heap: JavaScript's and wasm's.
`;
}

/** One row for each cell that trains, compared with the idle page. */
export function printFrameGaps(rows: readonly FrameGaps[]): string {
  const titles = ["against idle", "longest gap ms", "median gap ms", "frames", "while"];
  const cells = rows.map(({ cell, frames, longestMs, medianMs, againstIdle }) => [
    `${formatNumber(againstIdle)}x`,
    formatNumber(longestMs),
    formatNumber(medianMs),
    formatCount(frames),
    cell === null ? "idle" : `${cell} trains`,
  ]);
  return `Frames of a chapter's page\n${alignColumns([titles, ...cells], titles.indexOf("while")).join("\n")}\n`;
}

/** One net's results as text: what the net is, a table with the ratios first, who could not run, whether losses agree. */
export function printNet(result: NetResult, judge: Judge): string {
  const measured = result.rows.filter(({ outcome }) => outcome.kind === "measured");
  const lines = [describeNet(result)];
  if (measured.length > 0) {
    lines.push(
      ...alignColumns([...headings, ...measured.map((row) => cells(row, judge))], headings[1].indexOf("engine")),
    );
  }
  lines.push(...result.rows.flatMap(({ outcome }) => describeAbsence(outcome)));
  lines.push(...describeAgreement(result.agreement));
  return `${lines.join("\n")}\n`;
}

function describeNet({ net, parameters, multiplyAdds }: NetResult): string {
  const size = `${net.size} × ${net.size}`;
  const work = `${parameters.toLocaleString("en")} parameters, ${(multiplyAdds / 1e6).toFixed(1)} M multiply-adds an image`;
  return `${net.name}: residual net of ${net.depth} layers, width ${net.width}, images ${size}; ${work}`;
}

/** Two lines of heads. */
const headings = [
  ["faster than", "time of", "", "CPU", "wall", "JS", "", "", "first", "textures", "heap", "processes", ""],
  [
    ...["stock WebGL", "PyTorch", "engine", "ms/step", "ms/step", "ms/step", "draws", "programs", "step, s"],
    ...["MB", "MB", "MB", "rounds"],
  ],
] as const;

function cells({ outcome, time, againstStock, againstPytorch }: ResultRow, judge: Judge): string[] {
  if (outcome.kind !== "measured") return [];
  const { engine, opening, counts, memory, rounds } = outcome;
  return [
    formatRatio(againstStock, judge),
    formatRatio(againstPytorch, judge),
    engineTitles[engine],
    formatSpread(time?.cpuMs ?? null),
    formatSpread(time?.wallMs ?? null),
    formatNumber(time?.jsMs?.median ?? null),
    formatCount(counts.draws),
    formatCount(counts.programs),
    formatNumber(opening.firstStepMs / 1000),
    formatNumber(counts.textureMb),
    formatNumber(memory.heapMb),
    formatNumber(memory.processMb),
    String(rounds.length),
  ];
}

function formatRatio(ratio: Ratio | null, judge: Judge): string {
  const value = ratio?.[judge] ?? null;
  return value === null ? unknown : `${formatNumber(value)}x`;
}

/** The median, and behind it the range. */
export function formatSpread(spread: Spread | null): string {
  if (spread === null) return unknown;
  const { median, least, most } = spread;
  return most === least
    ? formatNumber(median)
    : `${formatNumber(median)} (${formatNumber(least)}–${formatNumber(most)})`;
}

/** Three digits that count, all of them before the point: 0.123, 1.23, 12.3, 123, 1,234. */
export function formatNumber(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return unknown;
  if (value === 0) return "0";
  const digits = Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function formatCount(value: number | null): string {
  return value === null ? unknown : value.toLocaleString("en");
}

/** Columns as wide as their widest cell and two spaces apart; numbers to the right, the titles of the rows to the left. */
export function alignColumns(rows: readonly (readonly string[])[], titleColumn: number): string[] {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === titleColumn ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

function describeAbsence(outcome: Outcome): string[] {
  if (outcome.kind === "measured") return [];
  const how = outcome.kind === "failed" ? "cannot" : "left out";
  return [`${engineTitles[outcome.engine]}: ${how}: ${outcome.reason}`];
}

function describeAgreement(agreement: Agreement | null): string[] {
  if (agreement === null) return [];
  const { reference, losses, deviations, tolerance, agree } = agreement;
  const shown = losses.map((loss) => loss.toPrecision(6)).join(", ");
  const from = deviations.map(({ engine, deviation }) => `${engine} ${deviation.toExponential(1)}`).join(", ");
  const verdict = agree ? `the same work: all within ${tolerance}` : `NOT THE SAME WORK: some beyond ${tolerance}`;
  return [`losses of ${reference}: ${shown}; relative deviations: ${from} (${verdict})`];
}
