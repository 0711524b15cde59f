import type { Architecture } from "../../models/graph.ts";
import type { DataSet } from "../../data/spec.ts";
import { gatherBatch } from "../step/batch.ts";
import { valuesOf } from "../probes/look.ts";
import type { FeatureMap, FeatureMaps, FeatureMapsQuestion } from "../contract/analyses.ts";
import { largestOfEach } from "./confusion.ts";
import { netFacts } from "../contract/net-facts.ts";
import type { Laboratory } from "./laboratory.ts";

/** What nodes put out for one example, with running statistics: alone, it has no batch to be normalised by. */
export async function observeMaps(laboratory: Laboratory, question: FeatureMapsQuestion): Promise<FeatureMaps> {
  const { request, data } = laboratory;
  const { architecture } = request;
  const { split, index, nodes } = question;
  const batch = gatherBatch(data[split], data.shape, Int32Array.of(index));
  const output = architecture.nodes.at(-1)?.name ?? "";
  const seen = await laboratory.withSession(architecture, (session) =>
    session.observe(batch, { mode: "running-statistics", values: [...new Set([...nodes, output])], gradients: [] }),
  );
  const mapOf = (name: string): FeatureMap => findMap(architecture, name, valuesOf(seen.values, name));
  const [predicted] = data.classes === null ? [] : largestOfEach(valuesOf(seen.values, output), data.classes);
  return {
    net: netFacts(architecture),
    ...{ split, index },
    example: { ...findMap(architecture, architecture.nodes[0]?.name ?? "", batch.inputs), block: null },
    label: nameOf(data, batch.labels?.[0]),
    predicted: nameOf(data, predicted),
    maps: nodes.map(mapOf),
  };
}

function findMap({ nodes }: Architecture, name: string, values: ArrayLike<number>): FeatureMap {
  const node = nodes.find((each) => each.name === name);
  return {
    ...{ name, op: node?.op ?? "" },
    block: node?.block ?? null,
    shape: node?.shape ?? [],
    values: Float32Array.from(values),
  };
}

function nameOf({ classNames }: DataSet, label: number | undefined): string | null {
  return label === undefined ? null : (classNames?.[label] ?? `class ${label}`);
}
