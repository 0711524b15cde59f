import { findChanceUniforms } from "../../kernels/webgl/chance.ts";
import { vertexShader } from "../../kernels/webgl/draw.ts";
import { yieldToEvents } from "../../core/yield-to-events.ts";
import type { UpdateSettings } from "./update-settings.ts";

/** A program and what its uniforms last held. */
export interface Program {
  readonly handle: WebGLProgram;
  firstLayer: WebGLUniformLocation | null;
  optimizer: WebGLUniformLocation | null;
  secondMoment: WebGLUniformLocation | null;
  /** Uniforms by which it is told what chance decides. */
  chances: readonly (WebGLUniformLocation | null)[];
  heldLayer: number;
  /** Which optimizer settings it holds: compared by identity. */
  heldSettings: UpdateSettings | null;
}

interface Entry extends Program {
  readonly fragment: WebGLShader;
  readonly samplers: readonly string[];
  linked: boolean;
  /** How often it was requested and not yet given back. */
  users: number;
}

/** Programs that nobody uses, but that are kept for the next net of the same kind. */
const mostIdle = 256;

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

  /** Starts compiling, unless that was done before. The program can be used after `finish`, until it is given back. */
  request(source: string, samplers: readonly string[]): Program {
    const known = this.#entries.get(source);
    if (known !== undefined) {
      known.users++;
      return known;
    }
    const gl = this.#gl;
    this.#vertex ??= this.#compile(gl.VERTEX_SHADER, vertexShader);
    const handle = gl.createProgram();
    const fragment = this.#compile(gl.FRAGMENT_SHADER, source);
    gl.attachShader(handle, this.#vertex);
    gl.attachShader(handle, fragment);
    gl.linkProgram(handle);
    const uniforms = { firstLayer: null, optimizer: null, secondMoment: null, chances: [] };
    const entry = {
      handle,
      fragment,
      samplers,
      linked: false,
      users: 1,
      ...uniforms,
      heldLayer: 0,
      heldSettings: null,
    };
    this.#entries.set(source, entry);
    return entry;
  }

  /** Gives a program back, once for each request. The oldest of too many unused ones are deleted. */
  release(program: Program): void {
    const entry = program as Entry;
    entry.users--;
    if (entry.users > 0) return;
    const idle = [...this.#entries].filter(([, { users }]) => users <= 0);
    for (const [source, { handle, fragment }] of idle.slice(0, Math.max(0, idle.length - mostIdle))) {
      this.#gl.deleteProgram(handle);
      this.#gl.deleteShader(fragment);
      this.#entries.delete(source);
    }
  }

  /** Programs that exist, used or not. */
  get count(): number {
    return this.#entries.size;
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
    entry.secondMoment = gl.getUniformLocation(entry.handle, "secondMoment");
    entry.chances = findChanceUniforms(source).map((name) => gl.getUniformLocation(entry.handle, name));
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
