import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import type { Architecture } from "../../src/models/graph.ts";
import type { ParameterEntry } from "../../src/models/parameter-record.ts";
import { initialParameters } from "../../src/models/parameters.ts";
import { regroupParameters } from "../../src/models/res-next-forms.ts";
import { resNeXt } from "../../src/models/res-next.ts";
import { countMultiplyAdds, countParameters } from "../../src/models/summary.ts";
import { forward } from "./reference-forward.ts";

const small = { depth: 11, width: 4, cardinality: 4, groupWidth: 2, inputShape: [8, 8, 3] };

/** No γ, β, mean, variance or bias where it started. */
function perturbed(net: Architecture): Record<string, ParameterEntry> {
  const random = new Random(3, "perturbed");
  const entries = Object.entries(initialParameters(net, { seed: 1 })).map(([name, { shape, values }]) => {
    return [name, { shape, values: values.map((value) => value * random.uniform(0.5, 1.5) + random.uniform(0, 0.2)) }];
  });
  return Object.fromEntries(entries) as Record<string, ParameterEntry>;
}

describe("the three forms of a ResNeXt", () => {
  const forms = ["split-sum", "early-concatenation"] as const;
  it.each(forms.flatMap((form) => [true, false].map((batchNorm) => ({ form, batchNorm }))))(
    "$form computes what grouped convolutions compute (batch normalisation: $batchNorm)",
    ({ form, batchNorm }) => {
      const grouped = resNeXt({ ...small, batchNorm });
      const parameters = perturbed(grouped);
      const target = resNeXt({ ...small, batchNorm, form });
      const random = new Random(1, "example");
      const example = Array.from({ length: 8 * 8 * 3 }, () => random.normal());
      const expected = forward(grouped, parameters, example);
      const output = forward(target, regroupParameters(grouped, parameters, target), example);
      expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.01);
      output.forEach((value, at) => expect(Math.abs(value - (expected[at] ?? NaN))).toBeLessThan(1e-6));
    },
  );

  it("have the same parameters and multiply-adds", () => {
    const grouped = resNeXt(small);
    for (const form of forms) {
      const net = resNeXt({ ...small, form });
      expect(countParameters(net)).toBe(countParameters(grouped));
      expect(countMultiplyAdds(net)).toBe(countMultiplyAdds(grouped));
    }
    expect(resNeXt({ ...small, form: "split-sum" }).nodes.some((node) => node.op === "conv" && node.groups > 1)).toBe(
      false,
    );
  });

  it("are refused for each other where they come from other options", () => {
    const grouped = resNeXt(small);
    const other = resNeXt({ ...small, groupWidth: 3, form: "split-sum" });
    expect(() => regroupParameters(grouped, initialParameters(grouped, { seed: 1 }), other)).toThrow(
      "ResNeXt-11 4×3d as split-sum is not another form of ResNeXt-11 4×2d",
    );
    expect(() => resNeXt({ ...small, form: "split-sum", dropout: 0.5 })).toThrow('Use form: "grouped".');
  });
});

describe("resNeXt", () => {
  it("keeps its cardinality and doubles the groups' width from stage to stage", () => {
    const grouped = resNeXt({ depth: 29, width: 8, cardinality: 8, groupWidth: 4 }).nodes.filter(
      (node) => node.op === "conv" && node.kernel === 3 && node.groups > 1,
    );
    const seen = grouped.map((node) => (node.op === "conv" ? `${node.groups}×${node.filters / node.groups}` : ""));
    expect(seen).toEqual(["8×4", "8×4", "8×4", "8×8", "8×8", "8×8", "8×16", "8×16", "8×16"]);
  });

  it("with one group is a bottleneck net with the stride in the 3 × 3", () => {
    const net = resNeXt({ depth: 11, cardinality: 1, groupWidth: 16 });
    const strides = net.nodes.flatMap((node) => (node.op === "conv" && node.stride === 2 ? [node.kernel] : []));
    expect(strides).toEqual([3, 1, 3, 1]);
  });

  it("refuses depths and counts that it cannot have", () => {
    expect(() => resNeXt({ depth: 20.5 })).toThrow("resNeXt: depth must be 9n + 2 (11, 20, 29, …), got 20.5. Try 20.");
    expect(() => resNeXt({ depth: 29, cardinality: 0 })).toThrow("cardinality must be an integer of at least 1");
  });
});
