import { refuse } from "../../core/errors.ts";
import type { Architecture } from "../../models/graph.ts";
import type { EngineChoice, EngineInfo } from "../contract/protocol.ts";

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

/** What a short training of a small convolutional net took, in milliseconds a step. */
export interface EngineSpeeds {
  /** Infinity where wasm did not start. */
  readonly wasmMs: number;
  readonly webgl:
    | { readonly kind: "measured"; readonly ms: number }
    /** It was given up when it had taken so much longer than wasm. */
    | { readonly kind: "slower" }
    /** Its programs were not ready in time, so nothing was measured. */
    | { readonly kind: "late" }
    | { readonly kind: "refused"; readonly reason: string };
}

/**
 * Decides where to train as far as that needs no measurement. Left to itself ("auto"), it asks for one where WebGL may
 * pay: with 32-bit numbers, for nets with convolutions.
 * @throws CourseError if WebGL is asked for by name and cannot be had
 */
export function chooseEngine(
  choice: EngineChoice,
  architectures: readonly Architecture[],
  webgl: WebglSupport,
): EngineInfo | "measure" {
  if (choice === "webgl") return requireWebgl(webgl);
  if (choice === "tfjs") return { ...requireWebgl(webgl), uncompiled: true };
  const reason = choice === "wasm" ? "" : reasonAgainstWebgl(architectures, webgl);
  return reason === null ? "measure" : { kind: "wasm", device: "wasm", reason };
}

/**
 * How many times faster than wasm WebGL has to be in the measurement where it is drawn in software. The net that is
 * measured there is so small that calls count more than arithmetic; of a real net's arithmetic the processor does
 * through WebGL several times as much.
 */
const softwareMargin = 3;

/**
 * The faster of the two, with both numbers as the reason.
 * @param workers how many would train at once on wasm: as many steps are done in the time of one
 */
export function chooseBySpeed({ wasmMs, webgl }: EngineSpeeds, support: WebglSupport, workers = 1): EngineInfo {
  const onWasm = (reason: string): EngineInfo => ({ kind: "wasm", device: "wasm", reason });
  if (support.kind === "missing") return onWasm(noWebgl);
  const onWebgl = (reason: string): EngineInfo => ({ kind: "webgl", device: `WebGL: ${support.renderer}`, reason });
  switch (webgl.kind) {
    case "measured": {
      const atOnce = workers > 1 ? `, where ${workers} workers take one each at once` : "";
      const reason = `measured here: ${milliseconds(webgl.ms)} a step on WebGL, ${milliseconds(wasmMs)} on wasm${atOnce}`;
      const sharedMs = wasmMs / workers;
      if (!support.software) return webgl.ms < sharedMs ? onWebgl(reason) : onWasm(reason);
      const isMuchFaster = softwareMargin * webgl.ms < sharedMs;
      return isMuchFaster ? onWebgl(reason) : onWasm(`${reason}, in software, where larger nets do worse`);
    }
    case "slower":
      return onWasm(`measured here: ${milliseconds(wasmMs)} a step on wasm, more than three times that on WebGL`);
    case "late":
      // A driver that compiles slowly says nothing about how fast the GPU is; software is known to be slow.
      return support.software
        ? onWasm("WebGL is drawn in software here, and its programs were not ready in time to be measured")
        : onWebgl("this browser can use the GPU; its programs were not ready in time to be measured");
    case "refused":
      return onWasm(webgl.reason);
  }
}

function milliseconds(ms: number): string {
  if (!Number.isFinite(ms)) return "no result";
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

const noWebgl = "WebGL 2 is not available in this browser";

function requireWebgl(webgl: WebglSupport): EngineInfo {
  const remedy = 'Use engine: "wasm" or "auto".';
  if (webgl.kind === "missing") throw refuse("engine", noWebgl, remedy);
  if (!webgl.float32) {
    throw refuse("engine", "WebGL computes with 16 bits only on this device, too few to train with", remedy);
  }
  return { kind: "webgl", device: `WebGL: ${webgl.renderer}`, reason: "" };
}

function reasonAgainstWebgl(architectures: readonly Architecture[], webgl: WebglSupport): string | null {
  if (architectures.every(({ nodes }) => nodes.every(({ op }) => op !== "conv"))) {
    return "fully connected nets of this size gain nothing from a GPU";
  }
  if (webgl.kind === "missing") return noWebgl;
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
