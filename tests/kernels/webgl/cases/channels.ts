import { Random } from "../../../../src/core/random.ts";
import { concatenate, concatenateGradient } from "../../../../src/kernels/webgl/concatenate.ts";
import { layoutTensor, type TensorLayout } from "../../../../src/kernels/webgl/layout.ts";
import { maxPool, maxPoolGradient } from "../../../../src/kernels/webgl/max-pool.ts";
import { settings, tensorTexels, type KernelCase } from "../kernel-case.ts";
import { concatenate as joined, sliceChannels, sum } from "../reference/elementwise.ts";
import { maxPool as pooled, maxPoolGradient as unpooled } from "../reference/max-pool.ts";
import { mapValues, normals, type Images } from "../reference/tensor.ts";
import { cycle, describe, imageSizes, shapeOf } from "./shapes.ts";

const counts: readonly (readonly number[])[] = [
  [4, 4],
  [3, 5],
  [8, 1, 2, 4],
  [1, 1, 1],
  [4, 13, 3],
  [2, 6, 8, 1],
  [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
];
const windows = [
  { side: 3, stride: 2, padding: 1 },
  { side: 2, stride: 2, padding: 0 },
  { side: 3, stride: 1, padding: 1 },
  { side: 4, stride: 3, padding: 2 },
] as const;

type Body = Omit<KernelCase, "detail" | "optimizer">;

/** Concatenation with offsets of all kinds, and max pooling with ties. */
export function channelCases(drawBuffers: number): KernelCase[] {
  const some = imageSizes().filter((_, index) => index % 2 === Math.floor(index / 6) % 2);
  return some.flatMap((sizes, index) => {
    const random = new Random(index, "channels");
    const channels = cycle(counts, index);
    const parts = channels.map((count) => normals({ ...sizes, channels: count }, random));
    const at = index % channels.length;
    const join = { detail: `${describe(sizes)}, parts of ${channels.join(", ")}, gradient of number ${at}` };
    const window = cycle(windows, index);
    const bodies = [{ ...join, ...joinCase(parts, at, random, drawBuffers) }];
    if (Math.min(sizes.height, sizes.width) + 2 * window.padding >= window.side) {
      // Rounded, so that largest values come several times
      const x = mapValues(normals(sizes, random), Math.round);
      bodies.push({ detail: `${describe(sizes)}, window ${window.side}`, ...poolCase(x, window, random, drawBuffers) });
    }
    return bodies.map((body) => ({ ...body, optimizer: settings }));
  });
}

function layoutOf(images: Images, drawBuffers: number): TensorLayout {
  return layoutTensor(images.batch, shapeOf(images), drawBuffers);
}

function joinCase(parts: readonly Images[], at: number, random: Random, drawBuffers: number): Body {
  const y = joined(parts);
  const [g, part] = [normals(y, random), parts[at] as Images];
  const [input, output] = [layoutOf(part, drawBuffers), layoutOf(y, drawBuffers)];
  const other = normals(part, random);
  const first = parts.slice(0, at).reduce((total, { channels }) => total + channels, 0);
  const layouts = parts.map((each) => layoutOf(each, drawBuffers));
  const addends = [{ layout: input, activation: "none", factor: 1, stride: 1 } as const];
  const inputs = parts.map((each, place) => [`x${place}`, tensorTexels(each, layouts[place] as TensorLayout)] as const);
  return {
    kernel: "concatenate, concatenateGradient",
    draws: [
      ...concatenate({ parts: layouts, output, drawBuffers, textureUnits: 6 }),
      ...renamed(concatenateGradient({ input, output, first, addends, drawBuffers })),
    ],
    inputs: {
      ...Object.fromEntries(inputs),
      outputGradient: tensorTexels(g, output),
      gradient0: tensorTexels(other, input),
    },
    outputs: {
      output: tensorTexels(y, output),
      gradient: tensorTexels(sum(sliceChannels(g, first, part.channels), other), input),
    },
  };
}

function poolCase(x: Images, window: (typeof windows)[number], random: Random, drawBuffers: number): Body {
  const { y } = pooled(x, window);
  const [g, other] = [normals(y, random), normals(x, random)];
  const [input, output] = [layoutOf(x, drawBuffers), layoutOf(y, drawBuffers)];
  const addends = [{ layout: input, activation: "none", factor: 1, stride: 1 } as const];
  return {
    kernel: "maxPool, maxPoolGradient",
    draws: [
      ...maxPool({ input, output, window, drawBuffers }),
      ...renamed(maxPoolGradient({ input, output, window, addends, drawBuffers })),
    ],
    inputs: {
      x: tensorTexels(x, input),
      y: tensorTexels(y, output),
      outputGradient: tensorTexels(g, output),
      gradient0: tensorTexels(other, input),
    },
    outputs: { output: tensorTexels(y, output), gradient: tensorTexels(sum(unpooled(x, window, g), other), input) },
  };
}

/** Both kernels call what they write `output`. */
function renamed(draws: KernelCase["draws"]): KernelCase["draws"] {
  return draws.map((each) => ({ ...each, targets: each.targets.map(({ layer }) => ({ output: "gradient", layer })) }));
}
