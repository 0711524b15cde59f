import type { GraphNode, Initializer } from "../models/graph.ts";

/** A function of the generated program that makes an initializer. */
export interface KerasInitializer {
  readonly name: string;
  readonly body: string;
}

/**
 * The function that makes a kernel's initializer. A function, because Keras draws the same numbers whenever one
 * initializer object serves two layers of the same shape.
 */
export function kerasInitializer(initializer: Initializer): KerasInitializer {
  const name = initializer.kind.replaceAll("-", "_");
  switch (initializer.kind) {
    case "he-normal":
      return { name: `${name}_fan_${initializer.fan}`, body: scaling("2.0", `fan_${initializer.fan}`) };
    case "xavier-normal":
      return { name, body: scaling("1.0", "fan_avg") };
    case "xavier-uniform":
      return { name, body: "keras.initializers.GlorotUniform()" };
    case "fan-in-uniform":
      return { name, body: `keras.initializers.VarianceScaling(1 / 3, "fan_in", "uniform")` };
    case "normal":
      return {
        name: `normal_${wordOf(initializer.deviation)}`,
        body: `keras.initializers.RandomNormal(stddev=${initializer.deviation})`,
      };
    case "orthogonal":
      return {
        name: `orthogonal_${wordOf(initializer.gain)}`,
        body: `keras.initializers.Orthogonal(gain=${initializer.gain})`,
      };
    case "looks-linear":
      return initializer.paired
        ? { name, body: "opposite_pairs" }
        : { name: `${name}_first`, body: "lambda shape, dtype=None: opposite_pairs(shape, dtype, paired=False)" };
    case "identity":
      return { name, body: "dirac" };
    case "zeros":
      return { name, body: "keras.initializers.Zeros()" };
  }
}

/** The initializers of a net, each once. */
export function listKerasInitializers(nodes: readonly GraphNode[]): KerasInitializer[] {
  const found = nodes.flatMap((node) => (hasKernel(node) ? [kerasInitializer(node.initializer)] : []));
  return [...new Map(found.map((each) => [each.name, each])).values()];
}

function hasKernel(node: GraphNode): node is Extract<GraphNode, { op: "conv" | "dense" }> {
  return node.op === "conv" || node.op === "dense";
}

/** Keras's own "he_normal" cuts the tails off; the papers' normal has them. */
function scaling(scale: string, fan: string): string {
  return `keras.initializers.VarianceScaling(${scale}, "${fan}", "untruncated_normal")`;
}

/** 0.01 is 0_01, so that it can stand in a name. */
function wordOf(value: number): string {
  return String(value).replace(/[^0-9e]/g, "_");
}

const diracText = `def dirac(shape, dtype=None):
    """The kernel that returns its input: ones on the diagonal of the centre tap."""
    kernel = np.zeros(shape, "float32")
    centre = tuple(size // 2 for size in shape[:-2])
    kernel[centre] = np.eye(*shape[-2:])
    return keras.ops.convert_to_tensor(kernel, dtype=dtype)`;

const pairsText = `def opposite_pairs(shape, dtype=None, paired=True):
    """Units in opposite pairs: [[A, -A], [-A, A]] behind such units, [A, -A] behind others; A is orthogonal."""
    signs = [[1.0, -1.0], [-1.0, 1.0]] if paired else [[1.0, -1.0]]
    half = (shape[0] // 2 if paired else shape[0], shape[1] // 2)
    kernel = np.kron(signs, keras.ops.convert_to_numpy(keras.initializers.Orthogonal()(half)))
    return keras.ops.convert_to_tensor(kernel, dtype=dtype)`;

/** Functions that the initializers call and Keras does not have. */
export function listKerasKernels(listed: readonly KerasInitializer[]): string[] {
  const uses = (name: string): boolean => listed.some(({ body }) => body.includes(name));
  return [...(uses("dirac") ? [diracText] : []), ...(uses("opposite_pairs") ? [pairsText] : [])];
}
