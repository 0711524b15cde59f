import { costColumns, costValues } from "./image-net-costs.ts";
import type { PaperColumn, PaperRow, PaperTable } from "./paper-table.ts";

const metadata = "torchvision 0.14, the metadata of its weights";
const accuracy: PaperColumn = { key: "top1", title: "Top-1 accuracy", unit: "%", decimals: 3 };

interface Weights {
  readonly top1: number;
  readonly top5?: number;
  /** Under the recipe of 2022. */
  readonly second?: number;
}

/** By torchvision's names. */
const weights: Readonly<Record<string, Weights>> = {
  alexnet: { top1: 56.522 },
  vgg16: { top1: 71.592 },
  vgg19: { top1: 72.376 },
  resnet18: { top1: 69.758, top5: 89.078 },
  resnet34: { top1: 73.314, top5: 91.42 },
  resnet50: { top1: 76.13, top5: 92.862, second: 80.858 },
  resnet101: { top1: 77.374, top5: 93.546, second: 81.886 },
  resnet152: { top1: 78.312, top5: 94.046, second: 82.284 },
  resnext50_32x4d: { top1: 77.618, top5: 93.698, second: 81.198 },
};

/** Nets of torchvision with the weights that come along: one architecture, two recipes. */
export function torchvision(): PaperTable {
  return {
    id: "torchvision",
    title: "The same nets with other weights",
    source: metadata,
    conditions:
      "Validation set of ImageNet, a single model, one crop. Its bottlenecks halve the image in their 3 × 3 convolution. V1 and V2 are the same nets, trained by two recipes.",
    lists: "Net, weights",
    columns: [accuracy, { ...accuracy, key: "top5", title: "Top-5 accuracy" }, ...costColumns],
    facets: [{ key: "recipe", title: "Weights" }],
    cost: "multiplyAdds",
    rows: Object.entries(weights).flatMap(([name, { top1, top5, second }]) => {
      const row = (recipe: "V1" | "V2", values: PaperRow["values"]): PaperRow => ({
        name: `${name} ${recipe}`,
        family: familyOf(name),
        values: { ...values, ...costValues(name) },
        facets: { recipe },
      });
      return [
        row("V1", { top1, ...(top5 === undefined ? {} : { top5 }) }),
        ...(second === undefined ? [] : [row("V2", { top1: second })]),
      ];
    }),
  };
}

/** The nets of that table in another one: errors for accuracies. */
export function torchvisionErrors(): readonly PaperRow[] {
  return torchvision().rows.map(({ values, facets, ...row }) => {
    const error = (key: string) => {
      const given = values[key];
      if (typeof given !== "number") return {};
      return { [key]: { value: Number((100 - given).toFixed(3)), source: `100 − the accuracy in ${metadata}` } };
    };
    return {
      ...row,
      values: { ...values, ...error("top1"), ...error("top5") },
      facets: { from: `torchvision ${facets?.["recipe"] ?? ""}`, crops: "1", models: "one", set: "validation" },
    };
  });
}

function familyOf(name: string): PaperRow["family"] {
  if (/^resnet(18|34)$/.test(name)) return "residual";
  return name.startsWith("res") ? "bottleneck" : "plain";
}
