import { Random } from "../../core/random.ts";
import { architecture } from "../../models/architecture.ts";
import type { Architecture } from "../../models/graph.ts";
import { conv, dense, input as symbolicInput } from "../../models/layers.ts";
import { globalAveragePool } from "../../models/pooling.ts";
import { initialParameters } from "../../models/parameters.ts";
import { residualNet } from "../../models/residual-net.ts";
import type { Batch, Session } from "../contract/session.ts";
import type { CompiledOptions, Opened } from "../compiled/session.ts";
import type { EngineSpeeds } from "../engines/engine-choice.ts";
import type { Engine } from "../engines/engine.ts";
import { openSession } from "../step/graph-session.ts";

const timedSteps = 10;
/** How many times slower than wasm WebGL may get before it is given up. */
const hopeless = 3;
/** How long WebGL may take until its first step is done: a GPU's driver gets the benefit of the doubt. */
const readyWithinMs = { gpu: 5000, software: 1000 };

/**
 * Trains a small convolutional net for a few steps on wasm, then on WebGL until it is done or hopeless.
 * @param openWasm opens the wasm engine
 */
export async function measureSpeeds(
  openWasm: () => Promise<Engine>,
  { software }: { readonly software: boolean },
): Promise<EngineSpeeds> {
  const options = probeOptions(
    software ? oneConvolution() : residualNet({ depth: 8, width: 8, inputShape: input, shortcut: "B" }),
  );
  const wasmMs = await measureWasm(openWasm, options);
  const limitMs = software ? readyWithinMs.software : readyWithinMs.gpu;
  return { wasmMs, webgl: await measureWebgl(options, { wasmMs, limitMs }) };
}

async function measureWasm(openWasm: () => Promise<Engine>, options: CompiledOptions): Promise<number> {
  try {
    const engine = await openWasm();
    const session = await openSession(engine, options);
    const batch = probeBatch(options);
    await session.step(batch);
    const ms = await timeSteps(session, batch);
    session.dispose();
    engine.close();
    return ms;
  } catch {
    // A browser that refuses to run wasm leaves WebGL
    return Infinity;
  }
}

/** On a context of its own, which is given up again. */
async function measureWebgl(
  options: CompiledOptions,
  { wasmMs, limitMs }: { readonly wasmMs: number; readonly limitMs: number },
): Promise<EngineSpeeds["webgl"]> {
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  if (gl === null) return { kind: "refused", reason: "WebGL gave no second context" };
  try {
    const batch = probeBatch(options);
    const opened = await within(limitMs, openWarm(gl, options, batch));
    if (opened === null) return { kind: "late" };
    if (!opened.supported) return { kind: "refused", reason: opened.reason };
    const ms = await within(hopeless * timedSteps * wasmMs, timeSteps(opened.session, batch));
    return ms === null ? { kind: "slower" } : { kind: "measured", ms };
  } catch (error) {
    return { kind: "refused", reason: error instanceof Error ? error.message : String(error) };
  } finally {
    gl.getExtension("WEBGL_lose_context")?.loseContext();
  }
}

/** The first step compiles what the driver has put off, so it is not timed. */
async function openWarm(gl: WebGL2RenderingContext, options: CompiledOptions, batch: Batch): Promise<Opened> {
  const { openCompiledSession } = await import("../compiled/session.ts");
  const opened = await openCompiledSession(gl, options);
  if (opened.supported) await opened.session.step(batch);
  return opened;
}

/** Milliseconds of the fastest step: what else the machine does meanwhile only ever makes steps slower. */
async function timeSteps(session: Session, batch: Batch): Promise<number> {
  let fastestMs = Infinity;
  for (let step = 0; step < timedSteps; step++) {
    const startMs = performance.now();
    await session.step(batch);
    fastestMs = Math.min(fastestMs, performance.now() - startMs);
  }
  return fastestMs;
}

/** What the work gives, or null if it takes longer than that; it is then left to end by itself. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  work.catch(() => undefined);
  if (!Number.isFinite(ms)) return work;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)));
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

const input = [16, 16, 3] as const;

/** Software compiles shaders slowly: a net of few programs, with the arithmetic that matters. */
function oneConvolution(): Architecture {
  const features = conv(symbolicInput(input), { filters: 8, kernelSize: 3 });
  return architecture(dense(globalAveragePool(features), { units: 10 }));
}

function probeOptions(net: Architecture): CompiledOptions {
  return {
    architecture: net,
    initial: initialParameters(net, { seed: 1 }),
    loss: "cross-entropy",
    optimizer: { kind: "sgd", learningRate: 0.01, warmUp: null, momentum: 0.9, weightDecay: 1e-4, decay: [] },
    seed: 1,
    steps: timedSteps + 1,
    batchSize: 16,
  };
}

function probeBatch({ batchSize: count }: CompiledOptions): Batch {
  const random = new Random(1, "engine probe");
  return {
    count,
    inputs: Float32Array.from({ length: count * 16 * 16 * 3 }, () => random.normal()),
    labels: Int32Array.from({ length: count }, (_, example) => example % 10),
    targets: null,
  };
}
