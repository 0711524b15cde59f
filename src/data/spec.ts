/** A data set by name and seed: the worker generates it, so nothing large crosses to the page. */
export type DataSpec =
  /** Three-arm spiral in the plane (CLAIMS.md E-D1): 2 features, 3 classes, standardised to nothing: used as generated. */
  | { readonly kind: "spiral"; readonly seed: number; readonly points: number; readonly noise: number }
  /** "Shapes-10": procedural 16 × 16 RGB images in ten classes. */
  | { readonly kind: "shapes"; readonly seed: number; readonly training: number; readonly test: number }
  /** Regression: x uniform in (−1, 1)^dimension, target x itself. */
  | { readonly kind: "identity"; readonly seed: number; readonly dimension: number; readonly points: number };
