import { expect, it } from "vitest";
import { declarationOf, type Declaration, type Parameter } from "../src/core/declare.ts";
import { CourseError } from "../src/core/errors.ts";
import type { OptionTable } from "../src/core/options.ts";

type Call = (...given: unknown[]) => unknown;

/** Nothing that any option or argument of the course's library takes. */
const strangers: readonly unknown[] = [Symbol("stranger"), Number.NaN, { stranger: true }];

/**
 * What a declared function makes of arguments that it does not take, one test for each function.
 * @param rooms modules; what they export without a declaration is left out
 * @param usual for each function, by name: arguments that it takes, options left out where none are needed
 */
export function describeMisuse(rooms: readonly object[], usual: Readonly<Record<string, readonly unknown[]>>): void {
  const functions = new Map<string, Call>();
  for (const value of rooms.flatMap((room) => Object.values(room) as unknown[])) {
    const declaration = declarationOf(value);
    if (declaration !== null) functions.set(declaration.name, value as Call);
  }
  it("there are arguments for every function that is declared", () => {
    expect([...functions.keys()].sort()).toEqual(Object.keys(usual).sort());
  });
  for (const [name, call] of functions) {
    it(`${name} refuses what its declaration does not allow`, () => {
      expectRefusals(call, declarationOf(call) as Declaration, usual[name] ?? []);
    });
  }
}

function expectRefusals(call: Call, declaration: Declaration, given: readonly unknown[]): void {
  call(...given);
  declaration.parameters.forEach((parameter, at) => {
    const before = given.slice(0, at);
    const behind = given.slice(at + 1);
    if (parameter.table) expectOptionRefusals(call, declaration.name, { before, given: given[at], ...parameter });
    else
      for (const stranger of wrongFor(parameter))
        expectRefusal(call, declaration.name, [...before, stranger, ...behind]);
    if (isNeeded(parameter)) expectRefusal(call, declaration.name, before);
  });
}

function expectOptionRefusals(
  call: Call,
  name: string,
  { before, given, table = {} }: { before: readonly unknown[]; given: unknown; table?: OptionTable },
): void {
  const options = (given ?? {}) as Readonly<Record<string, unknown>>;
  expectRefusal(call, name, [...before, { ...options, stranger: 1 }], "unknown option 'stranger'");
  expectRefusal(call, name, [...before, 3], "expected an options object, got 3");
  for (const [option, { mode }] of Object.entries(table)) {
    for (const stranger of strangers)
      expectRefusal(call, name, [...before, { ...options, [option]: stranger }], option);
    if (mode !== "needed") continue;
    const others = Object.fromEntries(Object.entries(options).filter(([each]) => each !== option));
    expectRefusal(call, name, [...before, others], `the option ${option} is missing`);
  }
}

/** Rest parameters and lists take one thing more than nothing. */
function wrongFor({ kind }: Parameter): readonly unknown[] {
  return kind === undefined ? [] : strangers;
}

function isNeeded({ form, least = 0 }: Parameter): boolean {
  return form === "needed" || form === "options" || (form === "rest" && least > 0);
}

/** In the house's form: where, what, and what would work. */
function expectRefusal(call: Call, name: string, given: readonly unknown[], part = ""): void {
  let message = "";
  try {
    call(...given);
  } catch (error) {
    expect(error, `${name}(${given.map(String).join(", ")})`).toBeInstanceOf(CourseError);
    message = (error as CourseError).message;
  }
  expect(message, `${name}(${given.map(String).join(", ")})`).toMatch(/^[^:]+: [^]+\. [^]+\.$/);
  expect(message).toContain(part);
  expect(message.startsWith(name), message).toBe(true);
}
