import { describe, expect, test } from "vitest";
import { gradientError, relativeError } from "../../kernels/webgl/relative-error.ts";
import { readTorchFixtures } from "../../fixtures/torch-cases.ts";
import { oddNets } from "./odd-nets.ts";
import { ReferenceNet } from "./reference.ts";

describe("the reference's gradients are the slopes of its loss", () => {
  test.each(oddNets().map((net) => [net.architecture.name, net] as const))(
    "%s",
    (_, { architecture, batch, parameters, training }) => {
      const net = new ReferenceNet(architecture, parameters, training);
      const gradients = net.gradients(batch).parameters;
      const step = 1e-6;
      for (const [name, gradient] of gradients) {
        const values = net.parameters.get(name) as Float64Array;
        const at = Math.floor(values.length / 2);
        const before = values[at] ?? 0;
        const lossAt = (value: number): number => {
          values[at] = value;
          const loss = net.totalLoss(batch, "batch-statistics");
          values[at] = before;
          return loss;
        };
        const slope = (lossAt(before + step) - lossAt(before - step)) / (2 * step);
        expect(Math.abs((gradient[at] ?? NaN) - slope), `${name}[${at}]`).toBeLessThan(1e-7 + 1e-5 * Math.abs(slope));
      }
    },
  );
});

test.each(oddNets().map((net) => [net.architecture.name, net] as const))(
  "what flows through the edges of the reference adds up to its gradients: %s",
  (_, { architecture: { nodes }, batch, parameters, training, architecture }) => {
    const { values, edges } = new ReferenceNet(architecture, parameters, training).gradients(batch);
    for (const [at, { name }] of nodes.slice(0, -1).entries()) {
      const parts = [...edges].flatMap(([edge, { values }]) => (edge.startsWith(`${name} → `) ? [values] : []));
      const sum = parts.reduce((a, b) => a.map((value, place) => value + (b[place] ?? NaN)));
      expect(gradientError(sum, values[at]?.values ?? []), name).toBeLessThan(1e-12);
    }
  },
);

/** The fixtures have seven digits, and what they were computed from loses some on its way through a net. */
const fixtureLimit = 1e-5;

describe("the reference agrees with PyTorch", () => {
  const { cases } = readTorchFixtures();
  test.each(cases.map((each) => [each.architecture.name, each] as const))("%s", (_, each) => {
    const net = new ReferenceNet(each.architecture, each.parameters, each);
    const batch = {
      count: each.inputs.shape[0] ?? 0,
      inputs: each.inputs.values,
      labels: each.labels,
      targets: each.targets?.values ?? null,
    };
    const gradients = net.gradients(batch).parameters;
    for (const [name, { values }] of Object.entries(each.gradients)) {
      expect(gradientError(gradients.get(name) ?? [], values), name).toBeLessThan(fixtureLimit);
    }
    if (each.after === undefined) return;
    for (const loss of each.losses) expect(net.step(batch)).toBeCloseTo(loss, 5);
    for (const [name, { values }] of Object.entries(each.after)) {
      expect(relativeError(net.parameters.get(name) ?? [], values), name).toBeLessThan(fixtureLimit);
    }
  });
});
