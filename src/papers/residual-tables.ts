import { totalsOf } from "../models/summary.ts";
import { imageNetResNet } from "../models/image-net.ts";
import { residualNet } from "../models/residual-net.ts";
import { costColumns, costValues } from "./image-net-costs.ts";
import {
  countedHere as counted,
  type PaperColumn,
  type PaperRow,
  type PaperTable,
  type PaperValue,
} from "./paper-table.ts";

const paper = "He et al. 2015 (1512.03385)";

const top1: PaperColumn = { key: "top1", title: "Top-1 error", unit: "%", decimals: 2 };
const top5: PaperColumn = { key: "top5", title: "Top-5 error", unit: "%", decimals: 2 };

/** Table 2: the four nets by which the paper shows degradation, and its cure. */
export function residual2(): PaperTable {
  const net = (name: string, depth: 18 | 34, shortcut: "A" | "none", error: number): PaperRow => ({
    name,
    family: shortcut === "A" ? "residual" : "plain",
    values: { depth, top1: error, parameters: totalsOf(imageNetResNet({ depth, shortcut })).parameters },
  });
  return {
    id: "residual-2",
    title: "Plain and residual nets of 18 and 34 layers on ImageNet",
    source: `${paper}, Table 2`,
    conditions:
      "Validation set, ten crops. Shortcuts of option A, so that the nets of one depth have the same number of parameters.",
    lists: "Net",
    columns: [
      top1,
      { key: "depth", title: "Layers", unit: "layers", decimals: 0 },
      { key: "parameters", title: "Parameters", unit: "parameters", decimals: 0, source: counted },
    ],
    rows: [
      net("plain-18", 18, "none", 27.94),
      net("ResNet-18", 18, "A", 27.88),
      net("plain-34", 34, "none", 28.54),
      net("ResNet-34", 34, "A", 25.03),
    ],
  };
}

/** Table 3: ten crops on ImageNet; options A, B and C at equal depth are among it. */
export function residual3(): PaperTable {
  const row = (name: string, family: PaperRow["family"], values: PaperRow["values"]): PaperRow => {
    return { name, family, values: { ...values, ...costValues(name) } };
  };
  return {
    id: "residual-3",
    title: "Options A, B and C, and deeper nets, on ImageNet",
    source: `${paper}, Table 3`,
    conditions: "Validation set, ten crops. ResNet-50, -101 and -152 use option B.",
    lists: "Net",
    columns: [top1, top5, ...costColumns],
    cost: "multiplyAdds",
    rows: [
      row("VGG-16", "other", { top1: 28.07, top5: 9.33 }),
      row("GoogLeNet", "other", { top5: 9.15 }),
      row("PReLU-net", "other", { top1: 24.27, top5: 7.38 }),
      row("plain-34", "plain", { top1: 28.54, top5: 10.02 }),
      row("ResNet-34 A", "residual", { top1: 25.03, top5: 7.76 }),
      row("ResNet-34 B", "residual", { top1: 24.52, top5: 7.46 }),
      row("ResNet-34 C", "residual", { top1: 24.19, top5: 7.4 }),
      row("ResNet-50", "bottleneck", { top1: 22.85, top5: 6.71 }),
      row("ResNet-101", "bottleneck", { top1: 21.75, top5: 6.05 }),
      row("ResNet-152", "bottleneck", { top1: 21.43, top5: 5.71 }),
    ],
  };
}

/** Table 4: single models on ImageNet. */
export function residual4(): PaperTable {
  const test = { note: "on the test set" };
  const row = (name: string, family: PaperRow["family"], values: PaperRow["values"]): PaperRow => {
    return { name, family, values: { ...values, ...costValues(name) } };
  };
  return {
    id: "residual-4",
    title: "Single models on ImageNet",
    source: `${paper}, Table 4`,
    conditions: "Validation set, unless said.",
    lists: "Net",
    columns: [top1, top5, ...costColumns],
    cost: "multiplyAdds",
    rows: [
      { name: "VGG (ILSVRC'14)", family: "other", values: { top5: { value: 8.43, ...test } } },
      { name: "GoogLeNet (ILSVRC'14)", family: "other", values: { top5: 7.89 } },
      { name: "VGG (v5)", family: "other", values: { top1: 24.4, top5: 7.1 } },
      { name: "PReLU-net", family: "other", values: { top1: 21.59, top5: 5.71 } },
      { name: "BN-inception", family: "other", values: { top1: 21.99, top5: 5.81 } },
      row("ResNet-34 B", "residual", { top1: 21.84, top5: 5.71 }),
      row("ResNet-34 C", "residual", { top1: 21.53, top5: 5.6 }),
      row("ResNet-50", "bottleneck", { top1: 20.74, top5: 5.25 }),
      row("ResNet-101", "bottleneck", { top1: 19.87, top5: 4.6 }),
      row("ResNet-152", "bottleneck", { top1: 19.38, top5: 4.49 }),
    ],
  };
}

