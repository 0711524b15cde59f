import { expect, it } from "vitest";
import { readChapters } from "../../../scripts/claims/read-chapters.ts";
import { referenceSeeds } from "../../../scripts/reference/measure-references.ts";
import { moreSeeds, withMoreSeeds } from "../../../src/components/chapter/more-seeds.ts";

it("goes on behind the chapter's own seeds, and leaves the rest of the cell as it is", async () => {
  const text = await withMoreSeeds("const seeds = [1, 2, 3]; // three\nconst nets = seeds.map((seed) => seed);");
  expect(text).toBe(
    "const seeds = [...[1, 2, 3], 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]; // three\nconst nets = seeds.map((seed) => seed);",
  );
  expect(await withMoreSeeds(text ?? "")).toBeNull();
  expect(await withMoreSeeds("const others = 1;")).toBeNull();
});

it.each(readChapters([]))("the seeds of $slug can be gone on with", async ({ cells }) => {
  const cell = cells.find(({ compiled }) => compiled.outputs.includes("seeds"));
  expect(await withMoreSeeds(cell?.source ?? "")).toContain("6, 7, 8");
});

it("no seed that a reader is offered is one of the references'", () => {
  expect(moreSeeds.filter((seed) => referenceSeeds.includes(seed))).toEqual([]);
});
