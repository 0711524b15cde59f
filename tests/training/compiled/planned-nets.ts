import type { Architecture } from "../../../src/models/graph.ts";
import { plainMlp, residualMlp } from "../../../src/models/mlp.ts";
import { residualNet } from "../../../src/models/residual-net.ts";
import type { DeviceLimits, Plan } from "../../../src/training/compiled/commands.ts";
import type { Edge } from "../../../src/training/contract/session.ts";
import type { ObservedNodes } from "../../../src/training/compiled/observed-nodes.ts";
import { planTraining, type PlanOptions } from "../../../src/training/compiled/plan.ts";
import { oddNets } from "./odd-nets.ts";

export const desktop: DeviceLimits = { drawBuffers: 8, textureSize: 8192, arrayLayers: 2048, textureUnits: 16 };
/** What WebGL 2 guarantees, but for larger textures. */
export const phone: DeviceLimits = { drawBuffers: 4, textureSize: 4096, arrayLayers: 256, textureUnits: 16 };

export interface PlannedNet {
  readonly name: string;
  readonly plan: Plan;
  readonly limits: DeviceLimits;
}

type Wishes = Partial<Pick<PlanOptions, "loss" | "optimizer" | "observed">>;

export function planFor(net: Architecture, batch: number, limits: DeviceLimits, wishes: Wishes = {}): Plan {
  const planned = planTraining(net, { batch, loss: "cross-entropy", optimizer: "sgd", limits, ...wishes });
  if (!planned.supported) throw new Error(planned.reason);
  return planned.plan;
}

/** Every third node's value, another third's gradient, and the third's edges. */
export function someNodes({ nodes }: Architecture): Required<ObservedNodes> {
  const every = (first: number): string[] => nodes.flatMap(({ name }, at) => (at % 3 === first ? [name] : []));
  const edges = every(0).flatMap((from) => edgesFrom(nodes, from));
  return { values: every(1), gradients: every(2), edges };
}

/** Every edge of the net, and nothing else. */
export function allEdges({ nodes }: Architecture): Required<ObservedNodes> {
  return { values: [], gradients: [], edges: nodes.flatMap(({ name }) => edgesFrom(nodes, name)) };
}

function edgesFrom(nodes: Architecture["nodes"], from: string): Edge[] {
  const place = nodes.findIndex(({ name }) => name === from);
  return nodes.flatMap(({ name: to, inputs }) => (inputs.includes(place) ? [{ from, to }] : []));
}

/** Plans of the usual nets and of some that strain the planner, for two devices; one of them with Adam, one observed. */
export function plannedNets(): PlannedNet[] {
  const image = { width: 8, inputShape: [16, 16, 3] };
  const usual: [Architecture, number, Wishes][] = [
    [residualNet({ depth: 20, ...image }), 32, {}],
    [residualNet({ depth: 8, ...image, shortcut: "B" }), 32, {}],
    [residualNet({ depth: 8, ...image, batchNorm: false }), 5, {}],
    [plainMlp({ depth: 6, activation: "sigmoid", batchNorm: false }), 128, {}],
    [residualMlp({ depth: 20 }), 128, {}],
  ];
  const odd = oddNets().map(({ architecture, batch }): [Architecture, number, Wishes] => {
    return [architecture, batch.count, { loss: batch.labels === null ? "mean-squared-error" : "cross-entropy" }];
  });
  return [...usual, ...odd].flatMap(([net, batch, wishes]) => {
    const variants: [string, DeviceLimits, Wishes][] = [
      ["8 draw buffers", desktop, wishes],
      ["4 draw buffers, Adam", phone, { ...wishes, optimizer: "adam" }],
      ["observed", desktop, { ...wishes, observed: someNodes(net) }],
      ["edges observed", phone, { ...wishes, observed: allEdges(net) }],
    ];
    return variants.map(([variant, limits, all]) => ({
      name: `${net.name}, batch ${batch}, ${variant}`,
      plan: planFor(net, batch, limits, all),
      limits,
    }));
  });
}
