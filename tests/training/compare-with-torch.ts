import type { TensorInfo } from "../../src/kernels/workspace.ts";
import type { GraphNode } from "../../src/models/graph.ts";
import type { Batch } from "../../src/training/contract/session.ts";
import type { Engine } from "../../src/training/engines/engine.ts";
import { runBackward } from "../../src/training/step/backward.ts";
import { runForward } from "../../src/training/step/forward.ts";
import type { Applied } from "../../src/training/step/layer-call.ts";
import { openSession } from "../../src/training/step/graph-session.ts";
import { score } from "../../src/training/step/losses.ts";
import type { Entries, TorchCase } from "../fixtures/torch-cases.ts";

/** Relative errors of one net on one engine against PyTorch, largest over the tensors of each kind. */
export interface Deviation {
  readonly output: number;
  readonly evaluated: number;
  readonly losses: number;
  readonly gradients: number;
  readonly inputGradient: number;
  readonly gradientNorms: number;
  /** Parameters and running statistics after three steps. */
  readonly after: number;
}

/** Runs a case as the training does and measures how far it is from PyTorch. Runs in Node and in a page. */
export async function compareWithTorch(engine: Engine, fixture: TorchCase): Promise<Deviation> {
  const { architecture, parameters: initial, optimizer, seed, steps } = fixture;
  const batch = batchOf(fixture);
  const session = await openSession(engine, {
    ...{ architecture, initial, optimizer, seed, steps },
    loss: fixture.labels === null ? "mean-squared-error" : "cross-entropy",
  });
  const single = await passOnce(engine, fixture, batch);
  const gradients = await session.gradients(batch);
  const norms = await session.probe(batch);
  const losses: number[] = [];
  while (losses.length < steps) losses.push((await session.step(batch)).loss);
  const after = await session.parameters();
  session.dispose();
  return {
    ...single,
    losses: relativeError(losses, fixture.losses),
    gradients: largestError(gradients, fixture.gradients),
    gradientNorms: relativeError(norms, fixture.gradientNorms),
    after: largestError(after, fixture.after ?? {}),
  };
}

function batchOf({ inputs, labels, targets }: TorchCase): Batch {
  return {
    count: inputs.shape[0] ?? 0,
    inputs: Float32Array.from(inputs.values),
    labels: labels === null ? null : Int32Array.from(labels),
    targets: targets === null ? null : Float32Array.from(targets.values),
  };
}

/** Outputs in both modes and ∂L/∂input, of which a session does not tell. */
async function passOnce(
  engine: Engine,
  { architecture: { nodes }, seed, inputs, parameters, ...expected }: TorchCase,
  batch: Batch,
): Promise<Pick<Deviation, "output" | "evaluated" | "inputGradient">> {
  const ws = engine.createWorkspace();
  const tensors = new Map(
    Object.entries(parameters).map(([name, { shape, values }]) => [name, ws.upload(Float32Array.from(values), shape)]),
  );
  const x = ws.upload(batch.inputs, inputs.shape);
  const evaluated = runForward(ws, nodes, tensors, ws.share(x), { mode: "running-statistics", seed, step: 0 }).at(
    -1,
  ) as Applied;
  const results = runForward(ws, nodes, tensors, ws.share(x), { mode: "batch-statistics", seed, step: 0 });
  const { output } = results.at(-1) as Applied;
  const errors = {
    output: relativeError(await ws.read(output), expected.output.values),
    evaluated: relativeError(await ws.read(evaluated.output), expected.evaluated.values),
    inputGradient: 0,
  };
  const { gradient } = score(ws, batch.labels === null ? "mean-squared-error" : "cross-entropy", output, batch);
  let inputGradient = ws.share(gradient);
  const onGradient = (node: GraphNode, dy: TensorInfo): void => {
    if (node.op === "input") inputGradient = ws.share(dy);
  };
  runBackward(ws, nodes, results, gradient, { onGradient });
  if (expected.inputGradient !== undefined) {
    errors.inputGradient = relativeError(await ws.read(inputGradient), expected.inputGradient.values);
  }
  ws.dispose();
  return errors;
}

function largestError(
  actual: Readonly<Record<string, { readonly values: ArrayLike<number> }>>,
  expected: Entries,
): number {
  return Object.entries(expected).reduce((largest, [name, { values }]) => {
    return Math.max(largest, relativeError(actual[name]?.values ?? [], values));
  }, 0);
}

/** ‖a − b‖₂ / ‖b‖₂, or ‖a‖₂ where b is zero; infinite where lengths differ or a is not a number. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let distance = 0;
  let size = 0;
  for (let at = 0; at < expected.length; at++) {
    distance += ((actual[at] as number) - (expected[at] as number)) ** 2;
    size += (expected[at] as number) ** 2;
  }
  if (Number.isNaN(distance)) return Infinity;
  // Gradients that vanish in theory (of a bias before batch normalisation) are rounding noise in both.
  return size < 1e-20 ? Math.sqrt(distance) : Math.sqrt(distance / size);
}
