import { expect, it } from "vitest";
import { readOptions } from "../../scripts/claims/options.ts";

it("runs every claim of every chapter with the chapter's own seeds when nothing is chosen", () => {
  expect(readOptions([])).toMatchObject({
    ...{ chapters: [], claims: null, cells: null, seeds: null, size: "full", engine: "auto" },
    ...{ json: null, record: false, shard: { index: 1, count: 1 }, site: null },
  });
  expect(readOptions([]).device).toMatch(/^\d+ cores of ./);
});

it("takes lists apart", () => {
  const given = ["--chapter", "2,extras", "--claim", "E-D1, E-D7", "--seeds", "11,12,13", "--shard", "2/5"];
  expect(readOptions(given)).toMatchObject({
    ...{ chapters: ["2", "extras"], claims: ["E-D1", "E-D7"], seeds: [11, 12, 13], shard: { index: 2, count: 5 } },
  });
});

it("judges no claim where only cells are asked for", () => {
  expect(readOptions(["--cell", "a,b"])).toMatchObject({ claims: [], cells: ["a", "b"] });
  expect(readOptions(["--cell", "a", "--claim", "E-D1"])).toMatchObject({ claims: ["E-D1"], cells: ["a"] });
});

it("takes no claim at all where only the outputs are to be drawn", () => {
  expect(readOptions(["--record", "--outputs"])).toMatchObject({
    record: true,
    outputs: true,
    claims: [],
    cells: null,
  });
});

it("records on wasm where no engine is named, since every machine can replay that", () => {
  expect(readOptions(["--record"]).engine).toBe("wasm");
  expect(readOptions(["--record", "--engine", "webgl"]).engine).toBe("webgl");
});

it("replays, and renews what agrees", () => {
  expect(readOptions(["--replay"])).toMatchObject({ replay: true, whole: false, renew: false });
  expect(readOptions(["--replay", "--whole", "--renew"])).toMatchObject({ replay: true, whole: true, renew: true });
});

it.each([
  [["--seeds", "1,1"], /--seeds must be integers that differ, got "1,1"\. Try --seeds 1,2,3\./],
  [["--seeds", "one"], /--seeds must be integers that differ/],
  [["--size", "tiny"], /--size knows no "tiny"\. Use full, small\./],
  [["--engine", "webgpu"], /--engine knows no "webgpu"\. Use auto, webgl, wasm, tfjs\./],
  [["--shard", "3/2"], /--shard must be I\/N with I from 1 to N/],
  [["--record", "--size", "small"], /--record keeps what the chapter's own cells compute/],
  [["--record", "--seeds", "4,5"], /with their own settings\. Leave out --seeds and --size, or --record\./],
  [["--record", "--replay"], /--replay computes recorded runs again, and --record makes others/],
  [["--replay", "--shard", "1/2"], /--replay takes no --shard\. Choose with --chapter and --cell\./],
  [["--outputs"], /--outputs draws what is to be kept\. Write npm run record -- --outputs\./],
  [["--renew"], /--renew says how to replay\. Add --replay\./],
  [["--claims", "E-D1"], /Unknown option '--claims'.*It takes:.*--claim LIST/s],
])("refuses %j and says what would work", (given, message) => {
  expect(() => readOptions(given)).toThrow(message);
});
