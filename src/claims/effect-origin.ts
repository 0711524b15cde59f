import type { Training } from "../training/contract/protocol.ts";

/** Where a list of effects comes from. */
export interface EffectOrigin {
  readonly training: Training;
  /** Whether the cell's own code made the numbers out of the training's, or of effects of it. */
  readonly isDerived: boolean;
}

interface Traced extends EffectOrigin {
  /** As they were computed; null for numbers of the cell's own. */
  readonly numbers: readonly number[] | null;
}

/** Beside the lists, not in them: a list of numbers looks and is handed on as any other. */
const traces = new WeakMap<readonly number[], Traced>();

/** Numbers that a function of the course has computed from a training. What a cell maps or filters them to is derived. */
export function traced(training: Training, numbers: readonly number[], isDerived = false): number[] {
  const list = [...numbers];
  mark(list, { training, isDerived, numbers: list.slice() });
  return list;
}

/** Null for numbers that come from no training that is known: written down, spread into a new list, or changed in place. */
export function originOf(effects: readonly number[] | null): EffectOrigin | null {
  const trace = effects === null ? undefined : traces.get(effects);
  if (effects === null || trace === undefined) return null;
  const { numbers } = trace;
  if (numbers === null) return trace;
  const isSame = numbers.length === effects.length && numbers.every((number, at) => Object.is(number, effects[at]));
  return isSame ? trace : null;
}

function mark(list: number[], trace: Traced): void {
  traces.set(list, trace);
  // What map, filter and slice make the list's successor with
  const successor = function (length: number): number[] {
    const next: number[] = new Array<number>(typeof length === "number" ? length : 0);
    mark(next, { training: trace.training, isDerived: true, numbers: null });
    return next;
  };
  Object.defineProperty(successor, "name", { value: "Array" });
  Object.defineProperty(successor, Symbol.species, { value: successor });
  Object.defineProperty(list, "constructor", { value: successor, configurable: true, writable: true });
}
