import type { GraphNode } from "../../models/graph.ts";
import {
  applyActivation,
  applyComplement,
  applyDropout,
  applyProduct,
  applyScale,
  applyStochasticDepth,
  applySum,
} from "./elementwise-layers.ts";
import type { Applied, LayerCall } from "./layer-call.ts";
import { applyConcatenation, applyFlatten, applyMaxPool, applyPool, applySubsamplePad } from "./shape-layers.ts";
import { applyBatchNorm, applyConv, applyDense } from "./weighted-layers.ts";

/** Applies a node other than the input. */
export function applyLayer(node: GraphNode, call: LayerCall): Applied {
  switch (node.op) {
    case "input":
      throw new Error("applyLayer: the input node has no layer; its output is the batch");
    case "conv":
      return applyConv(node, call);
    case "dense":
      return applyDense(node, call);
    case "batchNorm":
      return applyBatchNorm(node, call);
    case "relu":
    case "sigmoid":
    case "tanh":
      return applyActivation(node.op, call);
    case "add":
      return applySum(call);
    case "scale":
      return applyScale(node, call);
    case "complement":
      return applyComplement(call);
    case "multiply":
      return applyProduct(call);
    case "concatenate":
      return applyConcatenation(call);
    case "dropout":
      return applyDropout(node, call);
    case "stochasticDepth":
      return applyStochasticDepth(node, call);
    case "maxPool":
      return applyMaxPool(node, call);
    case "subsamplePad":
      return applySubsamplePad(node, call);
    case "globalAveragePool":
      return applyPool(call);
    case "flatten":
      return applyFlatten(node, call);
  }
}
