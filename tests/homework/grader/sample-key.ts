import { hashStarter } from "../../../src/homework/assignment/hashes.ts";
import type { Key, KeyExercise } from "../../../src/homework/assignment/key.ts";

export const starter = "function double(x) {\n  return 0;\n}\n";

const blank: Pick<
  KeyExercise,
  "chapter" | "bonus" | "deps" | "visibleChecks" | "variants" | "hidden" | "rubric" | "context"
> = {
  chapter: "degradation",
  bonus: false,
  deps: [],
  visibleChecks: [],
  variants: [],
  hidden: [],
  rubric: [],
  context: [],
};

/** A key with two code exercises, of which the second uses the first, and a number that depends on the student. */
export async function sampleKey(changes: Partial<Key> = {}): Promise<Key> {
  return {
    ...{ schema: 1, assignment: "skip-connections", version: 2, revision: 1, title: "Skip connections" },
    buildHash: "a".repeat(64),
    ...{ due: "2026-05-10T22:00:00Z", timezone: "Europe/Berlin", grace: 10, late: [{ hours: 24, keeps: 0.5 }] },
    ...{
      tolerance: { absolute: 1e-9, relative: 1e-6 },
      seeds: [1, 2, 3],
      extensions: { s09: { excused: true } },
      groups: [],
    },
    limits: { seconds: 6, megabytes: 64, consoleCharacters: 1000, valueCharacters: 20_000 },
    exercises: [
      {
        ...blank,
        ...{ id: "c2-double", kind: "code", points: 4, defines: ["double"], starterHash: await hashStarter(starter) },
        hidden: [
          {
            ...{ kind: "calls", name: "numbers", points: 1 },
            calls: [
              { of: "double", args: [2], expected: 4 },
              { of: "double", args: [-1.5], expected: -3 },
            ],
          },
          { kind: "calls", name: "large numbers", points: 3, calls: [{ of: "double", args: [1e6], expected: 2e6 }] },
        ],
      },
      {
        ...blank,
        ...{
          id: "c2-quadruple",
          kind: "code",
          points: 2,
          defines: ["quadruple"],
          deps: ["c2-double"],
          starterHash: null,
        },
        context: [{ source: "const twice = (f, x) => f(f(x));", defines: ["twice"] }],
        hidden: [
          { kind: "calls", name: "four times", points: 1, calls: [{ of: "quadruple", args: [3], expected: 12 }] },
        ],
      },
      {
        ...blank,
        ...{ id: "c2-depth", kind: "number", points: 1, defines: [], starterHash: null },
        variants: [1, 2, 3].map((n) => ({
          id: `v${n}`,
          prompt: `6·${n} + 2?`,
          answer: { number: 6 * n + 2, within: 0.01 },
        })),
      },
    ],
    ...changes,
  };
}
