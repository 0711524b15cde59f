import { refuse } from "../core/errors.ts";
import type { Architecture } from "../models/graph.ts";
import type { EngineChoice, EngineInfo } from "./protocol.ts";

/** What WebGL is like here. */
export type WebglSupport =
  | { readonly kind: "missing" }
  | {
      readonly kind: "present";
      /** As the driver names itself, e.g. "ANGLE (NVIDIA, …)". */
      readonly renderer: string;
      /** Drawn by the processor, not by a GPU. */
      readonly software: boolean;
      /** Shaders can write 32-bit numbers; phones may have 16 bits only. */
      readonly float32: boolean;
    };

/**
 * Decides where to train. Left to itself ("auto"), it takes WebGL only where that pays: on a GPU, with 32-bit numbers,
 * for nets with convolutions.
 * @throws CourseError if WebGL is asked for by name and cannot be had
 */
export function chooseEngine(
  choice: EngineChoice,
  architectures: readonly Architecture[],
  webgl: WebglSupport,
): EngineInfo {
  if (choice === "webgl") return requireWebgl(webgl);
  const reason = choice === "wasm" ? "" : reasonAgainstWebgl(architectures, webgl);
  if (reason === null && webgl.kind === "present") {
    return { kind: "webgl", device: `WebGL: ${webgl.renderer}`, reason: "this browser can use the GPU" };
  }
  return { kind: "wasm", device: "wasm", reason: reason ?? "" };
}

function requireWebgl(webgl: WebglSupport): EngineInfo {
  const remedy = 'Use engine: "wasm" or "auto".';
  if (webgl.kind === "missing") throw refuse("engine", "WebGL 2 is not available in this browser", remedy);
  if (!webgl.float32) {
    throw refuse("engine", "WebGL computes with 16 bits only on this device, too few to train with", remedy);
  }
  return { kind: "webgl", device: `WebGL: ${webgl.renderer}`, reason: "" };
}

function reasonAgainstWebgl(architectures: readonly Architecture[], webgl: WebglSupport): string | null {
  if (architectures.every(({ nodes }) => nodes.every(({ op }) => op !== "conv"))) {
    return "fully connected nets of this size gain nothing from a GPU";
  }
  if (webgl.kind === "missing") return "WebGL 2 is not available in this browser";
  if (webgl.software) return "WebGL is drawn in software here, which is slower than wasm";
  if (!webgl.float32) return "WebGL computes with 16 bits only on this device";
  return null;
}

const softwareRenderers = /swiftshader|llvmpipe|softpipe|software|basic render|swrast/i;

/** Asks a context of its own, which is given up again. Works in a worker and on a page. */
export function probeWebgl(): WebglSupport {
  const gl = typeof OffscreenCanvas === "undefined" ? null : openContext();
  if (gl === null) return { kind: "missing" };
  const details = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(gl.getParameter(details === null ? gl.RENDERER : details.UNMASKED_RENDERER_WEBGL));
  const support = {
    kind: "present",
    renderer,
    software: softwareRenderers.test(renderer),
    float32: rendersFloat32(gl),
  };
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return support as WebglSupport;
}

function openContext(): WebGL2RenderingContext | null {
  try {
    return new OffscreenCanvas(1, 1).getContext("webgl2");
  } catch {
    return null;
  }
}

/** Whether a texture of 32-bit numbers can be drawn into. */
function rendersFloat32(gl: WebGL2RenderingContext): boolean {
  if (gl.getExtension("EXT_color_buffer_float") === null) return false;
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, 1, 1, 0, gl.RGBA, gl.FLOAT, null);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(
    gl.FRAMEBUFFER,
    gl.COLOR_ATTACHMENT0,
    gl.TEXTURE_2D,
    gl.getParameter(gl.TEXTURE_BINDING_2D),
    0,
  );
  return gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE;
}
