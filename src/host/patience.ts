import type { CellState } from "./cell/cell-state.ts";

/** Tells whenever a cell's state may be another one. */
interface Watched {
  subscribe(listener: (id: string, view: { readonly state: CellState }) => void): () => void;
}

/**
 * Waits for what a cell does as long as it gives signs of life: counts steps, or moves up in its line. Code that waits for
 * something which never comes gives none.
 * @returns whether the work has ended; false once there has been no sign of life for `patienceMs`
 */
export function endsInTime(
  work: Promise<unknown>,
  notebook: Watched,
  { id, patienceMs }: { readonly id: string; readonly patienceMs: number },
): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = "";
  let unsubscribe = () => {};
  const ended = new Promise<boolean>((resolve, reject) => {
    const renew = () => {
      clearTimeout(timer);
      timer = setTimeout(() => resolve(false), patienceMs);
    };
    renew();
    unsubscribe = notebook.subscribe((changed, { state }) => {
      const sign = changed === id ? signOfLife(state) : null;
      if (sign === null || sign === last) return;
      last = sign;
      renew();
    });
    work.then(() => resolve(true), reject);
  });
  return ended.finally(() => {
    clearTimeout(timer);
    unsubscribe();
  });
}

/** Another one at each step; null for what counts none. */
function signOfLife(state: CellState): string | null {
  if (state.kind === "queued" && state.place !== null) return `place ${state.place}`;
  return state.kind === "running" && state.progress ? `step ${state.progress.done}` : null;
}
