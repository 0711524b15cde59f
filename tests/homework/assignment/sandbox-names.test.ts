// @vitest-environment jsdom
import { expect, it } from "vitest";
import { missingInSandbox } from "../../../scripts/assignment/sandbox-names.ts";
import type { ChapterCell } from "../../../src/notebook/chapter.ts";
import { compileCell } from "../../../src/notebook/compile-cell.ts";

function cell(id: string, source: string, run: ChapterCell["run"] = "auto"): ChapterCell {
  const compiled = compileCell(source, { mode: "js" });
  return { id, source, run, compiled, mode: "js", code: "shown", line: 1, place: "block" };
}

it("names what an answer needs and the sandbox lacks: trainings that are started, and what trains or draws", () => {
  const cells = [
    cell("net", "const net = residualNet({depth: 20}); const d = d3.max([1]);"),
    cell("runs", "const runs = train(net);", "manual"),
    cell("table", "const table = Plot.plot(runs);"),
    cell("other", "const other = train(net);"),
    cell("answer", "const answer = [net, table, Math.PI];"),
  ];
  expect(missingInSandbox(cells, "net")).toEqual([]);
  expect(missingInSandbox(cells, "answer")).toEqual([
    "runs, which somebody has to run",
    "Plot, which trains, draws or needs a page",
  ]);
});
