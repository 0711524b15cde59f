import { declare, options } from "../core/declare.ts";
import { plainUnit } from "./conv-units.ts";
import type { Architecture } from "./graph.ts";
import { buildStagedNet } from "./staged-net.ts";
import { stagedOptions } from "./staged-options.ts";

export const plainNet = declare(
  {
    name: "plainNet",
    help: "Plain net for small images: 6n + 2 layers without shortcuts.",
    parameters: [options(stagedOptions(6))],
    returns: ["Architecture"],
    source: "He et al. 2015, sec. 4.2",
    example: "countParameters(plainNet({depth: 20}))",
  },
  (settings): Architecture =>
    buildStagedNet("plainNet", settings, plainUnit, { name: `plain-${settings.depth}`, family: "plain" }),
);
