import { Random } from "../../src/core/random.ts";
import { generateSpiral } from "../../src/data/spiral.ts";

/** A small net of dense layers for the spiral: as the chapters' `plainMlp` and `residualMlp`, but narrower, so that it trains in a second. */
export interface Mlp {
  /** Weighted layers: an even number, 2 or more. */
  readonly depth: number;
  /** Each layer but the last is followed by batch normalization; without it, it has biases. */
  readonly isNormalized: boolean;
  /** Of the branches of two layers, beside which a shortcut leads; null: there are no shortcuts. */
  readonly branchScale: number | null;
}

export interface Course {
  readonly steps: number;
  readonly learningRate: number;
  readonly seed: number;
}

const width = 16;
const batch = 64;
const classes = 3;
const momentum = 0.9;
const decay = 1e-4;

/** The mean training loss over the last `tail` steps of SGD with momentum; Infinity where it diverges. */
export function trainMlp(net: Mlp, { steps, learningRate, seed }: Course, tail: number): number {
  const { training } = generateSpiral({ kind: "spiral", seed: 1, points: 510, noise: 0.15 });
  const random = new Random(seed, "check/batches");
  const layers = buildLayers(net, new Random(seed, "check/weights"));
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    const x = new Float64Array(batch * 2);
    const labels = Array.from({ length: batch }, (_, example) => {
      const point = random.integer(training.count);
      x.set(training.inputs.subarray(2 * point, 2 * point + 2), 2 * example);
      return training.labels?.[point] ?? 0;
    });
    const loss = takeStep(layers, net, x, labels, learningRate);
    if (!Number.isFinite(loss) || loss > 1e6) return Infinity;
    if (step >= steps - tail) sum += loss / tail;
  }
  return sum;
}

/** A parameter with its gradient and velocity. */
interface Parameter {
  readonly value: Float64Array;
  readonly gradient: Float64Array;
  readonly velocity: Float64Array;
}

interface Layer {
  readonly inputs: number;
  readonly units: number;
  /** [units, inputs] */
  readonly weights: Parameter;
  /** Biases, or β. */
  readonly shift: Parameter;
  /** γ */
  readonly gain: Parameter | null;
}

function parameter(size: number, draw: () => number): Parameter {
  const value = Float64Array.from({ length: size }, draw);
  return { value, gradient: new Float64Array(size), velocity: new Float64Array(size) };
}

function buildLayers({ depth, isNormalized }: Mlp, random: Random): readonly Layer[] {
  return Array.from({ length: depth }, (_, at) => {
    const isLast = at === depth - 1;
    const [inputs, units] = [at === 0 ? 2 : width, isLast ? classes : width];
    const edge = 1 / Math.sqrt(inputs);
    const draw = () => (isLast ? random.uniform(-edge, edge) : random.normal(0, Math.sqrt(2 / inputs)));
    const gain = isNormalized && !isLast ? parameter(units, () => 1) : null;
    return { inputs, units, weights: parameter(units * inputs, draw), shift: parameter(units, () => 0), gain };
  });
}

/** What a layer has to remember for its way back. */
interface Passed {
  readonly x: Float64Array;
  /** What was normalized, and by how much; the same as z where nothing is. */
  readonly normal: Float64Array;
  readonly deviations: Float64Array | null;
}

/** [batch, inputs] -> [batch, units] */
function forward({ inputs, units, weights, shift, gain }: Layer, x: Float64Array): { y: Float64Array; passed: Passed } {
  const y = new Float64Array(batch * units);
  for (let example = 0; example < batch; example++) {
    for (let unit = 0; unit < units; unit++) {
      let sum = 0;
      for (let below = 0; below < inputs; below++)
        sum += (weights.value[unit * inputs + below] as number) * (x[example * inputs + below] as number);
      y[example * units + unit] = sum;
    }
  }
  const deviations = gain === null ? null : normalize(y, units);
  const normal = y.slice();
  for (let at = 0; at < y.length; at++) {
    const unit = at % units;
    y[at] = (gain?.value[unit] ?? 1) * (y[at] as number) + (shift.value[unit] as number);
  }
  return { y, passed: { x, normal, deviations } };
}

/** Over the batch, in place. @returns deviations */
function normalize(z: Float64Array, units: number): Float64Array {
  const deviations = new Float64Array(units);
  for (let unit = 0; unit < units; unit++) {
    let [sum, squares] = [0, 0];
    for (let at = unit; at < z.length; at += units) sum += z[at] as number;
    const mean = sum / batch;
    for (let at = unit; at < z.length; at += units) squares += ((z[at] as number) - mean) ** 2;
    const deviation = Math.sqrt(squares / batch + 1e-5);
    for (let at = unit; at < z.length; at += units) z[at] = ((z[at] as number) - mean) / deviation;
    deviations[unit] = deviation;
  }
  return deviations;
}

