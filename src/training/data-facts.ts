import { refuse } from "../core/errors.ts";
import { show } from "../core/options.ts";
import type { Shape } from "../core/shape.ts";
import { checkIdentityPairs } from "../data/identity-pairs.ts";
import { checkShapes } from "../data/shapes.ts";
import type { DataSpec, SplitName } from "../data/spec.ts";
import { checkSpiral } from "../data/spiral.ts";

/** What is known of a data set before it is generated. */
export interface DataFacts {
  /** Of one example's input. */
  readonly shape: Shape;
  /** Null for regression. */
  readonly classes: number | null;
  /** Features of the target; null for classification. */
  readonly targets: number | null;
  readonly trainingCount: number;
  readonly testCount: number;
}

/** @throws CourseError if the specification is of unknown kind or has a value that cannot be used */
export function describeData(where: string, spec: DataSpec): DataFacts {
  const kind: unknown = typeof spec === "object" && spec !== null ? spec.kind : undefined;
  switch (kind) {
    case "spiral": {
      const { points } = checkSpiral(spec as Extract<DataSpec, { kind: "spiral" }>);
      return { shape: [2], classes: 3, targets: null, trainingCount: points, testCount: points };
    }
    case "shapes": {
      const { training, test } = checkShapes(spec as Extract<DataSpec, { kind: "shapes" }>);
      return { shape: [16, 16, 3], classes: 10, targets: null, trainingCount: training, testCount: test };
    }
    case "identity": {
      const { dimension, points } = checkIdentityPairs(spec as Extract<DataSpec, { kind: "identity" }>);
      return { shape: [dimension], classes: null, targets: dimension, trainingCount: points, testCount: points };
    }
    default: {
      const got = kind === undefined ? show(spec) : `data of kind ${show(kind)}`;
      const problem = `data must be a data set, got ${got}`;
      throw refuse(where, problem, "Pass data: spiral(), shapes() or identityPairs().");
    }
  }
}

export function countOf(facts: DataFacts, split: SplitName): number {
  return split === "training" ? facts.trainingCount : facts.testCount;
}
