import { findChanceUniforms } from "../../../src/kernels/webgl/chance.ts";
import { Programs } from "../../../src/training/compiled/programs.ts";
import {
  createFramebuffer,
  createTexture,
  uploadTexels,
  type Texture,
} from "../../../src/training/compiled/textures.ts";
import type { KernelCase } from "./kernel-case.ts";
import { relativeError } from "./relative-error.ts";

/** How far a kernel's output is from its reference. */
export interface CaseResult {
  readonly kernel: string;
  readonly detail: string;
  /** Worst ‖got − expected‖ / ‖expected‖ over the outputs' layers; NaN or ∞ where nothing sensible came out. */
  readonly error: number;
}

/** Runs the cases one after the other on one context. The programs compile together beforehand. */
export async function runCases(gl: WebGL2RenderingContext, cases: readonly KernelCase[]): Promise<CaseResult[]> {
  gl.getExtension("EXT_color_buffer_float");
  gl.bindVertexArray(gl.createVertexArray());
  const programs = new Programs(gl);
  for (const { draws } of cases) for (const { source, samplers } of draws) programs.request(source, samplers);
  await programs.finish();
  return cases.map((each) => ({ kernel: each.kernel, detail: each.detail, error: runCase(gl, programs, each) }));
}

function runCase(gl: WebGL2RenderingContext, programs: Programs, each: KernelCase): number {
  const textures = new Map<string, Texture>();
  for (const [name, size] of Object.entries(each.scratch ?? {})) textures.set(name, createTexture(gl, size));
  // Old values must not shine through where a kernel forgets to write
  for (const [name, { size, texels }] of Object.entries(each.outputs)) {
    const texture = createTexture(gl, size);
    uploadTexels(gl, texture, new Float32Array(texels.length).fill(777));
    textures.set(name, texture);
  }
  for (const [name, { size, texels }] of Object.entries(each.inputs)) {
    const texture = createTexture(gl, size);
    uploadTexels(gl, texture, texels);
    textures.set(name, texture);
  }
  const find = (name: string): Texture => {
    const texture = textures.get(name);
    if (texture === undefined) throw new Error(`${each.kernel}: the case has no texture '${name}'`);
    return texture;
  };
  for (const draw of each.draws) {
    const { handle, firstLayer, optimizer, secondMoment, chances } = programs.request(draw.source, draw.samplers);
    gl.useProgram(handle);
    gl.uniform1i(firstLayer, draw.firstLayer);
    gl.uniform3f(optimizer, ...each.optimizer);
    if (each.secondMoment !== undefined) gl.uniform4f(secondMoment, ...each.secondMoment);
    findChanceUniforms(draw.source).forEach((name, at) =>
      gl.uniform1ui(chances[at] ?? null, each.chances?.[name] ?? 0),
    );
    const targets = draw.targets.map(({ output, layer }) => ({ texture: find(output), layer }));
    const framebuffer = createFramebuffer(gl, targets);
    draw.samplers.forEach((name, unit) => {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, find(name).handle);
    });
    gl.viewport(draw.left ?? 0, 0, draw.width, draw.height);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.deleteFramebuffer(framebuffer);
  }
  const errors = Object.entries(each.outputs).map(([name, { texels }]) => compare(gl, find(name), texels));
  for (const { handle } of textures.values()) gl.deleteTexture(handle);
  return Math.max(...errors);
}

/** Layers hold values of different kinds (weights, momentum), so each is compared by itself. */
function compare(gl: WebGL2RenderingContext, texture: Texture, expected: Float32Array): number {
  const { width, height, layers } = texture.size;
  const got = new Float32Array(width * height * 4);
  const errors = Array.from({ length: layers }, (_, layer) => {
    const framebuffer = createFramebuffer(gl, [{ texture, layer }]);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, got);
    gl.deleteFramebuffer(framebuffer);
    return relativeError(got, expected.subarray(layer * got.length, (layer + 1) * got.length));
  });
  return Math.max(...errors);
}
