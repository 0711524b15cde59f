import type { TextureSize } from "../../kernels/webgl/layout.ts";

/** A texture array in memory. */
export interface Texture {
  readonly handle: WebGLTexture;
  readonly size: TextureSize;
}

const counts = new WeakMap<WebGL2RenderingContext, number>();

/** Textures of all nets on a context. */
export function countTextures(gl: WebGL2RenderingContext): number {
  return counts.get(gl) ?? 0;
}

/** Allocates a texture array of four 32-bit numbers a texel; WebGL fills it with zeros. */
export function createTexture(gl: WebGL2RenderingContext, size: TextureSize): Texture {
  const handle = gl.createTexture();
  counts.set(gl, countTextures(gl) + 1);
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, handle);
  gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.RGBA32F, size.width, size.height, size.layers);
  gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  return { handle, size };
}

export function deleteTexture(gl: WebGL2RenderingContext, { handle }: Texture): void {
  gl.deleteTexture(handle);
  counts.set(gl, countTextures(gl) - 1);
}

/** Replaces all texels. */
export function uploadTexels(gl: WebGL2RenderingContext, { handle, size }: Texture, texels: Float32Array): void {
  const { width, height, layers } = size;
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, handle);
  gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, 0, width, height, layers, gl.RGBA, gl.FLOAT, texels);
}

/** A layer of a texture as a drawing target. */
export interface Attachment {
  readonly texture: Texture;
  readonly layer: number;
}

/** A framebuffer that draws into the given layers. */
export function createFramebuffer(gl: WebGL2RenderingContext, targets: readonly Attachment[]): WebGLFramebuffer {
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  targets.forEach(({ texture, layer }, at) => {
    gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + at, texture.handle, 0, layer);
  });
  gl.drawBuffers(targets.map((_, at) => gl.COLOR_ATTACHMENT0 + at));
  return framebuffer;
}

/**
 * Textures for values that live within one step only. Steps of different nets never run at the same time, so all nets
 * on a context share them, by key.
 */
export class SharedTextures {
  readonly #gl: WebGL2RenderingContext;
  readonly #entries = new Map<string, { texture: Texture; users: number }>();

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
  }

  acquire(key: string, size: TextureSize): Texture {
    const entry = this.#entries.get(key) ?? { texture: createTexture(this.#gl, size), users: 0 };
    entry.users++;
    this.#entries.set(key, entry);
    return entry.texture;
  }

  release(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined || --entry.users > 0) return;
    deleteTexture(this.#gl, entry.texture);
    this.#entries.delete(key);
  }
}
