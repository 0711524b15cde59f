import type { Architecture } from "../../models/graph.ts";
import {
  chooseBySpeed,
  chooseEngine,
  probeWebgl,
  type EngineSpeeds,
  type WebglSupport,
} from "../engines/engine-choice.ts";
import { measureSpeeds } from "./engine-probe.ts";
import { ContextLost, openEngine, type Engine } from "../engines/engine.ts";
import type { EngineChoice, EngineInfo, EngineRequest } from "../contract/protocol.ts";

/** The engine that is asked for, or, left to itself, the faster one: the worker measures that once. */
export async function decideEngine({ choice, architectures, workers }: EngineRequest): Promise<EngineInfo> {
  const webgl = (support ??= probeWebgl());
  const chosen = chooseEngine(choice, architectures, webgl);
  return chosen === "measure" ? chooseBySpeed(await speedsOf(webgl), webgl, workers) : chosen;
}

/** Opens that engine. */
export async function openEngineFor(choice: EngineChoice, architectures: readonly Architecture[]): Promise<Engine> {
  return openRegistered(await decideEngine({ choice, architectures, workers: 1 }));
}

/** Asked once: whoever loses a context later hears of it when it asks for the next. */
let support: WebglSupport | null = null;
let speeds: Promise<EngineSpeeds> | null = null;

function speedsOf(webgl: WebglSupport): Promise<EngineSpeeds> {
  const openWasm = (): Promise<Engine> => openRegistered({ kind: "wasm", device: "wasm", reason: "" });
  const measured = (speeds ??= measureSpeeds(openWasm, { software: webgl.kind === "present" && webgl.software }));
  measured.catch(() => (speeds = null));
  return measured;
}

/** How often one piece of work may lose its context before it goes on without: something here cannot bear it. */
const lossesAtMost = 3;
/** A browser may need a moment before it hands out a context again. */
const retryAfterMs = [0, 500, 2000];

/** Opens engines for one piece of work: one after the other, if they are lost. */
export class EngineSupply {
  #losses = 0;
  #engine: Engine | null = null;

  /** The one to begin with. */
  async open(choice: EngineChoice, architectures: readonly Architecture[]): Promise<Engine> {
    return (this.#engine = await openEngineFor(choice, architectures));
  }

  /** Another context for the one that was lost, or, if none can be had, wasm. */
  readonly reopen = async (lost: Engine): Promise<{ engine: Engine; reason: string }> => {
    this.close();
    const reason = "the graphics context was lost";
    const again = ++this.#losses < lossesAtMost ? await openAnotherContext(lost.info) : null;
    const because = this.#losses < lossesAtMost ? "no other could be had" : `${this.#losses} times`;
    this.#engine = again ?? (await openRegistered({ kind: "wasm", device: "wasm", reason: `${reason}, ${because}` }));
    return { engine: this.#engine, reason: again === null ? `${reason}, ${because}: wasm went on` : reason };
  };

  /** Does the work on an engine, again from the start on another one if the first is lost. */
  async with<T>(
    choice: EngineChoice,
    architectures: readonly Architecture[],
    work: (engine: Engine) => Promise<T>,
  ): Promise<T> {
    let engine = await this.open(choice, architectures);
    try {
      for (;;) {
        try {
          return await work(engine);
        } catch (error) {
          if (!(error instanceof ContextLost)) throw error;
          engine = (await this.reopen(engine)).engine;
        }
      }
    } finally {
      this.close();
    }
  }

  close(): void {
    this.#engine?.close();
    this.#engine = null;
  }
}

async function openAnotherContext(info: EngineInfo): Promise<Engine | null> {
  for (const waitMs of retryAfterMs) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    try {
      return await openEngine(info);
    } catch {
      // Not yet: it is asked again
    }
  }
  return null;
}

async function openRegistered(info: EngineInfo): Promise<Engine> {
  await registerBackend(info.kind);
  try {
    return await openEngine(info);
  } catch (error) {
    if (info.kind !== "wasm") throw error;
    const { explainWasmFailure } = await import("../engines/wasm-backend.ts");
    throw await explainWasmFailure(error);
  }
}

const registered = new Map<EngineInfo["kind"], Promise<void>>();

/** Loads a backend when it is first needed: most readers need one of the two. */
function registerBackend(kind: EngineInfo["kind"]): Promise<void> {
  const known = registered.get(kind);
  if (known !== undefined) return known;
  const loaded =
    kind === "wasm"
      ? import("../engines/wasm-backend.ts").then(({ registerWasmBackend }) => registerWasmBackend())
      : import("../engines/webgl-backend.ts").then(({ registerWebglBackend }) => registerWebglBackend());
  registered.set(kind, loaded);
  // What could not be loaded is asked for again with the next training.
  loaded.catch(() => registered.delete(kind));
  return loaded;
}
