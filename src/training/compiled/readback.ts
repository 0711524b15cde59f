import { sumOf } from "../../core/statistics.ts";
import { ContextLost } from "../engines/engine.ts";
import { yieldToEvents } from "../../core/yield-to-events.ts";
import { createFramebuffer, type Texture } from "./textures.ts";

/** A rectangle of one layer to read; the whole layer is given by the texture's size. */
export interface Region {
  readonly texture: Texture;
  readonly layer: number;
  readonly width: number;
  readonly height: number;
}

/** All layers of a texture. */
export function wholeTexture(texture: Texture): Region[] {
  const { width, height, layers } = texture.size;
  return Array.from({ length: layers }, (_, layer) => ({ texture, layer, width, height }));
}

/**
 * Reads regions one after the other without stalling: the device copies them into a pixel buffer once it gets there, a
 * fence tells when that is done.
 * @throws ContextLost if the context goes away meanwhile
 */
export function startReading(gl: WebGL2RenderingContext, regions: readonly Region[]): Promise<Float32Array> {
  const total = sumOf(regions, ({ width, height }) => width * height * 4);
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
  gl.bufferData(gl.PIXEL_PACK_BUFFER, total * 4, gl.STREAM_READ);
  let offset = 0;
  for (const { texture, layer, width, height } of regions) {
    const framebuffer = createFramebuffer(gl, [{ texture, layer }]);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, offset);
    gl.deleteFramebuffer(framebuffer);
    offset += width * height * 16;
  }
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  return finishReading(gl, buffer, fence, total);
}

/** Polls that only let events through; later ones wait a moment, so as not to keep a processor busy. */
const eagerPolls = 4;

async function finishReading(
  gl: WebGL2RenderingContext,
  buffer: WebGLBuffer,
  fence: WebGLSync | null,
  total: number,
): Promise<Float32Array> {
  for (let poll = 0; ; poll++) {
    await (poll < eagerPolls ? yieldToEvents() : new Promise((resolve) => setTimeout(resolve, 1)));
    if (fence === null || gl.isContextLost()) throw new ContextLost();
    const status = gl.clientWaitSync(fence, 0, 0);
    if (status === gl.WAIT_FAILED) throw new ContextLost();
    if (status !== gl.TIMEOUT_EXPIRED) break;
  }
  const values = new Float32Array(total);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
  gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, values);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  gl.deleteBuffer(buffer);
  gl.deleteSync(fence);
  return values;
}
