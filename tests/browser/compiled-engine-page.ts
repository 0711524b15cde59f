import { backend, matMul, relu, setBackend, sum, tensor2d } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-webgl";
import {
  edgeName,
  type Batch,
  type Edge,
  type Observation,
  type SessionOptions,
} from "../../src/training/contract/session.ts";
import { openCompiledSession, type CompiledSession } from "../../src/training/compiled/session.ts";
import { fromTensors, toTensors } from "../../src/training/compiled/tensors.ts";
import type { Parameters } from "../../src/training/contract/parameters.ts";
import { countTextures } from "../../src/training/compiled/textures.ts";
import type { TorchCase } from "../fixtures/torch-cases.ts";
import { kernelCases } from "../kernels/webgl/cases/all.ts";
import { gradientError, relativeError } from "../kernels/webgl/relative-error.ts";
import { runCases, type CaseResult } from "../kernels/webgl/run-case.ts";
import type { Images } from "../kernels/webgl/reference/tensor.ts";
import { oddNets, type OddNet } from "../training/compiled/odd-nets.ts";
import { someNodes } from "../training/compiled/planned-nets.ts";
import { countObjects } from "./count-gl-objects.ts";
import { ReferenceNet } from "../training/compiled/reference.ts";

/** Worst relative errors of a net against what it is compared with. */
export interface NetErrors {
  readonly net: string;
  readonly loss: number;
  readonly evaluated: number;
  readonly gradients: number;
  readonly gradientNorms: number;
  /** Values and gradients of nodes that were observed. */
  readonly observed: number;
  /** Parameters and running statistics after the steps. */
  readonly after: number;
}

/** What is known about a net from elsewhere. */
interface Expected {
  readonly losses: readonly number[];
  readonly evaluated: number | null;
  readonly gradients: Parameters;
  readonly gradientNorms: readonly number[];
  /** By name of the node. */
  readonly observed: Observation;
  /** With running statistics; empty where it is not known. */
  readonly evaluatedValues: Parameters;
  readonly after: Parameters;
}

function openContext(drawBuffers = 8): WebGL2RenderingContext {
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  if (gl === null) throw new Error("this browser has no WebGL 2");
  const read = gl.getParameter.bind(gl);
  gl.getParameter = (name: number) => (name === gl.MAX_DRAW_BUFFERS ? Math.min(drawBuffers, read(name)) : read(name));
  return gl;
}

async function open(gl: WebGL2RenderingContext, options: SessionOptions, batchSize: number): Promise<CompiledSession> {
  const opened = await openCompiledSession(gl, { batchSize, ...options });
  if (!opened.supported) throw new Error(opened.reason);
  return opened.session;
}

async function compareNet(session: CompiledSession, net: string, batch: Batch, expected: Expected): Promise<NetErrors> {
  const evaluated = await session.evaluate(batch, "running-statistics");
  const gradients = await session.gradients(batch);
  const gradientNorms = await session.probe(batch);
  const wanted = { values: Object.keys(expected.observed.values), gradients: Object.keys(expected.observed.gradients) };
  const edges = Object.keys(expected.observed.edges).map(readEdge);
  const observed = await session.observe(batch, { mode: "batch-statistics", ...wanted, edges });
  const running = { values: Object.keys(expected.evaluatedValues), gradients: [] };
  const settled = await session.observe(batch, { mode: "running-statistics", ...running });
  // Not awaited one by one: steps that overlap must give the same
  const scores = await Promise.all(expected.losses.map(() => session.step(batch)));
  const after = await session.parameters();
  session.dispose();
  return {
    net,
    loss: relativeError(
      scores.map(({ loss }) => loss),
      expected.losses,
    ),
    evaluated: expected.evaluated === null ? 0 : relativeError([evaluated.loss], [expected.evaluated]),
    gradients: worst(gradients, expected.gradients),
    gradientNorms: relativeError(gradientNorms, expected.gradientNorms),
    observed: Math.max(
      worst(observed.values, expected.observed.values),
      worst(settled.values, expected.evaluatedValues),
      worst(observed.gradients, expected.observed.gradients),
      worst(observed.edges, expected.observed.edges),
    ),
    after: worst(after, expected.after),
  };
}

function readEdge(name: string): Edge {
  const [from = "", to = ""] = name.split(" → ");
  return { from, to };
}

