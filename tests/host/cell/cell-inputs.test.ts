import { expect, test } from "vitest";
import { sortInputs } from "../../../src/host/cell/cell-inputs.ts";

const library = { builtins: { Plot: () => 0, now: () => 0 }, perRun: { train: () => 0 } };
const inputs = ["display", "train", "Plot", "depth", "invalidation", "width"];
const isDefined = (name: string) => name === "depth";

test("an automatic cell follows everything but what its run makes itself", () => {
  expect(sortInputs({ inputs }, library, { manual: false, isDefined })).toEqual({
    own: ["display"],
    perRun: ["train"],
    live: ["Plot", "depth", "invalidation", "width"],
    watched: [],
    fetched: [],
  });
});

test("a manual cell watches other cells only, and fetches the library when it runs", () => {
  expect(sortInputs({ inputs }, library, { manual: true, isDefined })).toEqual({
    own: ["display"],
    perRun: ["train"],
    live: ["invalidation"],
    watched: ["depth"],
    fetched: ["Plot", "width"],
  });
});

test("a cell's name wins over the library's", () => {
  const all = () => true;
  const sorted = sortInputs({ inputs: ["train", "Plot"] }, library, { manual: true, isDefined: all });
  expect(sorted).toMatchObject({ perRun: [], watched: ["train", "Plot"], fetched: [] });
});

test("a manual cell watches names that nobody defines, so that Run can say so", () => {
  expect(sortInputs({ inputs: ["dept"] }, library, { manual: true, isDefined }).watched).toEqual(["dept"]);
});
