import type { Training } from "../training/contract/protocol.ts";

/** Where a list of effects comes from. */
export interface EffectOrigin {
  readonly training: Training;
  /** Whether the cell's own code made the numbers out of the training's, or of effects of it. */
  readonly isDerived: boolean;
  /** The arms that were looked at. */
  readonly arms: readonly string[];
  /** Other arms may have been looked at as well: what a cell makes of two lists knows the arms of one. */
  readonly hasOthers: boolean;
  /** Whether the numbers come from probes, and so hang on the steps that were probed. */
  readonly isProbed: boolean;
}

interface Traced extends EffectOrigin {
  /** As they were computed; null for numbers of the cell's own. */
  readonly numbers: readonly number[] | null;
}

/** Beside the lists, not in them: a list of numbers looks and is handed on as any other. */
const traces = new WeakMap<readonly number[], Traced>();

/** Numbers that a function of the course has computed from a training. What a cell maps or filters them to is derived. */
export function traced(
  training: Training,
  numbers: readonly number[],
  { arms, isDerived = false, isProbed = false }: Pick<EffectOrigin, "arms"> & Partial<EffectOrigin>,
): number[] {
  const list = [...numbers];
  mark(list, { training, arms, isDerived, isProbed, hasOthers: false, numbers: list.slice() });
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
    mark(next, { ...trace, isDerived: true, hasOthers: true, numbers: null });
    return next;
  };
  Object.defineProperty(successor, "name", { value: "Array" });
  Object.defineProperty(successor, Symbol.species, { value: successor });
  Object.defineProperty(list, "constructor", { value: successor, configurable: true, writable: true });
}
