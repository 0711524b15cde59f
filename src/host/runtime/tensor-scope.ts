/** As much of tfjs as following its tensors needs. */
interface TensorLibrary {
  engine(): TensorEngine;
}

interface TensorEngine {
  readonly state: { readonly activeScope: { readonly track: readonly Tensor[] } };
  startScope(name: string): void;
  /** Disposes of the scope's tensors, except those that are found in `kept`. */
  endScope(kept: readonly Tensor[]): void;
}

interface Tensor {
  readonly isDisposed: boolean;
  /** Marked by `tf.keep`. */
  readonly kept: boolean;
  dispose(): void;
}

/**
 * Calls a cell's code and frees the tensors that it made when another run takes the cell over: garbage collection frees
 * no memory of a graphics processor. Up to then all of them live, those that its functions will use as well. What code
 * makes later, after an `await` or in the steps of a generator, cannot be told from what other cells make meanwhile: that
 * is the cell's own to dispose of, as in `invalidation.then(() => x.dispose())`.
 * @param library tfjs; anything else is ignored
 * @param retired resolves when the run's values are out of date
 */
export function callWithTensors<Result>(library: unknown, retired: Promise<void>, call: () => Result): Result {
  const engine = findEngine(library);
  if (!engine) return call();
  engine.startScope("cell");
  let made: readonly Tensor[] = [];
  try {
    return call();
  } finally {
    made = [...engine.state.activeScope.track];
    engine.endScope(made);
    void retired.then(() => {
      for (const tensor of made) if (!tensor.isDisposed && !tensor.kept) tensor.dispose();
    });
  }
}

/** The engine of tfjs; null for whatever else a cell happens to call tf. */
function findEngine(library: unknown): TensorEngine | null {
  if (typeof library !== "object" || library === null) return null;
  try {
    if (["engine", "tidy", "tensor"].some((name) => typeof Reflect.get(library, name) !== "function")) return null;
    const engine = (library as TensorLibrary).engine();
    return typeof engine.startScope === "function" && typeof engine.endScope === "function" ? engine : null;
  } catch {
    return null;
  }
}
