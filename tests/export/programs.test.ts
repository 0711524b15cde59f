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
import { findPython, referenceOutput, runPrograms, type Library, type ProgramAnswer } from "./generated-programs.ts";

const all = [...netCases, ...layerCases].map(({ net }) => net);
/** Keras takes seconds for a net: one of each kind. */
const few = all.filter(({ name }) =>
  /^(residual-8|bottleneck-11|resnext-11.*|highway-8|pooled)$|survival|dropout,|at test/i.test(name),
);
const netsFor: Readonly<Record<Library, readonly Architecture[]>> = { torch: all, keras: few };
const found = (["torch", "keras"] as const).map((library) => [library, findPython(library)] as const);
for (const [library, python] of found) {
  if (python === null) console.log(`${library}: no Python here has it; its programs are written but not run.`);
}
const installed = found.flatMap(([library, python]) => (python === null ? [] : [[library, python] as const]));

describe.each(installed)("a program for %s", (library: Library, python) => {
  const nets = netsFor[library];
  let answers: ProgramAnswer[] = [];

  beforeAll(async () => {
    answers = await runPrograms(library, python, [...nets, initialized]);
  }, 300_000);

  test.each(nets.map((net, at) => [net.name, net, at] as const))("computes what %s computes", (_, net, at) => {
    expect(answers[at]?.count).toBe(countParameters(net));
    expect(relativeError(answers[at]?.output ?? [], referenceOutput(net))).toBeLessThan(1e-5);
  });

  test("draws starting weights as wide as the architecture asks for", () => {
    const [conv1, conv2, dense1, dense2] = answers.at(-1)?.initial ?? [];
    expect(conv1).toBeCloseTo(Math.sqrt(2 / (9 * 64)), 2);
    expect(conv2).toBe(0);
    expect(dense1).toBeCloseTo(0.5, 1);
    expect(dense2).toBeCloseTo(Math.sqrt(2 / (64 + 64)), 2);
  });
});

/** Layers that start in four ways. */
const initialized = initializedNet();

function initializedNet(): Architecture {
  const x = relu(batchNorm(conv(input([4, 4, 8]), { filters: 64 }), { initialGamma: 0 }));
  const y = globalAveragePool(conv(x, { filters: 64, initializer: "zeros", bias: true, initialBias: -1 }));
  const z = dense(y, { units: 64, initializer: { kind: "normal", deviation: 0.5 } });
  return architecture(dense(z, { units: 64, initializer: "xavier-normal" }), { name: "four starts" });
}
