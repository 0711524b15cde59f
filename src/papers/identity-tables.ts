import { preActivationNet } from "../models/pre-activation-net.ts";
import { residualNet } from "../models/residual-net.ts";
import { totalsOf } from "../models/summary.ts";
import { countedHere } from "./paper-table.ts";
import type { PaperColumn, PaperRow, PaperTable, PaperValue } from "./paper-table.ts";

const paper = "He et al. 2016 (1603.05027)";
const medians = "Test set of CIFAR-10; medians of five runs.";
const fail: PaperValue = { value: null, text: "fail", note: "a test error above 20 %" };
const error: PaperColumn = { key: "error", title: "Test error", unit: "%", decimals: 2 };

/** Table 1: what lies on the shortcut of ResNet-110. */
export function identity1(): PaperTable {
  const row = (name: string, value: PaperValue, family: PaperRow["family"] = "other"): PaperRow => {
    return { name, family, values: { error: value } };
  };
  return {
    id: "identity-1",
    title: "Shortcuts of ResNet-110 that are no identities",
    source: `${paper}, Table 1`,
    conditions: medians,
    lists: "On shortcut, on F",
    columns: [error],
    rows: [
      row("original: 1, 1", 6.61, "residual"),
      row("constant scaling: 0, 1", fail, "plain"),
      row("constant scaling: 0.5, 1", fail),
      row("constant scaling: 0.5, 0.5", 12.35),
      row("exclusive gating, b from 0 to −5", fail),
      row("exclusive gating, b = −6", 8.7),
      row("exclusive gating, b = −7", 9.81),
      row("shortcut-only gating, b = 0", 12.86),
      row("shortcut-only gating, b = −6", 6.91),
      row("1 × 1 convolution, 1", 12.22),
      row("dropout 0.5, 1", fail),
    ],
  };
}

/** Table 2: where activations stand. */
export function identity2(): PaperTable {
  const row = (name: string, r110: number, r164: number, family: PaperRow["family"]): PaperRow => {
    return { name, family, values: { r110, r164 } };
  };
  return {
    id: "identity-2",
    title: "Where batch normalization and ReLU stand",
    source: `${paper}, Table 2`,
    conditions: medians,
    lists: "Placement",
    columns: [
      { ...error, key: "r110", title: "ResNet-110" },
      { ...error, key: "r164", title: "ResNet-164" },
    ],
    rows: [
      row("original", 6.61, 5.93, "residual"),
      row("BN after addition", 8.17, 6.5, "other"),
      row("ReLU before addition", 7.84, 6.14, "other"),
      row("ReLU-only pre-activation", 6.71, 5.91, "other"),
      row("full pre-activation", 6.37, 5.46, "pre-activation"),
    ],
  };
}

/** Table 3: baseline and pre-activation, on both CIFARs. */
export function identity3(): PaperTable {
  const row = (name: string, baseline: number, preActivation: number): PaperRow => {
    return { name, family: "residual", values: { baseline, preActivation } };
  };
  return {
    id: "identity-3",
    title: "Original and pre-activated nets",
    source: `${paper}, Table 3`,
    conditions: "Test sets; medians of five runs.",
    lists: "Data, net",
    columns: [
      { ...error, key: "baseline", title: "Original unit" },
      { ...error, key: "preActivation", title: "Pre-activation unit" },
    ],
    rows: [
      row("CIFAR-10, ResNet-110, one-layer skip", 9.9, 8.91),
      row("CIFAR-10, ResNet-110", 6.61, 6.37),
      row("CIFAR-10, ResNet-164", 5.93, 5.46),
      row("CIFAR-10, ResNet-1001", 7.61, 4.92),
      row("CIFAR-100, ResNet-164", 25.16, 24.33),
      row("CIFAR-100, ResNet-1001", 27.82, 22.71),
    ],
  };
}

const cifar = { width: 16, inputShape: [32, 32, 3] } as const;

