import { beforeAll, describe, expect, test } from "vitest";
import { architecture } from "../../src/models/architecture.ts";
import type { Architecture } from "../../src/models/graph.ts";
import { batchNorm, conv, dense, input } from "../../src/models/layers.ts";
import { relu } from "../../src/models/nonlinearities.ts";
import { globalAveragePool } from "../../src/models/pooling.ts";
import { countParameters } from "../../src/models/summary.ts";
import { layerCases } from "../fixtures/layer-cases.ts";
import { netCases } from "../fixtures/net-cases.ts";
import { relativeError } from "../training/compare-with-torch.ts";
import { findPython, findPythonWith, libraries, libraryNames, type Library } from "./find-python.ts";
import { parsePrograms, runPrograms, type ChanceAnswer, type ProgramAnswer } from "./generated-programs.ts";
import { keptFactor, keptShare, listChances, referenceOutput, type ChanceNode } from "./program-cases.ts";
import { trainingReference } from "./training-reference.ts";

/** Layers that start in four ways. */
const initialized = initializedNet();
const cases = [...netCases, ...layerCases];
const all = cases.map(({ net }) => net);
/** Keras takes seconds for a net: one of each kind. */
const few = all.filter(({ name }) =>
  /^(residual-8|bottleneck-11|resnext-11.*|highway-8|pooled)$|survival|dropout|batch norm|stochastic/i.test(name),
);
const netsFor: Readonly<Record<Library, readonly Architecture[]>> = { torch: all, keras: few };
/** In a deep net an activation near zero may fall on either side, and then every gradient before it differs. */
const deep = new Set(cases.flatMap(({ net, kind }) => (kind === "deep" ? [net] : [])));

// Tests stand in the list whatever is installed; those that cannot run here are skipped, and one line says so.
describe("a generated program is Python", () => {
  let python: string | null = null;
  beforeAll(() => {
    python = findPython();
    if (python === null) console.log("skipped: no Python here; the exported programs are written but not parsed");
  });

  test.for(libraries)("for %s", async (library, { skip }) => {
    if (python === null) return skip("no Python here");
    const nets = [...all, initialized];
    const problems = await parsePrograms(library, python, nets);
    expect(problems.map((problem, at) => `${nets[at]?.name}: ${problem ?? "parses"}`)).toEqual(
      nets.map(({ name }) => `${name}: parses`),
    );
  });
});

describe.for(libraries)("a program for %s", (library) => {
  const nets = netsFor[library];
  const missing = `no ${libraryNames[library]} here`;
  let answers: ProgramAnswer[] | null = null;

  beforeAll(async () => {
    const python = findPythonWith(library);
    if (python === null) console.log(`skipped: ${missing}; its programs are not run`);
    else answers = await runPrograms(library, python, [...nets, initialized]);
  }, 600_000);

  test.for(nets.map((net, at) => [net.name, net, at] as const))(
    "computes what %s computes",
    ([, net, at], { skip }) => {
      if (answers === null) return skip(missing);
      expect(answers[at]?.count).toBe(countParameters(net));
      expect(relativeError(answers[at]?.output ?? [], referenceOutput(net))).toBeLessThan(1e-5);
    },
  );

  const certain = nets.flatMap((net, at) => (listChances(net).length === 0 ? [[net.name, net, at] as const] : []));
  test.for(certain)("trains a step as %s does", async ([, net, at], { skip }) => {
    if (answers === null) return skip(missing);
    const trained = answers[at]?.trained;
    const expected = await trainingReference(net, library);
    expect(relativeError([trained?.loss ?? NaN], [expected.loss]), "loss").toBeLessThan(1e-5);
    expect(relativeError(trained?.output ?? [], expected.output), "output").toBeLessThan(1e-5);
    expect(
      Object.keys(trained?.state ?? {})
        .filter(isCompared)
        .sort(),
    ).toEqual(Object.keys(expected.after).sort());
    for (const [name, after] of Object.entries(expected.after)) {
      const before = expected.before[name] ?? [];
      const change = changeOf(before, after);
      // A change far below the parameter's own rounding is noise in both.
      const allowed = (deep.has(net) ? 2e-2 : 1e-4) * norm(change) + 1e-6 * norm(before);
      expect(norm(changeOf(change, changeOf(before, trained?.state[name] ?? []))), name).toBeLessThanOrEqual(allowed);
    }
  });

  const chancy = nets.flatMap((net, at) => (listChances(net).length > 0 ? [[net.name, net, at] as const] : []));
  test.for(chancy)("drops in training what %s drops, and is scaled so in evaluation", ([, net, at], { skip }) => {
    if (answers === null) return skip(missing);
    const chances = listChances(net);
    expect(answers[at]?.chances).toHaveLength(chances.length);
    chances.forEach((node, index) => checkChance(node, answers?.[at]?.chances[index] as ChanceAnswer));
  });

  test("draws starting weights as wide as the architecture asks for", ({ skip }) => {
    if (answers === null) return skip(missing);
    const [conv1, conv2, dense1, dense2] = answers.at(-1)?.initial ?? [];
    expect(conv1).toBeCloseTo(Math.sqrt(2 / (9 * 64)), 2);
    expect(conv2).toBe(0);
    expect(dense1).toBeCloseTo(0.5, 1);
    expect(dense2).toBeCloseTo(Math.sqrt(2 / (64 + 64)), 2);
  });
});

/** The average over many passes of training is what evaluation computes: kept share × factor. */
function checkChance(node: ChanceNode, answer: ChanceAnswer): void {
  const share = keptShare(node);
  const whole = node.op === "stochasticDepth";
  const [measured, draws] = whole ? [answer.keptPasses, answer.passes] : [answer.keptValues, answer.values];
  const deviation = Math.sqrt((share * (1 - share)) / draws);
  expect(Math.abs(measured - share), `${node.name}: kept ${measured} of ${draws}, not ${share}`).toBeLessThan(
    4 * deviation,
  );
  // One coin for the whole mini-batch: a pass keeps all values or none.
  if (whole) expect(answer.keptValues).toBeCloseTo(answer.keptPasses, 6);
  for (const factor of answer.factors) expect(factor, `${node.name}, kept values`).toBeCloseTo(keptFactor(node), 4);
  for (const scale of answer.evaluated)
    expect(scale, `${node.name}, evaluated`).toBeCloseTo(share * keptFactor(node), 4);
}

/** PyTorch also counts the batches that a normalization has seen. */
function isCompared(name: string): boolean {
  return !name.endsWith(".num_batches_tracked");
}

function changeOf(before: ArrayLike<number>, after: ArrayLike<number>): number[] {
  expect(after.length).toBe(before.length);
  return Array.from(before, (value, at) => (after[at] ?? NaN) - value);
}

function norm(values: ArrayLike<number>): number {
  return Math.hypot(...Array.from(values));
}

function initializedNet(): Architecture {
  const x = relu(batchNorm(conv(input([4, 4, 8]), { filters: 64 }), { initialGamma: 0 }));
  const y = globalAveragePool(conv(x, { filters: 64, initializer: "zeros", bias: true, initialBias: -1 }));
  const z = dense(y, { units: 64, initializer: { kind: "normal", deviation: 0.5 } });
  return architecture(dense(z, { units: 64, initializer: "xavier-normal" }), { name: "four starts" });
}
