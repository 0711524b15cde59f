import { refuse } from "../../core/errors.ts";
import { show } from "../../core/check-value.ts";
import type { Shape } from "../../core/shape.ts";
import { checkCifar10 } from "../../data/cifar-10.ts";
import { checkIdentityPairs } from "../../data/identity-pairs.ts";
import { checkLinearPairs } from "../../data/linear-pairs.ts";
import { checkShapes } from "../../data/shapes.ts";
import type { DataSpec, SplitName } from "../../data/spec.ts";
import { checkSpiral } from "../../data/spiral.ts";

/** What is known of a data set before it is generated or read. */
export interface DataFacts {
  /** Of one example's input. */
  readonly shape: Shape;
  /** Null for regression. */
  readonly classes: number | null;
  /** Features of the target; null for classification. */
  readonly targets: number | null;
  readonly trainingCount: number;
  readonly testCount: number;
  /** Images whose mirror image belongs to the same class. */
  readonly mirrors: boolean;
}

/** @throws CourseError if the specification is of unknown kind or has a value that cannot be used */
export function describeData(where: string, spec: DataSpec): DataFacts {
  const kind: unknown = typeof spec === "object" && spec !== null ? spec.kind : undefined;
  switch (kind) {
    case "spiral": {
      const { points } = checkSpiral(spec as Extract<DataSpec, { kind: "spiral" }>);
      return { shape: [2], classes: 3, targets: null, trainingCount: points, testCount: points, mirrors: false };
    }
    case "shapes": {
      const { training, test, classes, targets } = checkShapes(spec as Extract<DataSpec, { kind: "shapes" }>);
      const shape = [16, 16, 3];
      const counts = { trainingCount: training, testCount: test };
      if (targets !== undefined) {
        return { shape, classes: null, targets: targets === "boxes" ? 3 : 256, ...counts, mirrors: false };
      }
      return { shape, classes: classes?.length ?? 10, targets: null, ...counts, mirrors: false };
    }
    case "cifar10": {
      const { training, test, size, classes } = checkCifar10(spec as Extract<DataSpec, { kind: "cifar10" }>);
      const shape = [size, size, 3];
      const counts = { trainingCount: training, testCount: test };
      return { shape, classes: classes?.length ?? 10, targets: null, ...counts, mirrors: true };
    }
    case "identity": {
      const { dimension, points } = checkIdentityPairs(spec as Extract<DataSpec, { kind: "identity" }>);
      const counts = { trainingCount: points, testCount: points };
      return { shape: [dimension], classes: null, targets: dimension, ...counts, mirrors: false };
    }
    case "linear": {
      const { dimension, points } = checkLinearPairs(spec as Extract<DataSpec, { kind: "linear" }>);
      const counts = { trainingCount: points, testCount: points };
      return { shape: [dimension], classes: null, targets: dimension, ...counts, mirrors: false };
    }
    default: {
      const got = kind === undefined ? show(spec) : `data of kind ${show(kind)}`;
      const problem = `data must be a data set, got ${got}`;
      throw refuse(where, problem, "Pass data: spiral(), shapes(), cifar10(), identityPairs() or linearPairs().");
    }
  }
}

export function countOf(facts: DataFacts, split: SplitName): number {
  return split === "training" ? facts.trainingCount : facts.testCount;
}
