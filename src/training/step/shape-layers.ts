import { concatenate, concatenationGradient } from "../../kernels/concatenate.ts";
import { maxPool, maxPoolGradient } from "../../kernels/max-pool.ts";
import { globalAveragePool, globalAveragePoolGradient } from "../../kernels/pool.ts";
import { subsamplePad, subsamplePadGradient } from "../../kernels/subsample-pad.ts";
import { onlyInput, type Applied, type LayerCall, type NodeOf } from "./layer-call.ts";

/** The layers without parameters that change a shape. */

export function applySubsamplePad({ stride, channels }: NodeOf<"subsamplePad">, call: LayerCall): Applied {
  const { ws } = call;
  const x = onlyInput(call);
  return {
    output: subsamplePad(ws, x, stride, channels),
    gradient: (dy) => ({ inputs: [subsamplePadGradient(ws, dy, stride, x.shape)] }),
  };
}

export function applyMaxPool(node: NodeOf<"maxPool">, call: LayerCall): Applied {
  const { ws } = call;
  const x = onlyInput(call);
  const output = maxPool(ws, x, node);
  return { output, gradient: (dy) => ({ inputs: [maxPoolGradient(ws, dy, x, output, node)] }) };
}

export function applyPool(call: LayerCall): Applied {
  const { ws } = call;
  const x = onlyInput(call);
  return {
    output: globalAveragePool(ws, x),
    gradient: (dy) => ({ inputs: [globalAveragePoolGradient(ws, dy, x.shape)] }),
  };
}

export function applyFlatten({ shape }: NodeOf<"flatten">, call: LayerCall): Applied {
  const { ws } = call;
  const x = onlyInput(call);
  return {
    output: ws.call("Reshape", { x }, { shape: [x.shape[0] ?? 1, ...shape] }),
    gradient: (dy) => ({ inputs: [ws.call("Reshape", { x: dy }, { shape: x.shape })] }),
  };
}

export function applyConcatenation({ ws, inputs }: LayerCall): Applied {
  return {
    output: concatenate(ws, inputs),
    gradient: (dy) => ({ inputs: concatenationGradient(ws, dy, inputs) }),
  };
}
