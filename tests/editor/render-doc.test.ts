// @vitest-environment jsdom
import { expect, test } from "vitest";
import { findDoc } from "../../src/editor/api-docs.ts";
import { renderDoc, renderOption } from "../../src/editor/render-doc.ts";

const optionOf = (name: string, option: string) => {
  const found = findDoc(name)
    ?.parameters?.flatMap(({ options = [] }) => options)
    .find((each) => each.name === option);
  if (!found) throw new Error(`${name} has no option ${option}`);
  return found;
};

test("an option is shown with its type, its unit and what it is where it is not given", () => {
  expect(renderOption(optionOf("plainNet", "depth")).textContent).toContain("depth integer 6n + 2, layers");
  expect(renderOption(optionOf("finalLoss", "last")).textContent).toMatch(
    /^last\? integer ≥ 1, steps .*Default: 50\.$/,
  );
});

test("help leads to what the reference says of the function, in a tab of its own", () => {
  const doc = findDoc("train");
  const link = doc && renderDoc(doc).querySelector("a");
  expect([link?.getAttribute("href"), link?.target]).toEqual(["/reference/#train", "_blank"]);
});
