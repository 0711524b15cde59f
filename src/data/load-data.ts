import { checkCifar10 } from "./cifar-10.ts";
import { loadCifar10 } from "./cifar/load.ts";
import { defaultSources } from "./cifar/sources.ts";
import { generate } from "./dataset.ts";
import type { DataSet, DataSpec } from "./spec.ts";

/**
 * Everything a spec stands for: generated from its seed, or read from where real images are kept.
 * @throws CourseError if the spec cannot be used, or its images are not here
 */
export async function loadData(spec: DataSpec): Promise<DataSet> {
  if (spec?.kind !== "cifar10") return generate(spec);
  return loadCifar10(checkCifar10(spec), defaultSources());
}
