import { Random } from "../../../../src/core/random.ts";
import { dropKey } from "../../../../src/core/counted-random.ts";
import { sumAddends, type Addend } from "../../../../src/kernels/webgl/addends.ts";
import { combine, type Term } from "../../../../src/kernels/webgl/combine.ts";
import { layoutTensor } from "../../../../src/kernels/webgl/layout.ts";
import { settings, tensorTexels, type KernelCase } from "../kernel-case.ts";
import { activationGradient, applyActivation, drop, multiply, sum } from "../reference/elementwise.ts";
import { mapValues, normals, type Images } from "../reference/tensor.ts";
import { cycle, describe, imageSizes, shapeOf } from "./shapes.ts";

type Body = Omit<KernelCase, "detail" | "optimizer">;

/** Gates, complements and chance, forwards and backwards. */
export function gateCases(drawBuffers: number): KernelCase[] {
  const some = imageSizes().filter((_, index) => index % 3 === Math.floor(index / 6) % 3);
  return some.flatMap((sizes, index) => {
    const random = new Random(index, "gates");
    const draw = (): Images => normals(sizes, random);
    const bodies = [gateCase(draw, drawBuffers), chanceCase(draw, index, drawBuffers)];
    return bodies.map((body) => ({ detail: describe(sizes), optimizer: settings, ...body }));
  });
}

const complement = (x: Images): Images => mapValues(x, (value) => 1 - value);
const times = (x: Images, factor: number): Images => mapValues(x, (value) => value * factor);

/** tanh(F·g + (1 − x)·(1 − g) − 2 (1 − F)), and a gradient that goes back through each gate. */
function gateCase(draw: () => Images, drawBuffers: number): Body {
  const [branch, x, gate, g] = [draw(), draw(), draw(), draw()];
  const layout = layoutTensor(x.batch, shapeOf(x), drawBuffers);
  const term: Term = { layout, factor: 1, stride: 1, normalization: "none" };
  const addend: Addend = { layout, activation: "tanh", factor: 1, stride: 1 };
  const terms: Term[] = [
    { ...term, gate: "open" },
    { ...term, complement: true, gate: "complement" },
    { ...term, factor: -2, complement: true },
  ];
  const closed = complement(gate);
  const h = applyActivation(
    "tanh",
    sum(multiply(branch, gate), multiply(complement(x), closed), times(complement(branch), -2)),
  );
  const masked = activationGradient("tanh", h, g);
  const addends: Addend[] = [
    { ...addend, gate: "open" },
    { ...addend, factor: -0.5, gate: "complement" },
  ];
  const texels = (images: Images) => tensorTexels(images, layout);
  return {
    kernel: "combine, sumAddends with gates",
    draws: [
      ...combine({ output: layout, terms, activation: "tanh", drawBuffers }),
      ...renamed(sumAddends(layout, addends, drawBuffers)),
    ],
    inputs: {
      ...{ x0: texels(branch), gate0: texels(gate), x1: texels(x), gate1: texels(gate), x2: texels(branch) },
      ...{ gradient0: texels(g), output0: texels(h), gradient1: texels(g), output1: texels(h) },
    },
    outputs: {
      output: texels(h),
      gradient: texels(sum(multiply(masked, gate), times(multiply(masked, closed), -0.5))),
    },
  };
}

/** relu(2·dropped x + a branch that survives or not), and a gradient back through both. */
function chanceCase(draw: () => Images, index: number, drawBuffers: number): Body {
  const [x, branch, g] = [draw(), draw(), draw()];
  const layout = layoutTensor(x.batch, shapeOf(x), drawBuffers);
  const [key, coin] = [dropKey(index, 5, index * index), index % 2];
  const rate = cycle([0.5, 0.1, 0, 1, 0.9], index);
  const h = applyActivation("relu", sum(times(drop(x, key, rate), 2), times(branch, coin)));
  const masked = activationGradient("relu", h, g);
  const term = { layout, stride: 1, normalization: "none" } as const;
  const terms: Term[] = [
    { ...term, factor: 2, chance: { kind: "dropout", rate } },
    { ...term, factor: 1, chance: { kind: "coin" } },
  ];
  const addends = terms.map(({ factor, chance }): Addend => ({
    layout,
    activation: "relu",
    factor,
    stride: 1,
    chance,
  }));
  const texels = (images: Images) => tensorTexels(images, layout);
  return {
    kernel: "combine, sumAddends with chance",
    draws: [
      ...combine({ output: layout, terms, activation: "relu", drawBuffers }),
      ...renamed(sumAddends(layout, addends, drawBuffers)),
    ],
    chances: { chance0: key, chance1: coin },
    inputs: {
      ...{ x0: texels(x), x1: texels(branch), gradient0: texels(g), gradient1: texels(g) },
      ...{ output0: texels(h), output1: texels(h) },
    },
    outputs: { output: texels(h), gradient: texels(sum(times(drop(masked, key, rate), 2), times(masked, coin))) },
  };
}

/** Both kernels call what they write `output`. */
function renamed(draws: KernelCase["draws"]): KernelCase["draws"] {
  return draws.map((each) => ({ ...each, targets: each.targets.map(({ layer }) => ({ output: "gradient", layer })) }));
}
