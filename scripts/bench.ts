import { writeFileSync } from "node:fs";
import { CourseError } from "../src/core/errors.ts";
import { describeMachine } from "./bench/describe-machine.ts";
import { measureGrading } from "./bench/grading/measure-grading.ts";
import { printGrading } from "./bench/grading/print-grading.ts";
import { measureFrameGaps } from "./bench/frame-gaps.ts";
import { measureCells } from "./bench/measure-cells.ts";
import { measureLayout } from "./bench/measure-layout.ts";
import { measureOpening, printOpening } from "./bench/measure-opening.ts";
import { measurePool } from "./bench/measure-pool.ts";
import { measureEngines } from "./bench/measure-engines.ts";
import { batchSize, recipe } from "./bench/nets.ts";
import { readOptions, type BenchOptions } from "./bench/options.ts";
import { printBytes, readBudget, weighPages } from "./bench/page-bytes.ts";
import type { NetResult } from "./bench/results.ts";
import { printCells } from "./bench/print-cells.ts";
import { printPool } from "./bench/print-pool.ts";
import { printLayout } from "./bench/print-layout.ts";
import { printFrameGaps, printLegend, printMachine, printNet } from "./bench/table.ts";

/**
 * `npm run bench`: the same nets in this course's engines, stock tfjs and PyTorch, side by side; `--only page` measures
 * how smooth a chapter stays while it trains, `--only cells` how a page of many cells keeps up with its reader,
 * `--only pool` how much faster several workers train,
 * `--only grading` what a class takes to be graded,
 * `--only layout` how long the chapters are and what stands in them, `--pages` what the built pages weigh and how soon they can be read. bench/options.ts has all options.
 */
const options = readOptionsOrEnd();
const date = new Date().toISOString();
const machine = await describeMachine(options.gpu);
const judge = machine.software ? "cpu" : "wall";
const nets: NetResult[] = [];

process.stdout.write(printMachine(machine, options));
if (options.nets.length > 0) {
  await measureEngines(options, { net: report, say });
  process.stdout.write(`\n${printLegend(judge)}`);
}
if (options.pages) {
  const site = options.site ?? "dist";
  process.stdout.write(`\n${printBytes(weighPages(site), readBudget())}`);
  const opening = await measureOpening(site, say);
  process.stdout.write(`\n${printOpening(opening)}`);
  save({ opening });
}
if (options.page) {
  const frameGaps = await measureFrameGaps(say);
  process.stdout.write(`\n${printFrameGaps(frameGaps)}`);
  save({ frameGaps });
}
if (options.cells) {
  const cells = await measureCells(options.rounds, say);
  process.stdout.write(`\n${printCells(cells)}`);
  save({ cells });
}
if (options.pool) {
  const pool = await measurePool(options.rounds, say);
  process.stdout.write(`\n${printPool(pool)}`);
  if (pool.rows.some(({ isSame }) => !isSame)) process.exitCode = 1;
  save({ pool });
}
if (options.layout) {
  const layout = await measureLayout(options.site, say);
  process.stdout.write(`\n${printLayout(layout)}`);
  save({ layout });
}
if (options.grading) {
  const grading = await measureGrading(options, say);
  process.stdout.write(`\n${printGrading(grading)}`);
  if (grading.problems.length > 0) process.exitCode = 1;
  save({ grading });
}

/** Progress goes where it does not disturb the tables. */
function say(line: string): void {
  process.stderr.write(`  ${line}\n`);
}

function report(net: NetResult): void {
  nets.push(net);
  process.stdout.write(`\n${printNet(net, judge)}`);
  if (net.agreement?.agree === false) process.exitCode = 1;
  save({});
}

/** After every part, so that a run that is broken off leaves what it has. */
function save(more: object): void {
  if (options.json === null) return;
  const content = { date, machine, judge, options, batchSize, recipe, nets, ...more };
  writeFileSync(options.json, `${JSON.stringify(content, null, 1)}\n`);
}

function readOptionsOrEnd(): BenchOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
