import { formatShape } from "../core/shape.ts";
import type { Architecture } from "../models/graph.ts";
import { countParameters } from "../models/summary.ts";
import { plainText } from "./python-names.ts";

/** The first lines of a generated program: what the net is, its parameter count, what goes in and comes out. */
export function docLines(
  architecture: Architecture,
  imageAxes: (height: number, width: number, channels: number) => string,
): string[] {
  const { name, depth, nodes } = architecture;
  const [height = 0, width, channels] = nodes.find(({ op }) => op === "input")?.shape ?? [];
  const axes = width === undefined || channels === undefined ? `[N, ${height}]` : imageAxes(height, width, channels);
  const layers = depth === 1 ? "1 layer" : `${depth} layers`;
  return [
    `${plainText(name)}: ${layers}, ${countParameters(architecture).toLocaleString("en")} parameters.`,
    "",
    `In: ${axes}. Out: ${describeOutput(nodes.at(-1)?.shape ?? [])}, without a softmax.`,
  ];
}

function describeOutput(shape: readonly number[]): string {
  return shape.length === 1 ? `[N, ${shape[0]}]` : `N × ${formatShape(shape)}`;
}
