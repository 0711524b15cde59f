import { ContextLost } from "../engines/engine.ts";
import { allocate } from "./liveness.ts";
import { prepareCommands, replay, type Decision, type PreparedDraw, type ReplayOptions } from "./command-list.ts";
import { isPersistent, isPingPong, type Plan, type VirtualBuffer } from "./commands.ts";
import { HostState } from "./host-state.ts";
import { Programs } from "./programs.ts";
import { startReading, wholeTexture } from "./readback.ts";
import { createTexture, deleteTexture, SharedTextures, uploadTexels, type Texture } from "./textures.ts";

/** A plan with memory and programs. */
export interface Executable {
  readonly plan: Plan;
  /** One list for each of the two places where the current parameters can be. */
  readonly lists: readonly [readonly PreparedDraw[], readonly PreparedDraw[]];
  /** What chance decides, by node. */
  readonly decisions: ReadonlyMap<number, Decision>;
  /** Textures that live within one pass only, by the keys under which all nets share them, and which buffer has which. */
  readonly transient: ReadonlyMap<string, Texture>;
  readonly places: ReadonlyMap<string, string>;
}

export interface PassOptions extends ReplayOptions {
  /** Whether parameters and running statistics move on to what the pass wrote. */
  readonly keep: boolean;
  /** Values of the chance uniforms, by node. */
  readonly chances: ReadonlyMap<number, number>;
}

/** What all nets on one context share. */
interface Shared {
  readonly programs: Programs;
  readonly textures: SharedTextures;
}
const sharedByContext = new WeakMap<WebGL2RenderingContext, Shared>();

/**
 * Owns the textures of one net on a WebGL context and replays plans on them. The context may belong to somebody else
 * (tfjs): after every call its owner finds it as it was.
 */
export class Runner {
  readonly #gl: WebGL2RenderingContext;
  readonly #host: HostState;
  readonly #shared: Shared;
  readonly #persistent = new Map<string, readonly [Texture, Texture]>();
  readonly #executables = new Set<Executable>();
  #disposed = false;
  /** Which copy of the parameters is the current one. */
  #parity: 0 | 1 = 0;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#host = new HostState(gl);
    this.#shared = sharedByContext.get(gl) ?? { programs: new Programs(gl), textures: new SharedTextures(gl) };
    sharedByContext.set(gl, this.#shared);
  }

  /**
   * Gives a plan memory and compiles its programs. Plans of the same net share its parameters.
   * @throws ContextLost if the context is gone
   */
  async load(plan: Plan): Promise<Executable> {
    this.#requireContext();
    const executable = this.#host.run(() => this.#prepare(plan));
    this.#executables.add(executable);
    await this.#shared.programs.finish();
    this.#requireContext();
    return executable;
  }

  #prepare(plan: Plan): Executable {
    const { places, textures } = allocate(plan);
    const transient = new Map([...textures].map(([key, size]) => [key, this.#shared.textures.acquire(key, size)]));
    const decisions = new Map<number, Decision>();
    const find = (parity: 0 | 1, id: string, copy: "current" | "next"): Texture => {
      const buffer = plan.buffers.get(id);
      if (buffer === undefined) throw new Error(`the plan has no buffer '${id}'`);
      if (isPersistent(buffer)) return this.#find(buffer)[copy === "current" ? parity : parity === 0 ? 1 : 0];
      return transient.get(places.get(id) ?? "") as Texture;
    };
    const findDecision = (node: number): Decision => {
      const decision = decisions.get(node) ?? { value: 0 };
      decisions.set(node, decision);
      return decision;
    };
    const prepare = (parity: 0 | 1): PreparedDraw[] =>
      prepareCommands(this.#gl, plan, {
        programs: this.#shared.programs,
        findTexture: (id, copy) => find(parity, id, copy),
        findDecision,
      });
    return { plan, lists: [prepare(0), prepare(1)], decisions, transient, places };
  }

  /** Replaces a buffer's values: the current copy of a parameter, or an input. */
  upload(buffer: VirtualBuffer, texels: Float32Array): void {
    this.#requireContext();
    this.#host.run(() => uploadTexels(this.#gl, this.#find(buffer)[this.#parity], texels));
  }

  /** Issues one pass over a plan. */
  run({ lists, decisions }: Executable, options: PassOptions): void {
    this.#requireContext();
    for (const [node, decision] of decisions) decision.value = options.chances.get(node) ?? 0;
    this.#host.run(() => replay(this.#gl, lists[this.#parity], options));
    if (options.keep) this.#parity = this.#parity === 0 ? 1 : 0;
  }

  /**
   * Reads whole buffers, layer by layer; the device is not waited for.
   * @param copy "next": what the last pass wrote, if it was not kept
   */
  async read(buffers: readonly VirtualBuffer[], copy: "current" | "next" = "current"): Promise<Float32Array[]> {
    this.#requireContext();
    const at = copy === "current" ? this.#parity : this.#parity === 0 ? 1 : 0;
    return this.#read(buffers.map((buffer) => this.#find(buffer)[at]));
  }

  /** Reads buffers that the executable's last pass has left for observation. To be called right after that pass. */
  async readObserved({ transient, places }: Executable, buffers: readonly VirtualBuffer[]): Promise<Float32Array[]> {
    this.#requireContext();
    const find = (buffer: VirtualBuffer): Texture =>
      isPersistent(buffer) ? this.#find(buffer)[this.#parity] : (transient.get(places.get(buffer.id) ?? "") as Texture);
    return this.#read(buffers.map(find));
  }

  async #read(textures: readonly Texture[]): Promise<Float32Array[]> {
    if (textures.length === 0) return [];
    const values = await this.#host.run(() => startReading(this.#gl, textures.flatMap(wholeTexture)));
    let from = 0;
    return textures.map(({ size }) => values.slice(from, (from += size.width * size.height * size.layers * 4)));
  }

  /** Gives up what only this executable needs. */
  unload(executable: Executable): void {
    if (!this.#executables.delete(executable)) return;
    for (const { framebuffer, program } of executable.lists.flat()) {
      this.#gl.deleteFramebuffer(framebuffer);
      this.#shared.programs.release(program);
    }
    for (const key of executable.transient.keys()) this.#shared.textures.release(key);
  }

  /** Gives everything up. What was asked for and has not begun yet will be refused. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const executable of this.#executables) this.unload(executable);
    for (const copies of this.#persistent.values()) {
      for (const texture of new Set(copies)) deleteTexture(this.#gl, texture);
    }
    this.#persistent.clear();
    this.#host.dispose();
  }

  #find(buffer: VirtualBuffer): readonly [Texture, Texture] {
    const known = this.#persistent.get(buffer.id);
    if (known !== undefined) return known;
    const first = createTexture(this.#gl, buffer.size);
    const copies = [first, isPingPong(buffer) ? createTexture(this.#gl, buffer.size) : first] as const;
    this.#persistent.set(buffer.id, copies);
    return copies;
  }

  #requireContext(): void {
    if (this.#disposed) throw new Error("the session was disposed of");
    if (this.#gl.isContextLost()) throw new ContextLost();
  }
}
