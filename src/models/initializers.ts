import { refuse } from "../core/errors.ts";
import type { Random } from "../core/random.ts";
import { formatShape, sizeOf, type Shape } from "../core/shape.ts";
import type { Initializer } from "./graph.ts";
import { drawLooksLinear } from "./looks-linear.ts";
import { drawOrthogonal } from "./orthogonal.ts";

/**
 * Draws a kernel: [k, k, Cin, Cout] of a convolution or [in, units] of a dense layer.
 * @throws CourseError if there is no such kernel of this shape ("identity", "orthogonal", "looks-linear")
 */
export function drawInitial(initializer: Initializer, shape: Shape, random: Random): Float32Array {
  const { fanIn, fanOut } = fans(shape);
  switch (initializer.kind) {
    case "he-normal":
      return drawNormal(shape, Math.sqrt(2 / (initializer.fan === "in" ? fanIn : fanOut)), random);
    case "xavier-normal":
      return drawNormal(shape, Math.sqrt(2 / (fanIn + fanOut)), random);
    case "xavier-uniform":
      return drawUniform(shape, Math.sqrt(6 / (fanIn + fanOut)), random);
    case "fan-in-uniform":
      return drawUniform(shape, 1 / Math.sqrt(fanIn), random);
    case "normal":
      return drawNormal(shape, initializer.deviation, random);
    case "orthogonal":
      return drawOrthogonal(shape, initializer.gain, random);
    case "looks-linear":
      return drawLooksLinear(shape, initializer.paired, random);
    case "identity":
      return identityKernel(shape);
    case "zeros":
      return new Float32Array(sizeOf(shape));
  }
}

/** Inputs that one output sums, and outputs that one input reaches (away from the border and at stride 1). */
function fans(shape: Shape): { fanIn: number; fanOut: number } {
  const channels = shape.slice(-2);
  const taps = sizeOf(shape.slice(0, -2));
  return { fanIn: taps * (channels[0] ?? 1), fanOut: taps * (channels[1] ?? 1) };
}

function drawNormal(shape: Shape, deviation: number, random: Random): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  for (let at = 0; at < values.length; at++) values[at] = random.normal(0, deviation);
  return values;
}

function drawUniform(shape: Shape, bound: number, random: Random): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  for (let at = 0; at < values.length; at++) values[at] = random.uniform(-bound, bound);
  return values;
}

/** The kernel that returns its input: ones on the diagonal of the centre tap (Dirac), of the whole matrix if dense. */
function identityKernel(shape: Shape): Float32Array {
  const [channelsIn = 0, channelsOut = 0] = shape.slice(-2);
  const side = shape.length === 4 ? (shape[0] ?? 1) : 1;
  if (channelsIn !== channelsOut || side % 2 === 0) {
    throw refuse(
      "identity initializer",
      `a kernel of shape ${formatShape(shape)} cannot return its input`,
      "It needs as many outputs as inputs and an odd side.",
    );
  }
  const values = new Float32Array(sizeOf(shape));
  const centre = ((side * side - 1) / 2) * channelsIn * channelsOut;
  for (let channel = 0; channel < channelsIn; channel++) values[centre + channel * channelsOut + channel] = 1;
  return values;
}