/** Table 5: ensembles, on the test set. */
export function residual5(): PaperTable {
  const six = { note: "six models, two of them of 152 layers when it was submitted" };
  return {
    id: "residual-5",
    title: "Ensembles on ImageNet",
    source: `${paper}, Table 5`,
    conditions: "Test set, as the server of the competition reported it.",
    lists: "Ensemble",
    columns: [top5],
    rows: [
      { name: "VGG (ILSVRC'14)", family: "other", values: { top5: 7.32 } },
      { name: "GoogLeNet (ILSVRC'14)", family: "other", values: { top5: 6.66 } },
      { name: "VGG (v5)", family: "other", values: { top5: 6.8 } },
      { name: "PReLU-net", family: "other", values: { top5: 4.94 } },
      { name: "BN-inception", family: "other", values: { top5: 4.82 } },
      { name: "ResNet (ILSVRC'15)", family: "bottleneck", values: { top5: { value: 3.57, ...six } } },
    ],
  };
}

/** Table 6: CIFAR-10. */
export function residual6(): PaperTable {
  const net = (depth: number, millions: PaperValue, error: PaperValue): PaperRow => {
    const { parameters, multiplyAdds } = totalsOf(residualNet({ depth, inputShape: [32, 32, 3], width: 16 }));
    const values = { depth, millions, parameters, multiplyAdds, error };
    return { name: `ResNet-${depth}`, family: "residual", values };
  };
  const other = (name: string, values: PaperRow["values"]): PaperRow => ({ name, family: "other", values });
  const repeated = {
    text: "7.54 (7.72 ± 0.16)",
    note: "the best run, and mean ± standard deviation, as its authors report it",
  };
  return {
    id: "residual-6",
    title: "Test error on CIFAR-10",
    source: `${paper}, Table 6`,
    conditions: "Test set, with data augmentation. Shortcuts of option A in all residual nets.",
    lists: "Net",
    columns: [
      { key: "error", title: "Test error", unit: "%", decimals: 2 },
      { key: "depth", title: "Layers", unit: "layers", decimals: 0 },
      { key: "millions", title: "Parameters, in millions", unit: "million parameters", decimals: 2 },
      { key: "parameters", title: "Counted parameters", unit: "parameters", decimals: 0, source: counted },
      {
        ...{ key: "multiplyAdds", title: "Multiply-adds", unit: "multiply-adds", decimals: 0 },
        source: "counted here from the course's own net, for one image: convolutions and the dense layer",
      },
    ],
    rows: [
      other("Maxout", { error: 9.38 }),
      other("NIN", { error: 8.81 }),
      other("DSN", { error: 8.22 }),
      other("FitNet", { depth: 19, millions: { value: 2.5, text: "2.5" }, error: 8.39 }),
      other("Highway-19", { depth: 19, millions: { value: 2.3, text: "2.3" }, error: { value: 7.54, ...repeated } }),
      other("Highway-32", { depth: 32, millions: 1.25, error: 8.8 }),
      net(20, 0.27, 8.75),
      net(32, 0.46, 7.51),
      net(44, 0.66, 7.17),
      net(56, 0.85, 6.97),
      net(
        110,
        { value: 1.7, text: "1.7" },
        {
          ...{ value: 6.43, text: "6.43 (6.61 ± 0.16)" },
          note: "the best of five runs, and their mean ± standard deviation",
        },
      ),
      net(1202, { value: 19.4, text: "19.4" }, { value: 7.93, note: "with a training error below 0.1 %" }),
    ],
  };
}
