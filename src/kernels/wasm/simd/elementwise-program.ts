import { advance, defineFunction, f32x4, range, repeat, type Code, type FunctionSource } from "./assembler.ts";

/** What is done with four numbers of each input at once. */
export type VectorFormula = (a: Code, b: Code) => Code;

const unrolled = 4;
/** Numbers between two looks at the loop's counter. */
export const elementsAtOnce = 4 * unrolled;

/** Output from two inputs of its size: `runs` times as many numbers as are done at once, then `rest` times four. */
export function writeElementwise(formula: VectorFormula): FunctionSource {
  return defineFunction(["a", "b", "output", "runs", "rest"], ({ a, b, output, runs, rest }) => {
    const compute = (count: number): Code => [
      range(count).map((at) =>
        f32x4.store(output.get, formula(f32x4.load(a.get, at * 16), f32x4.load(b.get, at * 16)), at * 16),
      ),
      [a, b, output].map((pointer) => advance(pointer, count * 16)),
    ];
    return [repeat(runs, compute(unrolled)), repeat(rest, compute(1))];
  });
}