/** Table 4: both CIFARs, beside what others had reported. */
export function identity4(): PaperTable {
  const other = (name: string, cifar10: PaperValue, cifar100: number): PaperRow => {
    return { name, family: "other", values: { cifar10, cifar100 } };
  };
  const median = (value: number, spread: string): PaperValue => {
    return { value, text: `${value} (${spread})`, note: "median, and mean ± standard deviation, of five runs" };
  };
  const deep = (depth: number) => totalsOf(preActivationNet({ depth, block: "bottleneck", ...cifar })).parameters;
  const counts = { millions: 10.2, parameters: deep(1001) };
  const original = totalsOf(residualNet({ depth: 110, ...cifar })).parameters;
  return {
    id: "identity-4",
    title: "Pre-activated nets on CIFAR-10 and CIFAR-100",
    source: `${paper}, Table 4`,
    conditions:
      "Test sets; trained on flipped and shifted images, except for ELU. ResNets in batches of 128 where nothing else is said. The pre-activated ones: medians of five runs. With stronger augmentation and with ensembles others had reported lower errors.",
    lists: "Net",
    columns: [
      { ...error, key: "cifar10", title: "Error, CIFAR-10" },
      { ...error, key: "cifar100", title: "Error, CIFAR-100" },
      { key: "millions", title: "Parameters, in millions", unit: "million parameters", decimals: 1 },
      { key: "parameters", title: "Counted parameters", unit: "parameters", decimals: 0, source: countedHere },
    ],
    rows: [
      other("NIN", 8.81, 35.68),
      other("DSN", 8.22, 34.57),
      other("FitNet", 8.39, 35.04),
      other("Highway", 7.72, 32.39),
      other("All-CNN", 7.25, 33.71),
      other("ELU", 6.55, 24.28),
      other("FitResNet, LSUV", 5.84, 27.66),
      {
        name: "ResNet-110, original",
        family: "residual",
        values: { cifar10: 6.61, millions: 1.7, parameters: original },
      },
      { name: "ResNet-1202, original", family: "residual", values: { cifar10: 7.93, millions: 19.4 } },
      {
        name: "ResNet-164, pre-activation",
        family: "pre-activation",
        values: { cifar10: 5.46, cifar100: 24.33, millions: 1.7, parameters: deep(164) },
      },
      {
        name: "ResNet-1001, pre-activation",
        family: "pre-activation",
        values: { cifar10: median(4.92, "4.89 ± 0.14"), cifar100: median(22.71, "22.68 ± 0.22"), ...counts },
      },
      {
        name: "ResNet-1001, pre-activation, batches of 64",
        family: "pre-activation",
        values: { cifar10: median(4.62, "4.69 ± 0.20"), ...counts },
      },
    ],
  };
}

/** Table 5: ImageNet. */
export function identity5(): PaperTable {
  const row = (name: string, family: PaperRow["family"], size: number, top1: number, top5: number): PaperRow => {
    return { name, family, values: { size, top1, top5 } };
  };
  return {
    id: "identity-5",
    title: "Pre-activation on ImageNet",
    source: `${paper}, Table 5`,
    conditions:
      "Validation set, a single crop. Trained on images of random scale; the last two nets also of random aspect ratio.",
    lists: "Net",
    columns: [
      { key: "size", title: "Test crop", unit: "pixels", decimals: 0 },
      { key: "top1", title: "Top-1 error", unit: "%", decimals: 1 },
      { key: "top5", title: "Top-5 error", unit: "%", decimals: 1 },
    ],
    rows: [
      row("ResNet-152, original", "bottleneck", 224, 23, 6.7),
      row("ResNet-152, original, larger crop", "bottleneck", 320, 21.3, 5.5),
      row("ResNet-152, pre-activation", "pre-activation", 320, 21.1, 5.5),
      row("ResNet-200, original", "bottleneck", 320, 21.8, 6),
      row("ResNet-200, pre-activation", "pre-activation", 320, 20.7, 5.3),
      row("ResNet-200, pre-activation, aspect augmentation", "pre-activation", 320, 20.1, 4.8),
      row("Inception v3", "other", 299, 21.2, 5.6),
    ],
  };
}
