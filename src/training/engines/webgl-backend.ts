import { registerKernel } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-webgl/dist/base";
import { addConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Add";
import { argMaxConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/ArgMax";
import { batchMatMulConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/BatchMatMul";
import { castConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Cast";
import { concatConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Concat";
import { conv2DConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2D";
import { conv2DBackpropFilterConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2DBackpropFilter";
import { conv2DBackpropInputConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2DBackpropInput";
import { equalConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Equal";
import { expConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Exp";
import { logConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Log";
import { maxConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Max";
import { maxPoolConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/MaxPool";
import { maxPoolGradConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/MaxPoolGrad";
import { meanConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Mean";
import { multiplyConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply";
import { oneHotConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/OneHot";
import { realDivConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/RealDiv";
import { reluConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Relu";
import { reshapeConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Reshape";
import { rsqrtConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Rsqrt";
import { sigmoidConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Sigmoid";
import { sliceConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Slice";
import { sqrtConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Sqrt";
import { squareConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Square";
import { stepConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Step";
import { subConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Sub";
import { sumConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Sum";
import { tanhConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Tanh";
import { tileConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Tile";
import { transposeConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Transpose";

const kernels = [
  ...[
    addConfig,
    argMaxConfig,
    batchMatMulConfig,
    castConfig,
    conv2DConfig,
    conv2DBackpropFilterConfig,
    conv2DBackpropInputConfig,
  ],
  ...[equalConfig, expConfig, logConfig, maxConfig, meanConfig, multiplyConfig, oneHotConfig],
  ...[realDivConfig, reluConfig, reshapeConfig, rsqrtConfig, sigmoidConfig, squareConfig, stepConfig],
  ...[concatConfig, maxPoolConfig, maxPoolGradConfig, sliceConfig, sqrtConfig],
  ...[subConfig, sumConfig, tanhConfig, tileConfig, transposeConfig],
];

/** Registers tfjs's WebGL backend with the kernels that training calls, and no others. */
export function registerWebglBackend(): void {
  for (const kernel of kernels) registerKernel(kernel);
}
