import { refuse } from "../core/errors.ts";
import { nearestName, requireBoolean, requireNumber, show } from "../core/check-value.ts";
import type { Random } from "../core/random.ts";
import { formatShape, sizeOf, type Shape } from "../core/shape.ts";
import type { Initializer } from "./graph.ts";
import { drawLooksLinear } from "./looks-linear.ts";
import { drawOrthogonal } from "./orthogonal.ts";

/** What an option `initializer` takes: the full description, or only its kind. */
export type InitializerChoice = Initializer | Exclude<Initializer["kind"], "normal">;

const kinds = [
  "he-normal",
  "xavier-normal",
  "xavier-uniform",
  "fan-in-uniform",
  "normal",
  "orthogonal",
  "looks-linear",
  "identity",
  "zeros",
] as const;

/** Completes a choice; "he-normal" alone takes the fan that is usual for the layer (`usual`). */
export function readInitializer(where: string, choice: unknown, usual: Initializer): Initializer {
  const given = typeof choice === "string" ? { kind: choice } : choice;
  if (typeof given !== "object" || given === null || !("kind" in given)) {
    throw refuse(where, `initializer must be a kind or {kind: …}, got ${show(choice)}`, 'Try "he-normal".');
  }
  const kind = kinds.find((each) => each === given.kind);
  switch (kind) {
    case undefined: {
      const nearest = typeof given.kind === "string" ? nearestName(given.kind, kinds) : null;
      const hint = nearest === null ? "" : `Did you mean "${nearest}"? `;
      throw refuse(where, `unknown initializer ${show(given.kind)}`, `${hint}Kinds are ${kinds.join(", ")}.`);
    }
    case "normal":
      return { kind, deviation: requireNumber(where, "initializer.deviation", readField(given, "deviation"), 0) };
    case "orthogonal":
      return { kind, gain: requireNumber(where, "initializer.gain", readField(given, "gain") ?? 1, 0) };
    case "looks-linear":
      return { kind, paired: requireBoolean(where, "initializer.paired", readField(given, "paired") ?? true) };
    case "he-normal": {
      const fan = readField(given, "fan") ?? (usual.kind === "he-normal" ? usual.fan : "in");
      if (fan === "in" || fan === "out") return { kind, fan };
      throw refuse(where, `initializer.fan must be "in" or "out", got ${show(fan)}`, 'Try "in".');
    }
    default:
      return { kind };
  }
}

function readField(given: object, name: string): unknown {
  return (given as Record<string, unknown>)[name];
}

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