function worst(got: Parameters, expected: Parameters): number {
  const errors = Object.entries(expected).map(([name, { values }]) => gradientError(got[name]?.values ?? [], values));
  return Math.max(0, ...errors);
}

async function runKernels(drawBuffers: number, every: number): Promise<CaseResult[]> {
  return runCases(
    openContext(drawBuffers),
    kernelCases(drawBuffers).filter((_, at) => at % every === 0),
  );
}

async function compareWithTorch(cases: readonly TorchCase[], drawBuffers: number): Promise<NetErrors[]> {
  const gl = openContext(drawBuffers);
  const errors: NetErrors[] = [];
  for (const each of cases) {
    const { architecture, parameters: initial, optimizer, seed, steps, inputs, labels, targets } = each;
    const batch = {
      count: inputs.shape[0] ?? 0,
      inputs: Float32Array.from(inputs.values),
      labels: labels === null ? null : Int32Array.from(labels),
      targets: targets === null ? null : Float32Array.from(targets.values),
    };
    const loss = labels === null ? "mean-squared-error" : "cross-entropy";
    const session = await open(gl, { architecture, initial, loss, optimizer, seed, steps }, batch.count);
    const output = architecture.nodes.at(-1)?.name ?? "";
    const gradients: Parameters = each.inputGradient === undefined ? {} : { input: each.inputGradient };
    const observed = { values: { [output]: each.output }, gradients, edges: {} };
    const evaluatedValues = { [output]: each.evaluated };
    const expected = { ...each, evaluated: null, observed, evaluatedValues, after: each.after ?? {} };
    errors.push(await compareNet(session, architecture.name, batch, expected));
  }
  return errors;
}

function askReference({ architecture, parameters, batch, training }: OddNet): Expected {
  const net = new ReferenceNet(architecture, parameters, training);
  const evaluated = net.totalLoss(batch, "running-statistics");
  const settled = net.forward(batch, "running-statistics");
  const values = net.forward(batch, "batch-statistics");
  const { parameters: gradients, values: flowing, edges: parts } = net.gradients(batch);
  const gradientNorms = architecture.nodes.flatMap(({ block }, at) =>
    block === undefined ? [] : [Math.hypot(...(flowing[at]?.values ?? []))],
  );
  const losses = [1, 2, 3].map(() => net.step(batch));
  const entries = (map: ReadonlyMap<string, Float64Array>): Parameters =>
    Object.fromEntries([...map].map(([name, found]) => [name, { shape: [found.length], values: [...found] }]));
  const find = (names: readonly string[], images: readonly (Images | null)[]): Parameters =>
    Object.fromEntries(
      names.map((name) => {
        const found = images[architecture.nodes.findIndex((node) => node.name === name)];
        return [name, { shape: [], values: [...(found?.values ?? [])] }];
      }),
    );
  const some = someNodes(architecture);
  const edges = some.edges.map((edge) => {
    const name = edgeName(edge);
    return [name, { shape: [], values: [...(parts.get(name)?.values ?? [])] }] as const;
  });
  const observed = {
    ...{ values: find(some.values, values), gradients: find(some.gradients, flowing) },
    edges: Object.fromEntries(edges),
  };
  return {
    ...{ losses, evaluated, gradientNorms, observed },
    evaluatedValues: find(some.values, settled),
    gradients: entries(gradients),
    after: entries(net.parameters),
  };
}

async function compareOddNets(drawBuffers: number, every: number): Promise<NetErrors[]> {
  const gl = openContext(drawBuffers);
  const errors: NetErrors[] = [];
  for (const net of oddNets().filter((_, at) => at % every === 0)) {
    const session = await open(gl, sessionOptions(net), net.batch.count);
    errors.push(await compareNet(session, net.architecture.name, toBatch(net), askReference(net)));
  }
  return errors;
}

function sessionOptions({ architecture, parameters, batch, training }: OddNet): SessionOptions {
  const loss = batch.labels === null ? "mean-squared-error" : "cross-entropy";
  return { architecture, initial: parameters, loss, ...training };
}

function toBatch({ batch }: OddNet): Batch {
  return {
    count: batch.count,
    inputs: Float32Array.from(batch.inputs),
    labels: batch.labels === null ? null : Int32Array.from(batch.labels),
    targets: batch.targets === null ? null : Float32Array.from(batch.targets),
  };
}

