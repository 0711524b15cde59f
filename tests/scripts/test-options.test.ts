import { describe, expect, it } from "vitest";
import { formatHelp, readTestOptions } from "../../scripts/test/options.ts";
import { stages } from "../../scripts/test/stages.ts";

const namesOf = (...given: string[]) => readTestOptions(given, stages).stages.map(({ name }) => name);

describe("npm test", () => {
  it("runs every stage unless told otherwise", () => {
    expect(namesOf()).toEqual(stages.map(({ name }) => name));
  });

  it("takes stages by name and runs them in their own order", () => {
    expect(namesOf("--only", "trainings,build")).toEqual(["build", "trainings"]);
    expect(namesOf("--only", "claims,browser")).toEqual(["claims-1", "claims-2", "pages", "trainings"]);
    expect(namesOf("--only=unit")).toEqual(["unit"]);
    expect(namesOf("--only", "unit", "--only", "lint")).toEqual(["lint", "unit"]);
  });

  it("has a quick way that asks no browser", () => {
    expect(namesOf("--quick")).toEqual(["lint", "styles", "format", "types", "unit"]);
    expect(namesOf("--quick", "--only", "types")).toEqual(["types"]);
  });

  it("looks for a browser before any stage whose tests need one", () => {
    const needing = stages.filter(({ browser }) => browser).map(({ name }) => name);
    expect(needing).toEqual(["claims-1", "claims-2", "unit", "pages", "trainings"]);
  });

  it.each([
    [["--only", "units"], /no stage is called "units".*There are build, /],
    [["--only"], /--only needs a stage/],
    [["--only", "--quick"], /--only needs a stage/],
    [["--fast"], /there is no argument "--fast".*--only STAGES, --quick and --help/],
    [["unit"], /there is no argument "unit"/],
    [["--quick", "--only", "browser"], /--quick has no "pages".*Leave --quick out/],
  ] as const)("refuses %j and says what would work", (given, message) => {
    expect(() => readTestOptions(given, stages)).toThrow(message);
  });

  it("has what keeps one processor busy together, the longest first, after the build and before what keeps two", () => {
    const small = stages.flatMap(({ small: isSmall }, at) => (isSmall ? [at] : []));
    expect(small).toEqual(small.map((_, at) => at + 1));
    expect(stages[0]?.name).toBe("build");
    expect(stages.slice(1, 4).map(({ name }) => name)).toEqual(["replay", "claims-1", "claims-2"]);
  });

  it("names every stage in its help", () => {
    const help = formatHelp(stages);
    for (const { name } of stages) expect(help).toMatch(new RegExp(`^  [* ] ${name} `, "m"));
  });
});
