import { alexNet } from "../models/alex-net.ts";
import type { Architecture } from "../models/graph.ts";
import { imageNetResNet, imageNetResNeXt } from "../models/image-net.ts";
import { totalsOf, type Counts } from "../models/summary.ts";
import { vggNet } from "../models/vgg.ts";
import { countedHere, multiplyAddsHere, type PaperColumn } from "./paper-table.ts";

const resNets = [18, 34, 50, 101, 152] as const;

/** Nets of the papers' tables and of torchvision by the names that they have there. */
const builders: Readonly<Record<string, () => Architecture>> = {
  "plain-34": () => imageNetResNet({ depth: 34, shortcut: "none" }),
  "ResNet-34 A": () => imageNetResNet({ depth: 34, shortcut: "A" }),
  "ResNet-34 B": () => imageNetResNet({ depth: 34 }),
  "ResNet-34 C": () => imageNetResNet({ depth: 34, shortcut: "C" }),
  ...Object.fromEntries(resNets.map((depth) => [`ResNet-${depth}`, () => imageNetResNet({ depth })])),
  "VGG-16": () => vggNet({ depth: 16 }),
  ...Object.fromEntries(
    resNets.map((depth) => [`resnet${depth}`, () => imageNetResNet({ depth, stridePlacement: "3x3" })]),
  ),
  resnext50_32x4d: () => imageNetResNeXt({ depth: 50 }),
  vgg16: () => vggNet({ depth: 16 }),
  vgg19: () => vggNet({ depth: 19 }),
  alexnet: () => alexNet({ towers: 1 }),
};

const known = new Map<string, Counts | null>();

/** What a net of a table costs; null for one that the course does not build. Counted once for each name. */
function costsOf(name: string): Counts | null {
  const counts = known.get(name);
  if (counts !== undefined) return counts;
  const build = builders[name];
  const counted = build === undefined ? null : totalsOf(build());
  known.set(name, counted);
  return counted;
}

/** The columns of both costs. */
export const costColumns: readonly PaperColumn[] = [
  { key: "parameters", title: "Parameters", unit: "parameters", decimals: 0, source: countedHere },
  { key: "multiplyAdds", title: "Multiply-adds", unit: "multiply-adds", decimals: 0, source: multiplyAddsHere },
];

/** A row's values in those columns; none for a net that the course does not build. */
export function costValues(name: string): Readonly<Record<string, number>> {
  const counts = costsOf(name);
  if (counts === null) return {};
  return { parameters: counts.parameters, multiplyAdds: counts.multiplyAdds };
}
