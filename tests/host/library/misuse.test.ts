// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { openGuesses } from "../../../src/claims/guesses.ts";
import type { Declared, Parameter } from "../../../src/core/declare.ts";
import { CourseError } from "../../../src/core/errors.ts";
import type { Kind } from "../../../src/core/kinds.ts";
import type { OptionTable } from "../../../src/core/options.ts";
import { spiral } from "../../../src/data/spiral.ts";
import { libraryGroups } from "../../../src/host/library/library.ts";
import { input } from "../../../src/models/layers.ts";
import { residualNet } from "../../../src/models/residual-net.ts";
import { propagate } from "../../../src/signals/propagate.ts";
import { scalarChain } from "../../../src/signals/scalar-chain.ts";
import { inputGradient } from "../../../src/signals/shattered.ts";
import sample from "../../../src/components/chapter/gallery-sample.json" with { type: "json" };
import { sampleTraining } from "../../fixtures/sample-training.ts";

/** What some kind of the library takes. */
const net = residualNet({ depth: 8, width: 4, inputShape: [8, 8, 3] });
const propagation = propagate({ depth: 3, width: 4 });
const samples: readonly unknown[] = [
  ...[1, 2, 8, 16, 18, 20, 0.5, "a", "relu", true, [], [1], [[1]], ["a"], ["relu"], [8, 8, 3], {}, () => 1],
  ...[net, [net], { a: net }, input([8, 8, 3]), spiral(), sampleTraining(), [sampleTraining()]],
  [document.createElement("p")],
  "residual-2",
  ...[propagation, { a: propagation }, { a: { measured: propagation } }, scalarChain({ depth: 3 })],
  ...[{ a: inputGradient({ depth: 3, width: 4 }) }, { a: "a" }, { stage: 1, index: 1 }, [{ stage: 1, index: 1 }]],
  ...[sample.confusion, sample.maps, sample.filters, sample.deletions, sample.lines, sample.decisions, sample.points],
];

/** Says where, what and what would work: `plainNet: depth must be …, got 7. Try 8.` */
const houseForm = /^(\w+)(, [^:]+)?: .+\. .+\.$/s;

/** Whatever may be an object of some kind has no such name. */
class Stranger {
  readonly stranger = true;
}

type Call = Declared<(...given: unknown[]) => unknown>;

const groups = libraryGroups({ claims: [], guesses: openGuesses("misuse", null) });
const entries = Object.values(groups).flatMap((group) => Object.entries(group));
const functions = await Promise.all(entries.map(async ([name, { load }]) => [name, (await load()) as Call] as const));

/** What comes of a call, also of one that fails later. */
async function failureOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  return null;
}

async function expectRefusal(name: string, call: () => unknown): Promise<string> {
  const failure = await failureOf(call);
  expect(failure, `${name} took it`).not.toBeNull();
  expect(failure).toBeInstanceOf(CourseError);
  const { message } = failure as CourseError;
  expect(message).toMatch(houseForm);
  expect(message.startsWith(name), message).toBe(true);
  return message;
}

function takesAnything(kind: Kind<unknown> | undefined): boolean {
  return kind === undefined || kind.type === "any";
}

/** Something that the kind takes. */
function sampleOf(kind: Kind<unknown> | undefined): unknown {
  if (takesAnything(kind)) return 1;
  const fitting = samples.find((value) => {
    try {
      kind?.read("sample", "sample", value);
      return true;
    } catch {
      return false;
    }
  });
  if (fitting !== undefined) return fitting;
  throw new Error(`nothing to try is ${kind?.type}`);
}

/** Arguments in front of the one that is asked. */
function before(parameters: readonly Parameter[], at: number): unknown[] {
  return parameters.slice(0, at).map(({ kind }) => sampleOf(kind));
}

/** The options that are needed, and a wrong value for one. */
function withWrong(table: OptionTable, option: string): Record<string, unknown> {
  const needed = Object.entries(table).filter(([, { mode }]) => mode === "needed");
  return { ...Object.fromEntries(needed.map(([name, { kind }]) => [name, sampleOf(kind)])), [option]: new Stranger() };
}

test("there is a library to misuse, and all of it is declared under its own name", () => {
  expect(functions.length).toBeGreaterThan(110);
  expect(functions.filter(([name, call]) => call.declaration?.name !== name).map(([name]) => name)).toEqual([]);
});

describe.each(functions)("%s", (name, call) => {
  const { parameters } = call.declaration;
  const [first] = parameters;

  test("says what it takes, what it gives and shows itself at work", () => {
    const { help, returns, example } = call.declaration;
    expect([help, ...returns, example].filter((text) => text === "")).toEqual([]);
  });

  const isNeeded =
    first !== undefined && (first.form === "needed" || first.form === "options" || (first.least ?? 0) > 0);

  if (isNeeded)
    test("refuses to do without its first argument", async () => {
      await expectRefusal(name, () => call());
    });

  if (first !== undefined && !takesAnything(first.table ? ({ type: "options" } as never) : first.kind))
    test("refuses a value of a wrong type as its first argument", async () => {
      for (const value of [new Stranger(), Symbol("s"), 1n]) await expectRefusal(name, () => call(value));
    });

  const at = parameters.findIndex(({ table }) => table !== undefined);
  const table = parameters[at]?.table ?? {};

  if (at >= 0)
    test("refuses an option that it does not know", async () => {
      const message = await expectRefusal(name, () => call(...before(parameters, at), { noSuchOption: 1 }));
      expect(message).toContain("'noSuchOption'");
    });

  if (at >= 0)
    test("refuses a wrong value for every option", async () => {
      for (const [option, { kind }] of Object.entries(table)) {
        if (takesAnything(kind)) continue;
        const message = await expectRefusal(name, () => call(...before(parameters, at), withWrong(table, option)));
        expect(message).toContain(option);
      }
    });
});
