import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const person = z.strictObject({ "family-names": z.string(), "given-names": z.string() });
const entity = z.strictObject({ name: z.string() });
const authors = z.array(z.union([person, entity])).min(1);
const doi = z.string().regex(/^10\.\d{4,9}(\.\d+)?\/\S+$/);

/** The parts of the Citation File Format 1.2.0 that the file uses; the first four are the ones that it must have. */
const citation = z.strictObject({
  "cff-version": z.literal("1.2.0"),
  message: z.string().min(1),
  title: z.string().min(1),
  authors,
  type: z.enum(["software", "dataset"]),
  abstract: z.string().min(1),
  version: z.string(),
  "date-released": date,
  license: z.literal("MIT"),
  keywords: z.array(z.string()).min(1),
  references: z.array(
    z.strictObject({
      ...{ type: z.literal("conference-paper"), title: z.string(), authors, conference: entity },
      ...{ year: z.int(), doi },
    }),
  ),
});

const given = JSON.parse(readFileSync("package.json", "utf8")) as { version: string; license: string };

test("CITATION.cff has what the format asks for, and the package's version and licence", () => {
  const { version, license } = citation.parse(parse(readFileSync("CITATION.cff", "utf8")));
  expect({ version, license }).toEqual({ version: given.version, license: given.license });
});

test("both licences are there and say whose the work is", () => {
  expect(readFileSync("LICENSE", "utf8")).toMatch(/^MIT License\n\nCopyright \(c\) \d{4} The authors of Deep residual/);
  const chapters = readFileSync("LICENSE-chapters", "utf8");
  expect(chapters).toContain("https://creativecommons.org/licenses/by/4.0/legalcode");
  expect(chapters).toContain("The authors of Deep residual learning, live");
});