/** Gradient at y -> gradient at x; adds to those of the parameters. */
function backward({ inputs, units, weights, shift, gain }: Layer, passed: Passed, given: Float64Array): Float64Array {
  const gradient = given.slice();
  for (let at = 0; at < gradient.length; at++) {
    const unit = at % units;
    const each = gradient[at] as number;
    shift.gradient[unit] = (shift.gradient[unit] as number) + each;
    if (gain === null) continue;
    gain.gradient[unit] = (gain.gradient[unit] as number) + each * (passed.normal[at] as number);
    gradient[at] = each * (gain.value[unit] as number);
  }
  if (passed.deviations !== null) denormalize(gradient, passed.normal, passed.deviations, units);
  const below = new Float64Array(batch * inputs);
  for (let example = 0; example < batch; example++) {
    for (let unit = 0; unit < units; unit++) {
      const each = gradient[example * units + unit] as number;
      if (each === 0) continue;
      for (let at = 0; at < inputs; at++) {
        const weight = unit * inputs + at;
        const place = example * inputs + at;
        weights.gradient[weight] = (weights.gradient[weight] as number) + each * (passed.x[place] as number);
        below[place] = (below[place] as number) + each * (weights.value[weight] as number);
      }
    }
  }
  return below;
}

/** The way back through `normalize`, in place: mean and deviation hang on every example. */
function denormalize(gradient: Float64Array, normal: Float64Array, deviations: Float64Array, units: number): void {
  for (let unit = 0; unit < units; unit++) {
    let [sum, along] = [0, 0];
    for (let at = unit; at < gradient.length; at += units) {
      sum += gradient[at] as number;
      along += (gradient[at] as number) * (normal[at] as number);
    }
    for (let at = unit; at < gradient.length; at += units) {
      const rest = (gradient[at] as number) - sum / batch - ((normal[at] as number) * along) / batch;
      gradient[at] = rest / (deviations[unit] as number);
    }
  }
}

/** In place. */
function relu(y: Float64Array): Float64Array {
  for (let at = 0; at < y.length; at++) if ((y[at] as number) < 0) y[at] = 0;
  return y;
}

function throughRelu(gradient: Float64Array, y: Float64Array): Float64Array {
  return gradient.map((each, at) => ((y[at] as number) > 0 ? each : 0));
}

/** One update. @returns the loss before it */
function takeStep(
  layers: readonly Layer[],
  { branchScale }: Mlp,
  x: Float64Array,
  labels: readonly number[],
  rate: number,
): number {
  const trail: { passed: Passed; y: Float64Array }[] = [];
  let h = x;
  let kept = x;
  for (const [at, layer] of layers.entries()) {
    const isBranchStart = at % 2 === 1 && at < layers.length - 1;
    if (isBranchStart) kept = h;
    const { y, passed } = forward(layer, h);
    if (at < layers.length - 1) {
      const isBranchEnd = at > 0 && at % 2 === 0;
      if (branchScale !== null && isBranchEnd)
        for (let place = 0; place < y.length; place++)
          y[place] = (kept[place] as number) + branchScale * (y[place] as number);
      relu(y);
    }
    trail.push({ passed, y });
    h = y;
  }
  const { loss, gradient } = crossEntropy(h, labels);
  let back = gradient;
  let aside: Float64Array | null = null;
  for (let at = layers.length - 1; at >= 0; at--) {
    const { passed, y } = trail[at] as (typeof trail)[number];
    const layer = layers[at] as Layer;
    if (at < layers.length - 1) back = throughRelu(back, y);
    if (branchScale !== null && at > 0 && at % 2 === 0 && at < layers.length - 1) {
      aside = back;
      back = back.map((each) => branchScale * each);
    }
    back = backward(layer, passed, back);
    if (aside !== null && at % 2 === 1) {
      const copy = aside;
      back = back.map((each, place) => each + (copy[place] as number));
      aside = null;
    }
  }
  for (const { weights, shift, gain } of layers)
    for (const each of [weights, shift, gain]) if (each !== null) move(each, rate);
  return loss;
}

function move({ value, gradient, velocity }: Parameter, rate: number): void {
  for (let at = 0; at < value.length; at++) {
    const pull = (gradient[at] as number) + decay * (value[at] as number);
    velocity[at] = momentum * (velocity[at] as number) + pull;
    value[at] = (value[at] as number) - rate * (velocity[at] as number);
  }
  gradient.fill(0);
}

/** The mean over the batch, with its gradient at the logits, [batch, classes]. */
function crossEntropy(logits: Float64Array, labels: readonly number[]): { loss: number; gradient: Float64Array } {
  const gradient = new Float64Array(logits.length);
  let loss = 0;
  for (const [example, label] of labels.entries()) {
    const own = logits.subarray(example * classes, (example + 1) * classes);
    const top = Math.max(...own);
    const parts = [...own].map((each) => Math.exp(each - top));
    const total = parts.reduce((sum, each) => sum + each, 0);
    loss -= ((own[label] as number) - top - Math.log(total)) / batch;
    for (const [at, part] of parts.entries())
      gradient[example * classes + at] = (part / total - (at === label ? 1 : 0)) / batch;
  }
  return { loss, gradient };
}
