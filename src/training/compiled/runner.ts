import { ContextLost } from "../engine.ts";
import { allocate } from "./liveness.ts";
import { prepareCommands, replay, type PreparedDraw, type ReplayOptions } from "./command-list.ts";
import { isPersistent, isPingPong, type Plan, type VirtualBuffer } from "./commands.ts";
import { HostState } from "./host-state.ts";
import { Programs } from "./programs.ts";
import { startReading, wholeTexture } from "./readback.ts";
import { createTexture, SharedTextures, uploadTexels, type Texture } from "./textures.ts";

/** A plan with memory and programs. */
export interface Executable {
  readonly plan: Plan;
  /** One list for each of the two places where the current parameters can be. */
  readonly lists: readonly [readonly PreparedDraw[], readonly PreparedDraw[]];
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
  readonly #acquired: string[] = [];
  readonly #executables: Executable[] = [];
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
    const executable = this.#host.run((): Executable => {
      const { places, textures } = allocate(plan);
      const transient = new Map([...textures].map(([key, size]) => [key, this.#acquire(key, size)]));
      const find = (parity: 0 | 1, id: string, copy: "current" | "next"): Texture => {
        const buffer = plan.buffers.get(id);
        if (buffer === undefined) throw new Error(`the plan has no buffer '${id}'`);
        if (isPersistent(buffer)) return this.#find(buffer)[copy === "current" ? parity : parity === 0 ? 1 : 0];
        return transient.get(places.get(id) ?? "") as Texture;
      };
      const prepare = (parity: 0 | 1): PreparedDraw[] =>
        prepareCommands(this.#gl, plan, this.#shared.programs, (id, copy) => find(parity, id, copy));
      return { plan, lists: [prepare(0), prepare(1)] };
    });
    this.#executables.push(executable);
    await this.#shared.programs.finish();
    this.#requireContext();
    return executable;
  }

  /** Replaces a buffer's values: the current copy of a parameter, or an input. */
  upload(buffer: VirtualBuffer, texels: Float32Array): void {
    this.#requireContext();
    this.#host.run(() => uploadTexels(this.#gl, this.#find(buffer)[this.#parity], texels));
  }

  /**
   * Issues one pass over a plan.
   * @param keep whether parameters and running statistics move on to what the pass wrote
   */
  run({ lists }: Executable, options: ReplayOptions & { readonly keep: boolean }): void {
    this.#requireContext();
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
    const textures = buffers.map((buffer) => this.#find(buffer)[at]);
    const values = await this.#host.run(() => startReading(this.#gl, textures.flatMap(wholeTexture)));
    let from = 0;
    return textures.map(({ size }) => values.slice(from, (from += size.width * size.height * size.layers * 4)));
  }

  dispose(): void {
    const gl = this.#gl;
    for (const { lists } of this.#executables) {
      for (const { framebuffer } of lists.flat()) gl.deleteFramebuffer(framebuffer);
    }
    for (const copies of this.#persistent.values()) {
      for (const { handle } of new Set(copies)) gl.deleteTexture(handle);
    }
    for (const key of this.#acquired) this.#shared.textures.release(key);
    this.#host.dispose();
  }

  #acquire(key: string, size: Texture["size"]): Texture {
    this.#acquired.push(key);
    return this.#shared.textures.acquire(key, size);
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
    if (this.#gl.isContextLost()) throw new ContextLost();
  }
}
