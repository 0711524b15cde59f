import { choice, either, isPlainObject } from "../core/kinds.ts";
import { alexNet } from "../models/alex-net.ts";
import type { Architecture } from "../models/graph.ts";
import { imageNetResNet } from "../models/image-net.ts";
import { architectureKind } from "../models/kinds.ts";
import { listParts, type NetPart } from "../models/net-parts.ts";
import { totalsOf, type Counts } from "../models/summary.ts";
import { vggNet } from "../models/vgg.ts";

/** Nets that can be named. */
const builders = {
  AlexNet: () => alexNet(),
  "VGG-16": () => vggNet({ depth: 16 }),
  "VGG-19": () => vggNet({ depth: 19 }),
  "ResNet-18": () => imageNetResNet({ depth: 18 }),
  "ResNet-34": () => imageNetResNet({ depth: 34 }),
  "ResNet-50": () => imageNetResNet({ depth: 50 }),
  "ResNet-101": () => imageNetResNet({ depth: 101 }),
  "ResNet-152": () => imageNetResNet({ depth: 152 }),
  "ResNet-50 V1.5": () => imageNetResNet({ depth: 50, stridePlacement: "3x3" }),
  "ResNet-101 V1.5": () => imageNetResNet({ depth: 101, stridePlacement: "3x3" }),
  "ResNet-152 V1.5": () => imageNetResNet({ depth: 152, stridePlacement: "3x3" }),
} as const satisfies Readonly<Record<string, () => Architecture>>;

type ComparedName = keyof typeof builders;

const [first, ...others] = Object.keys(builders) as [ComparedName, ...ComparedName[]];

/** A name, or any other net. */
export const comparedKind = either(
  { kind: choice(first, ...others), accepts: (value) => typeof value === "string" },
  { kind: architectureKind, accepts: isPlainObject },
);

export const usualNets: readonly ComparedName[] = [first, ...others].filter((name) => !name.endsWith("V1.5"));

/** A net and where its costs are. */
export interface ComparedNet extends Counts {
  readonly name: string;
  readonly depth: number;
  readonly parts: readonly NetPart[];
}

export function compareNet(given: ComparedName | Architecture): ComparedNet {
  const net = typeof given === "string" ? builders[given]() : given;
  const name = typeof given === "string" ? given : net.name;
  return { name, depth: net.depth, parts: listParts(net), ...totalsOf(net) };
}

/** The three numbers that are mixed up. */
export const measures = ["parameters", "multiplyAdds", "activations"] as const;
export type Measure = (typeof measures)[number];

export const measureTitles: Readonly<Record<Measure, string>> = {
  parameters: "Parameters",
  multiplyAdds: "Multiply-adds",
  activations: "Activations",
};

/** Most first; null leaves the nets as they were listed. */
export function orderNets(nets: readonly ComparedNet[], by: Measure | null): readonly ComparedNet[] {
  return by === null ? nets : nets.toSorted((a, b) => b[by] - a[by]);
}

/** `25.6 M`, `3.86 G`: three digits. */
export function shortCount(count: number): string {
  const [size, unit] = count >= 999.5e6 ? [1e9, "G"] : count >= 999.5e3 ? [1e6, "M"] : [1e3, "k"];
  return `${Number((count / size).toPrecision(3))} ${unit}`;
}
