import { vertexShader } from "../../kernels/webgl/draw.ts";
import { yieldToEvents } from "../yield-to-events.ts";

/** A program and what its uniforms last held. */
export interface Program {
  readonly handle: WebGLProgram;
  firstLayer: WebGLUniformLocation | null;
  optimizer: WebGLUniformLocation | null;
  heldLayer: number;
  /** Which optimizer settings it holds: compared by identity. */
  heldOptimizer: readonly number[] | null;
}

interface Entry extends Program {
  readonly fragment: WebGLShader;
  readonly samplers: readonly string[];
  linked: boolean;
}

/** Compiles fragment programs, each text once, all at the same time where the driver can. */
export class Programs {
  readonly #gl: WebGL2RenderingContext;
  readonly #entries = new Map<string, Entry>();
  readonly #parallel: KHR_parallel_shader_compile | null;
  #vertex: WebGLShader | null = null;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#parallel = gl.getExtension("KHR_parallel_shader_compile");
  }

  /** Starts compiling, unless that was done before. The program can be used after `finish`. */
  request(source: string, samplers: readonly string[]): Program {
    const known = this.#entries.get(source);
    if (known !== undefined) return known;
    const gl = this.#gl;
    this.#vertex ??= this.#compile(gl.VERTEX_SHADER, vertexShader);
    const handle = gl.createProgram();
    const fragment = this.#compile(gl.FRAGMENT_SHADER, source);
    gl.attachShader(handle, this.#vertex);
    gl.attachShader(handle, fragment);
    gl.linkProgram(handle);
    const uniforms = { firstLayer: null, optimizer: null, heldLayer: 0, heldOptimizer: null };
    const entry = { handle, fragment, samplers, linked: false, ...uniforms };
    this.#entries.set(source, entry);
    return entry;
  }

  /** Waits until everything requested is linked, without blocking where the driver compiles in parallel. */
  async finish(): Promise<void> {
    for (const [source, entry] of this.#entries) {
      if (entry.linked) continue;
      while (!this.#isDone(entry)) await yieldToEvents();
      this.#link(source, entry);
    }
    this.#gl.useProgram(null);
  }

  #isDone({ handle }: Entry): boolean {
    const gl = this.#gl;
    if (this.#parallel === null || gl.isContextLost()) return true;
    return gl.getProgramParameter(handle, this.#parallel.COMPLETION_STATUS_KHR) === true;
  }

  #link(source: string, entry: Entry): void {
    const gl = this.#gl;
    if (gl.getProgramParameter(entry.handle, gl.LINK_STATUS) !== true && !gl.isContextLost()) {
      const log = gl.getShaderInfoLog(entry.fragment) || gl.getProgramInfoLog(entry.handle);
      throw new Error(`a kernel did not compile: ${log}\n${source}`);
    }
    gl.useProgram(entry.handle);
    entry.samplers.forEach((name, unit) => gl.uniform1i(gl.getUniformLocation(entry.handle, name), unit));
    entry.firstLayer = gl.getUniformLocation(entry.handle, "firstLayer");
    entry.optimizer = gl.getUniformLocation(entry.handle, "optimizer");
    entry.linked = true;
  }

  #compile(kind: number, source: string): WebGLShader {
    const gl = this.#gl;
    const shader = gl.createShader(kind);
    // Null on a lost context only, where every call is ignored
    if (shader === null) return {} as WebGLShader;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    return shader;
  }
}
