/** Switches that a draw of ours must not inherit; tfjs, which may own the context, has some of them on. */
const switches = [
  "SCISSOR_TEST",
  "CULL_FACE",
  "BLEND",
  "DEPTH_TEST",
  "STENCIL_TEST",
  "DITHER",
  "RASTERIZER_DISCARD",
] as const;

/**
 * Borrows a context from its owner: work done inside `run` finds every switch off and an empty vertex array bound, and the
 * owner finds its own switches again. Bound programs, framebuffers, buffers and vertex arrays are unbound, as owners
 * bind theirs before each use; textures of ours stay bound to array targets only.
 */
export class HostState {
  readonly #gl: WebGL2RenderingContext;
  readonly #enabled: readonly number[];
  readonly #vertexArray: WebGLVertexArrayObject;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#enabled = switches.map((name) => gl[name]).filter((flag) => gl.isEnabled(flag));
    this.#vertexArray = gl.createVertexArray();
  }

  run<T>(work: () => T): T {
    const gl = this.#gl;
    for (const flag of this.#enabled) gl.disable(flag);
    gl.bindVertexArray(this.#vertexArray);
    try {
      return work();
    } finally {
      for (const flag of this.#enabled) gl.enable(flag);
      gl.bindVertexArray(null);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
      gl.useProgram(null);
      gl.activeTexture(gl.TEXTURE0);
    }
  }

  dispose(): void {
    this.#gl.deleteVertexArray(this.#vertexArray);
  }
}
