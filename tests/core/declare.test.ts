import { describe, expect, expectTypeOf, it } from "vitest";
import {
  declarationOf,
  declare,
  declareInContext,
  options,
  optionalParameter,
  parameter,
  restParameter,
  signatureOf,
} from "../../src/core/declare.ts";
import { boolean, choice, either, integer, list, made, number, orNull, record, text } from "../../src/core/kinds.ts";
import { needed, objectOf, optional, readOptions, withDefault } from "../../src/core/options.ts";

const table = {
  filters: needed(integer({ least: 1 }), "Channels that come out."),
  stride: withDefault(integer({ least: 1 }), 1, "Pixels from one window to the next."),
  padding: optional(
    either({ kind: choice("same", "valid"), accepts: isText }, { kind: integer({ least: 0 }), accepts: isNumber }),
    "",
    "as wide as it takes",
  ),
  warmUp: withDefault(
    orNull(objectOf({ until: needed(number({ least: 0, most: 1 }), ""), from: withDefault(number(), 0, "") })),
    null,
    "",
  ),
};

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isNumber(value: unknown): boolean {
  return typeof value === "number";
}

const net = made<{ readonly nodes: number }>(
  "net",
  (value) => typeof value === "object" && value !== null && "nodes" in value,
  "Make one with plainNet(…).",
);

const grow = declare(
  {
    name: "grow",
    help: "Makes a net larger.",
    parameters: [parameter("net", net), options(table)],
    returns: ["number"],
    example: "grow(plainNet({depth: 8}), {filters: 4})",
  },
  ({ nodes }, { filters, stride, padding, warmUp }) => ({ nodes, filters, stride, padding, warmUp }),
);

describe("a declared function", () => {
  it("reads its options with their defaults", () => {
    expect(grow({ nodes: 3 }, { filters: 4 })).toEqual({
      nodes: 3,
      filters: 4,
      stride: 1,
      padding: undefined,
      warmUp: null,
    });
    expect(grow({ nodes: 3 }, { filters: 4, padding: "same", stride: undefined, warmUp: { until: 0.5 } })).toEqual({
      ...{ nodes: 3, filters: 4, stride: 1, padding: "same" },
      warmUp: { until: 0.5, from: 0 },
    });
  });

  it("refuses what its declaration does not allow, and says what would work", () => {
    const misuse = grow as (...given: unknown[]) => unknown;
    expect(() => misuse()).toThrow("grow: net (net) is missing. Write grow(net, options).");
    expect(() => misuse(7)).toThrow("grow: net must be a net, got 7. Make one with plainNet(…).");
    expect(() => misuse(Promise.resolve())).toThrow("That is a promise: write await before it.");
    expect(() => misuse((async function* () {})())).toThrow("give it a cell of its own");
    expect(() => misuse({ nodes: 3 })).toThrow("grow: options ({filters: …}) is missing. Write grow(net, options).");
    expect(() => misuse({ nodes: 3 }, {})).toThrow(
      "grow: the option filters is missing. Pass {filters: …}: integer ≥ 1.",
    );
    expect(() => misuse({ nodes: 3 }, { filter: 4 })).toThrow("unknown option 'filter'. Did you mean 'filters'?");
    expect(() => misuse({ nodes: 3 }, { filters: 0 })).toThrow(
      "grow: filters must be an integer of at least 1, got 0. Try 1.",
    );
    expect(() => misuse({ nodes: 3 }, { filters: 4, padding: true })).toThrow(
      'grow: padding must be "same" | "valid" | integer ≥ 0, got true',
    );
    expect(() => misuse({ nodes: 3 }, { filters: 4, warmUp: { until: 2 } })).toThrow(
      "grow, warmUp: until must be a number from 0 to 1, got 2.",
    );
    expect(() => misuse({ nodes: 3 }, [4])).toThrow("expected an options object, got [4]");
  });

  it("ignores arguments behind its own, as map and forEach pass them", () => {
    const size = declare(
      { name: "size", help: "", parameters: [parameter("net", net)], returns: ["number"], example: "" },
      (each) => each.nodes,
    );
    expect([{ nodes: 1 }, { nodes: 2 }].map(size)).toEqual([1, 2]);
  });

  it("takes the rest of its arguments as a list", () => {
    const add = declare(
      {
        name: "add",
        help: "",
        parameters: [restParameter("terms", number(), { least: 2 })],
        returns: ["number"],
        example: "",
      },
      (...terms) => terms.reduce((sum, each) => sum + each, 0),
    );
    expect(add(1, 2, 3)).toBe(6);
    expect(() => add(1)).toThrow("add: it takes 2 or more terms, got 1. Write add(...terms).");
    expect(() => add(1, "2" as never)).toThrow('add: terms[1] must be a finite number, got "2"');
  });

  it("has the context of a cell's run behind what is declared, which no reader passes", () => {
    const ask = declareInContext(
      {
        name: "ask",
        help: "",
        parameters: [optionalParameter("name", text), options({ loud: withDefault(boolean, false, "") })],
        returns: ["string"],
        example: "",
      },
      (name, { loud }, context: { signal?: string }) => [name, loud, context.signal],
    );
    expect(ask("a", { loud: true }, { signal: "s" })).toEqual(["a", true, "s"]);
    expect(ask()).toEqual([undefined, false, undefined]);
  });

  it("can be asked for its declaration, and has types for those who call it from the sources", () => {
    expect(declarationOf(grow)?.help).toBe("Makes a net larger.");
    expect(declarationOf(() => 1)).toBe(null);
    expect(signatureOf(grow.declaration)).toBe("grow(net, options)");
    expectTypeOf(grow).parameter(1).toExtend<{ readonly filters: number; readonly stride?: number | undefined }>();
    // @ts-expect-error filters is needed
    expect(() => grow({ nodes: 1 }, {})).toThrow("filters");
    // @ts-expect-error there is no such option
    expect(() => grow({ nodes: 1 }, { filters: 1, deepth: 3 })).toThrow("deepth");
  });
});

describe("kinds", () => {
  it("name themselves as a reader would write them", () => {
    expect(list(choice("in", "out")).type).toBe('("in" | "out")[]');
    expect(integer({ least: 1, unit: "steps" }).type).toBe("integer ≥ 1, steps");
    expect(number({ least: 0, most: 1 }).type).toBe("number 0 … 1");
    expect(orNull(record(number())).type).toBe("{[name]: number} | null");
    expect(table.warmUp.kind.type).toBe("{until: number 0 … 1, from?: number} | null");
  });

  it("say which entry of a list or an object does not fit", () => {
    expect(() => list(number()).read("f", "values", [1, "2"])).toThrow('f: values[1] must be a finite number, got "2"');
    expect(() => list(number(), { least: 1 }).read("f", "values", [])).toThrow(
      "f: values must have at least 1 entries, got 0",
    );
    expect(() => record(number()).read("f", "nets", { a: null })).toThrow(
      "f: nets's a must be a finite number, got null",
    );
    expect(() => record(number()).read("f", "nets", [1])).toThrow("f: nets must be an object, got [1]");
  });

  it("read a table of options without a declaration as well", () => {
    expect(readOptions("f", undefined, { a: withDefault(number(), 2, "") })).toEqual({ a: 2 });
  });
});
