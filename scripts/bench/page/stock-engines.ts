import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import plainUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simdUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import threadedUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url";
import { answerFor, type NetToTrain } from "./bench-page.ts";
import { nameRenderer } from "./name-renderer.ts";
import { openCoreNet } from "./stock-core.ts";
import { openLayersNet } from "./stock-layers.ts";
import type { TrainedNet } from "./trained-net.ts";

type Style = (given: NetToTrain) => Omit<TrainedNet, "device">;

setWasmPaths({
  "tfjs-backend-wasm.wasm": plainUrl,
  "tfjs-backend-wasm-simd.wasm": simdUrl,
  "tfjs-backend-wasm-threaded-simd.wasm": threadedUrl,
});

/** tfjs as it comes. */
answerFor({
  "stock-layers-webgl": (given) => open("webgl", openLayersNet, given),
  "stock-core-webgl": (given) => open("webgl", openCoreNet, given),
  "stock-layers-wasm": (given) => open("wasm", openLayersNet, given),
  "stock-core-wasm": (given) => open("wasm", openCoreNet, given),
});

async function open(backend: "webgl" | "wasm", style: Style, given: NetToTrain): Promise<TrainedNet> {
  if (!(await tf.setBackend(backend).catch(() => false))) throw new Error(`this browser has no ${backend} for tfjs`);
  await tf.ready();
  return { ...style(given), device: describe(backend), computesItself: backend === "wasm" };
}

function describe(backend: "webgl" | "wasm"): string {
  if (backend === "wasm") return `tfjs ${tf.version_core}, wasm`;
  const { gpgpu } = tf.backend() as unknown as { readonly gpgpu: { readonly gl: WebGL2RenderingContext } };
  return nameRenderer(gpgpu.gl);
}
