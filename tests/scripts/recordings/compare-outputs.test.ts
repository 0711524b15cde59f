import { expect, it } from "vitest";
import { differingOutputs } from "../../../scripts/recordings/compare-outputs.ts";

const figure = (caption: string, number: number, picture = "AAAA"): string =>
  `<figure aria-labelledby="recorded-plot-c${number}"><img src="data:image/png;base64,${picture}">` +
  `<figcaption id="recorded-plot-c${number}">${caption}</figcaption></figure>`;

const exact = { pictures: true };

it("names the cells whose outputs read otherwise, and those that have none on one side", () => {
  const recorded = { plot: figure("Four layers", 3), gone: "<p>1</p>" };
  const drawn = { plot: figure("Five layers", 3), new: "<p>2</p>" };
  expect(differingOutputs(recorded, drawn, exact)).toEqual(["plot", "gone", "new"]);
});

it("takes ids that are counted otherwise for the same, as long as references meet", () => {
  const recorded = { plot: figure("Four layers", 3) };
  expect(differingOutputs(recorded, { plot: figure("Four layers", 12) }, exact)).toEqual([]);
  const broken = figure("Four layers", 3).replace('id="recorded-plot-c3"', 'id="recorded-plot-c4"');
  expect(differingOutputs(recorded, { plot: broken }, exact)).toEqual(["plot"]);
});

it("compares pictures only where they were packed by the same browser", () => {
  const [recorded, drawn] = [{ plot: figure("Four", 3, "AAAA") }, { plot: figure("Four", 3, "BBBB") }];
  expect(differingOutputs(recorded, drawn, exact)).toEqual(["plot"]);
  expect(differingOutputs(recorded, drawn, { pictures: false })).toEqual([]);
});
