import type { Family } from "./graph.ts";

export const families = [
  "plain",
  "residual",
  "bottleneck",
  "pre-activation",
  "other",
] as const satisfies readonly Family[];
