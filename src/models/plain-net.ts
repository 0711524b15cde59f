import { plainBlock } from "./blocks.ts";
import type { Architecture } from "./graph.ts";
import { buildStagedNet, type StagedNetOptions } from "./staged-net.ts";

/**
 * Plain net for small images, He et al. 2015, sec. 4.2: 6n + 2 layers without shortcuts.
 * @throws CourseError if an option cannot be used
 */
export function plainNet(options: StagedNetOptions): Architecture {
  return buildStagedNet("plainNet", options, plainBlock, { name: `plain-${options?.depth}`, family: "plain" });
}
