import {
  env,
  findBackend,
  findBackendFactory,
  ready,
  registerBackend,
  removeBackend,
  setBackend,
} from "@tensorflow/tfjs-core";
import { refuse } from "../../core/errors.ts";
import { registerWasmKernels } from "../../kernels/wasm/register.ts";
import { Workspace } from "../../kernels/workspace.ts";
import type { EngineInfo } from "../contract/protocol.ts";

/** The graphics context went away: nothing on it can be read any more. Open the engine again for another context. */
export class ContextLost extends Error {
  override readonly name = "ContextLost";
}

/** A tfjs backend that is ready to work. */
export class Engine {
  readonly info: EngineInfo;
  /** tfjs's own WebGL context, for kernels that draw by themselves; null on wasm. */
  readonly gl: WebGL2RenderingContext | null;
  readonly #backendName: string;
  readonly #waiting = new Set<(error: ContextLost) => void>();
  readonly #listening = new AbortController();
  #lost = false;

  /** @param backendName tfjs's name of the backend, where it differs */
  constructor(info: EngineInfo, backendName: string = info.kind, gl: WebGL2RenderingContext | null = null) {
    this.info = info;
    this.gl = gl;
    gl?.canvas.addEventListener("webglcontextlost", () => this.#lose(), { signal: this.#listening.signal });
    this.#backendName = backendName;
  }

  /** Whether the context has gone away. */
  get isLost(): boolean {
    return this.#lost || this.gl?.isContextLost() === true;
  }

  createWorkspace(): Workspace {
    return new Workspace(this.#backendName);
  }

  /** Runs `work`; rejects with ContextLost if the context goes away meanwhile, where tfjs would wait for ever. */
  async guard<T>(work: () => Promise<T>): Promise<T> {
    if (this.info.kind === "wasm") return work();
    if (this.isLost) throw new ContextLost();
    let giveUp: (error: ContextLost) => void = () => undefined;
    const lost = new Promise<never>((_, reject) => (giveUp = reject));
    this.#waiting.add(giveUp);
    try {
      return await Promise.race([work(), lost]);
    } catch (error) {
      throw this.isLost ? new ContextLost() : error;
    } finally {
      this.#waiting.delete(giveUp);
    }
  }

  /** tfjs does not notice a lost context: its reads wait for ever. */
  #lose(): void {
    this.#lost = true;
    for (const giveUp of this.#waiting) giveUp(new ContextLost());
  }

  /** Stops watching; the backend stays for the next one. */
  close(): void {
    this.#listening.abort();
  }
}

/**
 * Makes a tfjs backend ready. Its package must have been imported, which registers it. If its context was lost, it
 * gets another one.
 * @throws CourseError if the backend cannot start here
 */
export async function openEngine(info: EngineInfo): Promise<Engine> {
  if (info.kind === "webgl") dropLostBackend();
  const started = await setBackend(info.kind).catch(() => false);
  if (!started) {
    throw refuse("engine", `${info.kind} did not start in this browser`, `Use engine: "${otherThan(info.kind)}".`);
  }
  await ready();
  if (info.kind === "wasm") {
    registerWasmKernels();
    return new Engine({ ...info, device: await describeWasm() });
  }
  return new Engine(info, "webgl", findContext());
}

/** tfjs keeps a backend whose context is lost, and with it everything that waits for ever. A new one starts anew. */
function dropLostBackend(): void {
  const factory = findBackendFactory("webgl");
  if (findContext()?.isContextLost() !== true) return;
  removeBackend("webgl");
  registerBackend("webgl", factory);
}

/** The context of tfjs's WebGL backend, if that has started. */
function findContext(): WebGL2RenderingContext | null {
  const backend = findBackend("webgl") as unknown as { readonly gpgpu: { readonly gl: WebGL2RenderingContext } } | null;
  return backend?.gpgpu.gl ?? null;
}

async function describeWasm(): Promise<string> {
  return (await env().getAsync("WASM_HAS_SIMD_SUPPORT")) ? "wasm (SIMD)" : "wasm";
}

function otherThan(kind: EngineInfo["kind"]): EngineInfo["kind"] {
  return kind === "wasm" ? "webgl" : "wasm";
}
