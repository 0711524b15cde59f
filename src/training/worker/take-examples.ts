import { shiftImages } from "../../data/centre.ts";
import { loadData } from "../../data/load-data.ts";
import { gatherBatch } from "../step/batch.ts";
import type { Examples, ExamplesRequest } from "../contract/protocol.ts";

/**
 * The first examples of a split as they look: with the mean image that nets are fed without.
 * @throws CourseError if the data cannot be generated or is not here
 */
export async function takeExamples({ data, split, count }: ExamplesRequest): Promise<Examples> {
  const { shape, classNames, mean, ...splits } = await loadData(data);
  const first = Int32Array.from({ length: Math.min(count, splits[split].count) }, (_, index) => index);
  const { inputs, labels, targets } = gatherBatch(splits[split], shape, first);
  if (mean !== null) shiftImages(inputs, mean, 1);
  return { inputs, labels, targets, shape, classNames };
}
