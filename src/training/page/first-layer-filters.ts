import { declare, parameter } from "../../core/declare.ts";
import { refuse } from "../../core/errors.ts";
import { architectureKind, parametersKind } from "../../models/kinds.ts";
import type { ParameterEntry } from "../../models/parameter-record.ts";
import { requireParameters } from "../../models/require-parameters.ts";
import type { FirstLayerFilters } from "../contract/analyses.ts";
import { netFacts } from "../contract/net-facts.ts";

export const firstLayerFilters = declare(
  {
    name: "firstLayerFilters",
    help: "Takes the filters of the first convolution out of a net's parameters.",
    parameters: [parameter("architecture", architectureKind), parameter("parameters", parametersKind)],
    returns: ["FirstLayerFilters", "for firstLayerFiltersChart"],
    refuses: "the net begins with no convolution, or the parameters are not its own",
    example: `{
  const net = residualNet({depth: 8, width: 4, inputShape: [16, 16, 3]});
  return firstLayerFiltersChart(firstLayerFilters(net, exampleImageRun.runs[0].parameters));
}`,
  },
  (architecture, parameters): FirstLayerFilters => {
    const where = "firstLayerFilters";
    const { name: net, nodes } = architecture;
    const first = nodes.find(({ op }) => op === "conv" || op === "dense");
    if (first?.op !== "conv") {
      throw refuse(where, `${net} does not begin with a convolution`, "Pass a net for images, such as residualNet's.");
    }
    requireParameters(where, architecture, parameters);
    const kernel = parameters[`${first.name}/kernel`] as ParameterEntry;
    const filters = Array.from({ length: first.filters }, (_, filter) =>
      Float32Array.from({ length: kernel.values.length / first.filters }, (_, at) =>
        Number(kernel.values[at * first.filters + filter]),
      ),
    );
    return { net: netFacts(architecture), name: first.name, shape: kernel.shape.slice(0, 3), filters };
  },
);
