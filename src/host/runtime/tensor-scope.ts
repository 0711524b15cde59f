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
  if (!isTensorLibrary(library)) return call();
  const engine = library.engine();
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

function isTensorLibrary(value: unknown): value is TensorLibrary {
  return typeof value === "object" && value !== null && "engine" in value && typeof value.engine === "function";
}
