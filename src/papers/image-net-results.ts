import { costColumns, costValues } from "./image-net-costs.ts";
import { qualify, sourceOf, type PaperColumn, type PaperRow, type PaperTable } from "./paper-table.ts";
import { residual3, residual4, residual5 } from "./residual-tables.ts";
import { torchvisionErrors } from "./torchvision-table.ts";

const authorsPage = "the README of KaimingHe/deep-residual-networks, “1-crop”";

const columns: readonly PaperColumn[] = [
  { key: "top1", title: "Top-1 error", unit: "%", decimals: 2 },
  { key: "top5", title: "Top-5 error", unit: "%", decimals: 2 },
  ...costColumns,
];

/**
 * All results on ImageNet that stand in Tables 3, 4 and 5, in the authors' page and in torchvision, in one list: which
 * of two numbers is lower says nothing before crops, models and set are the same.
 */
export function imageNetResults(): PaperTable {
  return {
    id: "imagenet-results",
    title: "Results on ImageNet, and how each was come by",
    source: "He et al. 2015 (1512.03385), Tables 3 to 5",
    conditions: "Choose by crops, models and set before you compare. What an ensemble costs is not reported.",
    lists: "Net",
    columns,
    facets: [
      { key: "crops", title: "Crops" },
      { key: "models", title: "Models" },
      { key: "set", title: "Set" },
      { key: "from", title: "From" },
    ],
    cost: "multiplyAdds",
    rows: [
      ...rowsOf(residual3(), { from: "Table 3", crops: "10", models: "one", set: "validation" }),
      ...rowsOf(residual4(), { from: "Table 4", crops: "the best of each", models: "one", set: "validation" }),
      ...rowsOf(residual5(), { from: "Table 5", crops: "the best of each", models: "ensemble", set: "test" }),
      ...oneCrop(),
      ...torchvisionErrors(),
    ],
  };
}

/** The rows of another table, every number with the source that it has there; "on the test set" is said of one row. */
function rowsOf(table: PaperTable, facets: Readonly<Record<string, string>>): readonly PaperRow[] {
  return table.rows.map(({ name, family, values }) => {
    const errors = table.columns.flatMap((column) => {
      const value = qualify(values[column.key]);
      return value === null || column.unit !== "%"
        ? []
        : [[column.key, { ...value, source: sourceOf(table, column, value) }] as const];
    });
    const isTest = errors.some(([, { note }]) => note === "on the test set");
    return {
      name,
      family,
      values: { ...Object.fromEntries(errors), ...costValues(name) },
      facets: { ...facets, ...(isTest ? { set: "test" } : {}) },
    };
  });
}

function oneCrop(): readonly PaperRow[] {
  const row = (name: string, family: PaperRow["family"], top1: number, top5: number): PaperRow => ({
    name,
    family,
    values: {
      ...{ top1: { value: top1, source: authorsPage }, top5: { value: top5, source: authorsPage } },
      ...costValues(name),
    },
    facets: { from: "authors' page", crops: "1", models: "one", set: "validation" },
  });
  return [
    row("VGG-16", "other", 28.5, 9.9),
    row("ResNet-50", "bottleneck", 24.7, 7.8),
    row("ResNet-101", "bottleneck", 23.6, 7.1),
    row("ResNet-152", "bottleneck", 23, 6.7),
  ];
}
