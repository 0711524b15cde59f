import type { Metric } from "../../training/results/final-value.ts";
import { formatNumber, formatPercent } from "../frame/number-format.ts";

/** A loss as a number, an accuracy as a percentage. */
export function formatMetric(metric: Metric, value: number): string {
  return metric === "loss" ? formatNumber(value) : formatPercent(value);
}
