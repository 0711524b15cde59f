import { describe, expect, it } from "vitest";
import { workCode } from "../../../scripts/recordings/counted-code.ts";
import { libraryModules } from "../../../scripts/recordings/library-modules.ts";
import { ModuleGraph } from "../../../scripts/recordings/module-graph.ts";
import { RecordingCode } from "../../../scripts/recordings/recording-code.ts";
import type { ChapterCell } from "../../../src/notebook/chapter.ts";
import { openGuesses } from "../../../src/claims/guesses.ts";
import { libraryGroups } from "../../../src/host/library/library.ts";
import { compileCell } from "../../../src/notebook/compile-cell.ts";

const code = new RecordingCode();

function cell(id: string, source: string, run: ChapterCell["run"] = "auto"): ChapterCell {
  const compiled = compileCell(source, { mode: "js" });
  return { id, source, run, compiled, mode: "js", code: "shown", line: 1, place: "block" };
}

const cells = [
  cell("net", "const net = plainMlp({depth: 4});"),
  cell("runs", "const runs = train({net}, {data: spiral(), seeds: [1], steps: 10});", "manual"),
  cell("curves", 'learningCurvesChart(runs, {caption: "Curves"})'),
];
const training = (kind: "wasm" | "webgl") => ({
  ...{ runs: [], totalSteps: 10, data: { kind: "spiral" }, engine: { kind, device: kind, reason: "" } },
});
const trainedOn = (kind: "wasm" | "webgl"): string[] => Object.keys(code.ofValue({ cells }, "runs", training(kind)));

describe("a recorded training hangs on", () => {
  const wasm = trainedOn("wasm");

  it.each([
    ["its data set", "src/data/spiral.ts"],
    ["the net that another cell makes", "src/models/mlp.ts"],
    ["the parameters that a net starts from", "src/models/initializers.ts"],
    ["what completes its options", "src/training/page/read-optimizer.ts"],
    ["the step", "src/training/step/optimizer.ts"],
    ["kernels that all engines share", "src/kernels/momentum-step.ts"],
    ["the kernels of its engine", "src/kernels/wasm/matrix.ts"],
    ["its probes", "src/training/probes/take-probe.ts"],
    ["tfjs", "@tensorflow/tfjs-core"],
  ])("%s", (_, path) => expect(wasm).toContain(path));

  it.each([
    ["the queue", /page\/(queue|client)/],
    ["a data set that it is not of", /shapes|identity-pairs|cifar/],
    ["the other engine", /webgl|compiled/],
    ["a chart", /charts/],
  ])("not on %s", (_, path) => expect(wasm.filter((each) => path.test(each))).toEqual([]));

  it("the compiled step where WebGL made it, and not on the kernels of wasm", () => {
    const webgl = trainedOn("webgl");
    expect(webgl).toEqual(expect.arrayContaining(["src/training/compiled/session.ts", "src/kernels/webgl/draw.ts"]));
    expect(webgl.filter((path) => path.startsWith("src/kernels/wasm/"))).toEqual([]);
  });
});

it("a drawn output hangs on its chart and on what all charts share, and not on what trained the recorded run", () => {
  const chart = Object.keys(code.ofOutput(cells.filter(({ id }) => id === "curves")));
  expect(chart).toEqual(
    expect.arrayContaining(["src/charts/runs/learning-curves-chart.ts", "src/charts/frame/caption.ts"]),
  );
  expect(chart.filter((path) => /training\/(step|worker)|kernels/.test(path))).toEqual([]);
});

it("values that cells compute without training hang on what computes them", () => {
  const own = [cell("shattered", "const shattered = inputGradient({depth: 4});", "manual")];
  const found = Object.keys(code.ofValue({ cells: own }, "shattered", {}));
  expect(found).toContain("src/signals/shattered.ts");
  expect(found.filter((path) => /training|kernels/.test(path))).toEqual([]);
});

it("finds the module of every function that cells can name", () => {
  const modules = libraryModules(new ModuleGraph());
  const names = Object.values(libraryGroups({ claims: [], guesses: openGuesses("test", null) })).flatMap(Object.keys);
  expect(names.filter((name) => !modules.has(name) && !(name in workCode))).toEqual([]);
});
