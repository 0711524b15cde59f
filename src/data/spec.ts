import type { Shape } from "../core/shape.ts";

/**
 * What is subtracted from images that are standardised with `pixelMean` and `pixelDeviation` (centre.ts): nothing more,
 * or the mean of each pixel and channel over the training images, as in He et al. 2015 sec. 4.2.
 */
export type Centre = "none" | "per-pixel-mean";

/**
 * "boxes": centre (x, y) and radius of the shape, in units of the image's side; the box around it has the side 2 radius.
 * "masks": for each of the 16 × 16 pixels, row by row, how much of it the shape covers, from 0 to 1.
 */
export type ShapeTargets = "boxes" | "masks";

/** A data set by name and seed: the worker generates or reads it, so nothing large crosses to the page. */
export type DataSpec =
  /** Three-arm spiral in the plane (that of claim E-D1): 2 features, 3 classes, standardised to nothing: used as generated. */
  | { readonly kind: "spiral"; readonly seed: number; readonly points: number; readonly noise: number }
  /** "Shapes-10": procedural 16 × 16 RGB images in ten classes. */
  | {
      readonly kind: "shapes";
      readonly seed: number;
      readonly training: number;
      readonly test: number;
      /** Absent: "none". */
      readonly centre?: Centre;
      /** Absent: all ten. */
      readonly classes?: readonly string[];
      /** What is to be told of an image in the place of its class. Absent: the class. */
      readonly targets?: ShapeTargets;
    }
  /** CIFAR-10: real RGB images in ten classes, from the reader's browser or beside the site's pages. */
  | {
      readonly kind: "cifar10";
      readonly training: number;
      readonly test: number;
      /** Pixels a side; 16 averages 2 × 2 of the original's. */
      readonly size: 16 | 32;
      readonly centre: Centre;
      /** Null: the first images, not some that are drawn at random. */
      readonly seed: number | null;
      /** Absent: all ten. */
      readonly classes?: readonly string[];
    }
  /** Regression: x uniform in (−1, 1)^dimension, target x itself. */
  | { readonly kind: "identity"; readonly seed: number; readonly dimension: number; readonly points: number }
  /** Regression: x as above, and a linear map of it as the target, the same in kind on every pair of features. */
  | {
      readonly kind: "linear";
      readonly seed: number;
      /** Even. */
      readonly dimension: number;
      readonly points: number;
      /** Degrees by which each pair of features is turned. */
      readonly turn: number;
      /** Factor by which each pair is stretched in one direction and shrunk in the other. */
      readonly stretch: number;
      /** Factor of the whole map. */
      readonly size: number;
    };

/** Everything a spec stands for. Arrays are shared between callers: read them, never write. */
export interface DataSet {
  readonly spec: DataSpec;
  /** Shape of one example's input. */
  readonly shape: Shape;
  /** Null for regression. */
  readonly classes: number | null;
  readonly classNames: readonly string[] | null;
  readonly training: Split;
  readonly test: Split;
  /** [...shape]: what was subtracted from all inputs after they were standardised; null for nothing. */
  readonly mean: Float32Array | null;
}

export interface Split {
  readonly count: number;
  /** [count, …shape] */
  readonly inputs: Float32Array;
  /** [count], 0 … classes − 1; null for regression. */
  readonly labels: Int32Array | null;
  /** [count, features of the output]; null for classification. */
  readonly targets: Float32Array | null;
  /** [count, 3]: centre (x, y) and radius of the shape in units of the image's side; only for "shapes". */
  readonly places: Float32Array | null;
}

export type SplitName = "training" | "test";
