import { beforeAll, describe, expect, test } from "vitest";
import { edgeName, type Batch, type SessionOptions } from "../../../src/training/contract/session.ts";
import type { Engine } from "../../../src/training/engines/engine.ts";
import { openSession } from "../../../src/training/step/graph-session.ts";
import { gradientError } from "../../kernels/webgl/relative-error.ts";
import { oddNets, type OddNet } from "../compiled/odd-nets.ts";
import { allEdges } from "../compiled/planned-nets.ts";
import { ReferenceNet } from "../compiled/reference.ts";
import { openTestEngine, testEngines } from "../open-test-engine.ts";

function optionsOf({ architecture, parameters, batch, training }: OddNet): SessionOptions {
  const loss = batch.labels === null ? "mean-squared-error" : "cross-entropy";
  return { architecture, initial: parameters, loss, ...training };
}

function batchOf({ batch: { count, inputs, labels, targets } }: OddNet): Batch {
  return {
    count,
    inputs: Float32Array.from(inputs),
    labels: labels === null ? null : Int32Array.from(labels),
    targets: targets === null ? null : Float32Array.from(targets),
  };
}

describe.each(testEngines)("on %s", (engineName) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openTestEngine(engineName);
  });

  test.each(oddNets().map((net) => [net.architecture.name, net] as const))(
    "what flows through every edge is what the reference says: %s",
    async (_, net) => {
      const { architecture, batch, parameters, training } = net;
      const expected = new ReferenceNet(architecture, parameters, training).gradients(batch).edges;
      const session = await openSession(engine, optionsOf(net));
      const wanted = { mode: "batch-statistics", ...allEdges(architecture) } as const;
      const { edges, values, gradients } = await session.observe(batchOf(net), wanted);
      session.dispose();
      expect([values, gradients]).toEqual([{}, {}]);
      const names = wanted.edges.map(edgeName);
      expect(Object.keys(edges).sort()).toEqual([...names].sort());
      for (const name of names) {
        expect(gradientError(edges[name]?.values ?? [], expected.get(name)?.values ?? []), name).toBeLessThan(5e-5);
      }
    },
  );
});
