import { describe, expect, it } from "vitest";
import { CourseError } from "../../src/core/errors.ts";
import {
  checkOptionNames,
  nearestName,
  requireBoolean,
  requireChoice,
  requireInteger,
  requireNumber,
  show,
} from "../../src/core/check-value.ts";

describe("checks of a value", () => {
  it("names the nearest known option for a misspelt one", () => {
    expect(() => checkOptionNames("plainNet", { deepth: 20 }, ["depth", "width"])).toThrow(
      new CourseError("plainNet: unknown option 'deepth'. Did you mean 'depth'? Options are depth, width."),
    );
  });

  it("guesses nothing for a name that is near no option", () => {
    expect(() => checkOptionNames("plainNet", { dropout: 0.5 }, ["depth", "width"])).toThrow(
      "plainNet: unknown option 'dropout'. Options are depth, width.",
    );
    expect(nearestName("momentun", ["momentum", "weightDecay"])).toBe("momentum");
    expect(nearestName("Depth", ["depth"])).toBe("depth");
    expect(nearestName("x", [])).toBe(null);
  });

  it("refuses what is no options object and says how one is written", () => {
    expect(() => checkOptionNames("plainNet", 20, ["depth"])).toThrow(
      "plainNet: expected an options object, got 20. Pass options such as {depth: …}.",
    );
    expect(() => checkOptionNames("plainNet", null, ["depth"])).toThrow("got null");
    expect(() => checkOptionNames("plainNet", [20], ["depth"])).toThrow("got [20]");
  });

  it("takes integers of at least the least and proposes the nearest one otherwise", () => {
    expect(requireInteger("f", "width", 3, 1)).toBe(3);
    expect(() => requireInteger("f", "width", 16.5, 1)).toThrow(
      "f: width must be an integer of at least 1, got 16.5. Try 17.",
    );
    expect(() => requireInteger("f", "width", -3, 1)).toThrow("got -3. Try 1.");
    expect(() => requireInteger("f", "width", NaN, 1)).toThrow("got NaN. Try 1.");
    expect(() => requireInteger("f", "width", "16", 1)).toThrow('got "16". Try 1.');
    expect(() => requireInteger("f", "seed", 0.4, -Infinity)).toThrow("f: seed must be an integer, got 0.4. Try 0.");
  });

  it("takes finite numbers of a range and says the range otherwise", () => {
    expect(requireNumber("f", "noise", 0.5, 0)).toBe(0.5);
    expect(() => requireNumber("f", "noise", Infinity)).toThrow("f: noise must be a finite number, got Infinity.");
    expect(() => requireNumber("f", "noise", -1, 0)).toThrow("a finite number of at least 0, got -1");
    expect(() => requireNumber("f", "momentum", 2, 0, 1)).toThrow("a number from 0 to 1, got 2");
  });

  it("takes true and false, and one of the choices", () => {
    expect(requireBoolean("f", "bias", false)).toBe(false);
    expect(() => requireBoolean("f", "bias", 1)).toThrow("f: bias must be true or false, got 1.");
    expect(requireChoice("f", "shortcut", "B", ["A", "B"])).toBe("B");
    expect(() => requireChoice("f", "fan", "inn", ["in", "out"])).toThrow(
      'f: fan must be one of "in", "out", got "inn". Try "in".',
    );
  });

  it("shows values as a reader typed them, shortened", () => {
    expect(show("a".repeat(50))).toBe(`"${"a".repeat(40)}…"`);
    expect(show([1, "b", [2]])).toBe('[1, "b", [2]]');
    expect(show(new Array(9).fill(0))).toBe("an array of 9");
    expect(show(() => 1)).toBe("a function");
    expect(show({})).toBe("an object");
    expect(show(undefined)).toBe("undefined");
  });
});
