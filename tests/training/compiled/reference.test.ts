import { describe, expect, test } from "vitest";
import { relativeError } from "../../kernels/webgl/relative-error.ts";
import { readTorchFixtures } from "../../fixtures/torch-cases.ts";
import { oddNets } from "./odd-nets.ts";
import { ReferenceNet } from "./reference.ts";

describe("the reference's gradients are the slopes of its loss", () => {
  test.each(oddNets().map((net) => [net.architecture.name, net] as const))(
    "%s",
    (_, { architecture, batch, parameters }) => {
      const net = new ReferenceNet(architecture, parameters);
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

describe("the reference agrees with PyTorch", () => {
  const { cases, sgd } = readTorchFixtures();
  test.each(cases.map((each) => [each.architecture.name, each] as const))("%s", (_, each) => {
    const net = new ReferenceNet(each.architecture, each.parameters);
    const batch = {
      count: each.inputs.shape[0] ?? 0,
      inputs: each.inputs.values,
      labels: each.labels,
      targets: each.targets?.values ?? null,
    };
    const gradients = net.gradients(batch).parameters;
    for (const [name, { values }] of Object.entries(each.gradients)) {
      expect(relativeError(gradients.get(name) ?? [], values), name).toBeLessThan(1e-6);
    }
    if (each.after === undefined) return;
    for (const loss of each.losses)
      expect(net.step(batch, [sgd.lr, sgd.momentum, sgd.weight_decay])).toBeCloseTo(loss, 6);
    for (const [name, { values }] of Object.entries(each.after)) {
      expect(relativeError(net.parameters.get(name) ?? [], values), name).toBeLessThan(1e-6);
    }
  });
});
