import { env, findBackend, ready, setBackend } from "@tensorflow/tfjs-core";
import { refuse } from "../core/errors.ts";
import { registerWasmKernels } from "../kernels/wasm/register.ts";
import { Workspace } from "../kernels/workspace.ts";
import type { EngineInfo } from "./protocol.ts";

/** The graphics context went away: nothing on it can be read any more, and the worker has to be replaced. */
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

  createWorkspace(): Workspace {
    return new Workspace(this.#backendName);
  }

  /** Runs `work`; rejects with ContextLost if the context goes away meanwhile, where tfjs would wait for ever. */
  async guard<T>(work: () => Promise<T>): Promise<T> {
    if (this.info.kind === "wasm") return work();
    if (this.#lost) throw new ContextLost();
    let giveUp: (error: ContextLost) => void = () => undefined;
    const lost = new Promise<never>((_, reject) => (giveUp = reject));
    this.#waiting.add(giveUp);
    try {
      return await Promise.race([work(), lost]);
    } catch (error) {
      throw this.#lost ? new ContextLost() : error;
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
 * Makes a tfjs backend ready. Its package must have been imported, which registers it.
 * @throws CourseError if the backend cannot start here
 */
export async function openEngine(info: EngineInfo): Promise<Engine> {
  if (info.kind === "wasm") registerWasmKernels();
  const started = await setBackend(info.kind).catch(() => false);
  if (!started) {
    throw refuse("engine", `${info.kind} did not start in this browser`, `Use engine: "${otherThan(info.kind)}".`);
  }
  await ready();
  if (info.kind === "wasm") return new Engine({ ...info, device: await describeWasm() });
  const { gpgpu } = findBackend("webgl") as unknown as { readonly gpgpu: { readonly gl: WebGL2RenderingContext } };
  return new Engine(info, "webgl", gpgpu.gl);
}

async function describeWasm(): Promise<string> {
  return (await env().getAsync("WASM_HAS_SIMD_SUPPORT")) ? "wasm (SIMD)" : "wasm";
}

function otherThan(kind: EngineInfo["kind"]): EngineInfo["kind"] {
  return kind === "wasm" ? "webgl" : "wasm";
}
