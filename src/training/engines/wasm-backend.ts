import { registerKernel } from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm/dist/base";
import { addConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Add";
import { batchMatMulConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul";
import { concatConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Concat";
import { conv2DConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Conv2D";
import { meanConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Mean";
import { multiplyConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply";
import { reluConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Relu";
import { reshapeConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape";
import { rsqrtConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Rsqrt";
import { sigmoidConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Sigmoid";
import { sliceConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Slice";
import { squareConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Square";
import { stepConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Step";
import { subConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Sub";
import { sumConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Sum";
import { tanhConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Tanh";
import { tileConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Tile";
import { transposeConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose";
import plainUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simdUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import threadedUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url";

const kernels = [
  ...[
    addConfig,
    batchMatMulConfig,
    concatConfig,
    conv2DConfig,
    meanConfig,
    multiplyConfig,
    reluConfig,
    reshapeConfig,
    rsqrtConfig,
  ],
  ...[
    sigmoidConfig,
    sliceConfig,
    squareConfig,
    stepConfig,
    subConfig,
    sumConfig,
    tanhConfig,
    tileConfig,
    transposeConfig,
  ],
];

const files = {
  "tfjs-backend-wasm.wasm": plainUrl,
  "tfjs-backend-wasm-simd.wasm": simdUrl,
  "tfjs-backend-wasm-threaded-simd.wasm": threadedUrl,
};

/**
 * Registers tfjs's wasm backend with the kernels that training calls, and no others, which makes the worker smaller,
 * and tells it where the bundler has put its files.
 */
export function registerWasmBackend(): void {
  for (const kernel of kernels) registerKernel(kernel);
  setWasmPaths(files);
}

/** Why the backend did not start, where its files are the reason: tfjs only says that it did not. */
export async function explainWasmFailure(error: unknown): Promise<unknown> {
  for (const file of Object.values(files)) {
    const address = new URL(file, location.href).href;
    const answer = await fetch(address, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer?.ok !== true) return new Error(`Failed to fetch ${address}`);
  }
  return error;
}