/** Trains on tfjs's own context, between two computations of tfjs: whether both still agree with themselves. */
async function shareContextWithTfjs(): Promise<{ before: number[]; after: number[]; roundTrip: number }> {
  await setBackend("webgl");
  const multiply = async (): Promise<number[]> => {
    const product = sum(relu(matMul(tensor2d([1, 2, 3, 4], [2, 2]), tensor2d([5, 6, 7, 8], [2, 2]))), 1);
    return [...(await product.data())];
  };
  const before = await multiply();
  const { gpgpu } = backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } };
  const net = firstNet();
  const session = await open(gpgpu.gl, sessionOptions(net), net.batch.count);
  const step = session.step(toBatch(net));
  const after = await multiply();
  await step;
  const parameters = await session.parameters();
  const tensors = toTensors(parameters);
  const roundTrip = worst(await fromTensors(tensors), parameters);
  session.dispose();
  return { before, after, roundTrip };
}

function firstNet(): OddNet {
  return findNet("pre-activation");
}

function findNet(name: string): OddNet {
  const net = oddNets().find(({ architecture }) => architecture.name === name);
  if (net === undefined) throw new Error(`there is no net '${name}'`);
  return net;
}

/** Loses the context after the first step and goes on from its state, Adam's moments and chance included, on another one. */
async function surviveLostContext(): Promise<{ error: string; undisturbed: number; resumed: number }> {
  const net = findNet("chancy");
  const batch = toBatch(net);
  const steady = await open(openContext(), sessionOptions(net), batch.count);
  await steady.step(batch);
  const undisturbed = (await steady.step(batch)).loss;
  steady.dispose();
  const gl = openContext();
  const session = await open(gl, sessionOptions(net), batch.count);
  await session.step(batch);
  const state = await session.state();
  const step = session.step(batch);
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  const error = await step.then(
    () => "none",
    (reason: Error) => reason.name,
  );
  session.dispose();
  const second = await open(openContext(), sessionOptions(net), batch.count);
  await second.restore(state);
  const resumed = (await second.step(batch)).loss;
  second.dispose();
  return { error, undisturbed, resumed };
}

/** Batches of other sizes than the session was opened for, against a session opened for that size. */
async function evaluateOtherSizes(): Promise<{ pieces: number; together: number; batchStatistics: number }[]> {
  const net = firstNet();
  const batch = toBatch(net);
  const gl = openContext();
  const small = await open(gl, sessionOptions(net), 2);
  const large = await open(gl, sessionOptions(net), batch.count);
  const [pieces, together] = [small, large].map((session) => session.evaluate(batch, "running-statistics"));
  const exact = await Promise.all([small, large].map((session) => session.evaluate(batch, "batch-statistics")));
  const result = {
    pieces: (await pieces)?.loss ?? NaN,
    together: (await together)?.loss ?? NaN,
    batchStatistics: Math.abs((exact[0]?.loss ?? NaN) - (exact[1]?.loss ?? NaN)),
  };
  small.dispose();
  large.dispose();
  return [result];
}

/** Opens nets, uses them in every way and closes them: what is left of them on the context. */
async function openAndClose(): Promise<{ textures: number; left: Record<string, number> }> {
  const gl = openContext();
  const left = countObjects(gl);
  const net = findNet("chancy");
  const batch = toBatch(net);
  for (let round = 0; round < 3; round++) {
    const session = await open(gl, sessionOptions(net), batch.count);
    await session.step(batch);
    await session.evaluate(batch, "running-statistics");
    for (const name of ["conv1", "conv2", "conv3", "relu1", "relu2", "conv1"]) {
      await session.observe(batch, { mode: "batch-statistics", values: [name], gradients: [name] });
    }
    await session.restore(await session.state());
    session.dispose();
  }
  return { textures: countTextures(gl), left };
}

const engine = {
  runKernels,
  compareWithTorch,
  compareOddNets,
  shareContextWithTfjs,
  surviveLostContext,
  evaluateOtherSizes,
  openAndClose,
};

declare global {
  interface Window {
    compiledEngine: typeof engine;
  }
}
window.compiledEngine = engine;
