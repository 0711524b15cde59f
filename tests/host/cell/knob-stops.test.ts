import { describe, expect, it } from "vitest";
import { chooseStop, otherKnobs, type KnobStop } from "../../../src/host/cell/knob-stops.ts";

const stopOf = (knob: string, at: KnobStop["at"], published: KnobStop["at"]): KnobStop => ({
  ...{ knob, at, published },
  made: null,
});

const stops = [
  stopOf("rate", 0.1, 0.02),
  stopOf("steps", 250, 400),
  stopOf("steps", 1200, 400),
  stopOf("kind", "gated", "identity"),
];

const chosen = (turned: Readonly<Record<string, unknown>>) => {
  const values = new Map(Object.entries(turned));
  const stop = chooseStop(stops, values);
  return [stop && `${stop.knob}=${stop.at}`, otherKnobs(stop, values).join()];
};

describe("the recording that is shown while knobs are turned", () => {
  it("is the one with all as published while none is", () => {
    expect(chosen({})).toEqual([null, ""]);
  });

  it("is that of the same value, where there is one", () => {
    expect(chosen({ steps: 1200 })).toEqual(["steps=1200", ""]);
    expect(chosen({ kind: "gated" })).toEqual(["kind=gated", ""]);
  });

  it("is the nearest among numbers, the published one too, and then the knob is named", () => {
    expect(chosen({ steps: 900 })).toEqual(["steps=1200", "steps"]);
    expect(chosen({ steps: 300 })).toEqual(["steps=250", "steps"]);
    expect(chosen({ steps: 350 })).toEqual([null, "steps"]);
  });

  it("is the published one for a text of which there is none, and for a knob that has no stops", () => {
    expect(chosen({ kind: "scaled" })).toEqual([null, "kind"]);
    expect(chosen({ seeds: 5 })).toEqual([null, "seeds"]);
  });

  it("meets one of several turned knobs, where it can, and names the others", () => {
    expect(chosen({ steps: 900, rate: 0.1 })).toEqual(["rate=0.1", "steps"]);
    expect(chosen({ seeds: 5, steps: 250 })).toEqual(["steps=250", "seeds"]);
    expect(chosen({ steps: 250, kind: "gated" })).toEqual(["steps=250", "kind"]);
  });

  it("is not taken for another value of the same print", () => {
    expect(chosen({ steps: "250" })).toEqual([null, "steps"]);
  });
});
