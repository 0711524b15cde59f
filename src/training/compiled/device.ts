import type { DeviceLimits } from "./commands.ts";
import { HostState } from "./host-state.ts";

/** A context that can run compiled nets, or why it cannot. */
export type Device =
  { readonly supported: true; readonly limits: DeviceLimits } | { readonly supported: false; readonly reason: string };

/** More outputs than this would not make a draw any faster. */
const mostDrawBuffers = 8;

const inspected = new WeakMap<WebGL2RenderingContext, Device>();

/** Looks, once a context, whether it renders 32-bit numbers and what it offers. Enables the extension for that. */
export function inspectDevice(gl: WebGL2RenderingContext): Device {
  const known = inspected.get(gl);
  if (known !== undefined) return known;
  const host = new HostState(gl);
  const device = host.run(() => inspect(gl));
  host.dispose();
  inspected.set(gl, device);
  return device;
}

function inspect(gl: WebGL2RenderingContext): Device {
  if (gl.getExtension("EXT_color_buffer_float") === null) {
    return { supported: false, reason: "this device cannot draw into textures of floating-point numbers" };
  }
  if (!rendersFloat32(gl)) return { supported: false, reason: "this device computes with 16 bits only" };
  const read = (name: number): number => Number(gl.getParameter(name));
  const drawBuffers = Math.min(read(gl.MAX_DRAW_BUFFERS), read(gl.MAX_COLOR_ATTACHMENTS));
  return {
    supported: true,
    limits: {
      drawBuffers: drawBuffers >= mostDrawBuffers ? mostDrawBuffers : 4,
      textureSize: read(gl.MAX_TEXTURE_SIZE),
      arrayLayers: read(gl.MAX_ARRAY_TEXTURE_LAYERS),
      textureUnits: read(gl.MAX_TEXTURE_IMAGE_UNITS),
    },
  };
}

/** A number that 16 bits cannot hold must survive being drawn. */
function rendersFloat32(gl: WebGL2RenderingContext): boolean {
  const texture = gl.createTexture();
  const framebuffer = gl.createFramebuffer();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, 1, 1);
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  const complete = gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE;
  const value = new Float32Array(4);
  if (complete) {
    gl.clearBufferfv(gl.COLOR, 0, [1.0001, 70000, 0, 0]);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, value);
  }
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.deleteFramebuffer(framebuffer);
  gl.deleteTexture(texture);
  return complete && value[1] === 70000 && Math.abs((value[0] ?? 0) - 1.0001) < 1e-6;
}
