import { activate, activationGradient, type ActivationName } from "../../kernels/activation.ts";
import { drawDropMask, survives } from "../../kernels/drop-mask.ts";
import { addTensors, multiplyTensors, scaled } from "../../kernels/arithmetic.ts";
import type { TensorInfo } from "../../kernels/workspace.ts";
import { onlyInput, type Applied, type LayerCall, type NodeOf } from "./layer-call.ts";

/** The layers without parameters that keep every value in its place. */

export function applyActivation(activation: ActivationName, call: LayerCall): Applied {
  const { ws } = call;
  const output = activate(ws, onlyInput(call), activation);
  return { output, gradient: (dy) => ({ inputs: [activationGradient(ws, dy, output, activation)] }) };
}

export function applySum({ ws, inputs }: LayerCall): Applied {
  const [start, ...others] = inputs;
  let output = start as TensorInfo;
  for (const term of others) {
    const sum = addTensors(ws, output, term);
    if (output !== start) ws.release(output);
    output = sum;
  }
  return { output, gradient: (dy) => ({ inputs: inputs.map(() => ws.share(dy)) }) };
}

export function applyScale({ factor }: NodeOf<"scale">, call: LayerCall): Applied {
  return scaleBy(call, factor);
}

/** 1 − x */
export function applyComplement(call: LayerCall): Applied {
  const { ws } = call;
  return {
    output: ws.call("Sub", { a: ws.scalar(1), b: onlyInput(call) }),
    gradient: (dy) => ({ inputs: [scaled(ws, dy, -1)] }),
  };
}

export function applyProduct({ ws, inputs }: LayerCall): Applied {
  const [a, b] = inputs as [TensorInfo, TensorInfo];
  return {
    output: multiplyTensors(ws, a, b),
    gradient: (dy) => ({ inputs: [multiplyTensors(ws, dy, b), multiplyTensors(ws, dy, a)] }),
  };
}

export function applyDropout({ rate, rescale }: NodeOf<"dropout">, call: LayerCall): Applied {
  const { ws, training, dropKey: key } = call;
  const x = onlyInput(call);
  if (!training) return rescale === "at-test" ? scaleBy(call, 1 - rate) : passOn(call);
  // With a rate of 1 nothing is kept, and nothing has to be made up for.
  const kept = rescale === "at-training" && rate < 1 ? 1 / (1 - rate) : 1;
  const mask = drawDropMask(ws, x.shape, { key, rate, kept });
  const masked = (values: TensorInfo): TensorInfo => multiplyTensors(ws, values, mask);
  return { output: masked(x), gradient: (dy) => ({ inputs: [masked(dy)] }) };
}

export function applyStochasticDepth({ survival }: NodeOf<"stochasticDepth">, call: LayerCall): Applied {
  if (!call.training) return scaleBy(call, survival);
  return survives(call.dropKey, survival) ? passOn(call) : dropAll(call);
}

function scaleBy(call: LayerCall, factor: number): Applied {
  const { ws } = call;
  return { output: scaled(ws, onlyInput(call), factor), gradient: (dy) => ({ inputs: [scaled(ws, dy, factor)] }) };
}

function passOn(call: LayerCall): Applied {
  const { ws } = call;
  return { output: ws.share(onlyInput(call)), gradient: (dy) => ({ inputs: [ws.share(dy)] }) };
}

/** Zeros whatever x is, so that a branch that has diverged does no harm while it is dropped. */
function dropAll(call: LayerCall): Applied {
  const { ws } = call;
  const { shape } = onlyInput(call);
  return { output: ws.zeros(shape), gradient: () => ({ inputs: [ws.zeros(shape)] }) };
}
