import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { publicPart } from "../../../src/homework/assignment/build-assignment.ts";
import { cartridgeFiles } from "../../../src/homework/assignment/cartridge.ts";
import { giftText } from "../../../src/homework/assignment/gift.ts";
import { qtiFiles } from "../../../src/homework/assignment/qti.ts";
import { studentLinks } from "../../../src/homework/assignment/student-links.ts";
import { zipBytes } from "../../../src/homework/assignment/zip-bytes.ts";
import { zipFiles } from "../../../src/homework/downloads/zip-files.ts";
import { sourceOf } from "../downloads/make-zip.ts";
import { build, file } from "./small-course.ts";

/** Signs that mean something in GIFT or XML, in what a teacher wrote. */
const signs = file
  .replace("prompt: Which one is shorter?", 'prompt: "Is {a} = b & c < d ~ #1: \\\\x?"')
  .replace("a long one", '"<b>: \\"x\\" & \\u0001\\uffff"');

/** Throws where it is not well-formed. */
const parse = (xml: string): Document => new JSDOM(xml, { contentType: "application/xml" }).window.document;
const hrefs = (manifest: Document): (string | null)[] =>
  [...manifest.querySelectorAll("file")].map((each) => each.getAttribute("href"));

it("variants are GIFT questions, in which signs are escaped", async () => {
  expect(giftText(await build(file))).toBe(
    "$CATEGORY: week-1/c1-word\n\n::c1-word v1::[markdown]Which one is shorter? {\n~a long one\n~none\n=the short one\n}\n",
  );
  expect(giftText(await build(signs))).toContain("[markdown]Is \\{a\\} \\= b & c < d \\~ \\#1\\: \\\\x? {\n");
});

it("choices are a QTI 2.1 package: well-formed, its manifest lists its files, and the right identifier is the key's", async () => {
  const key = await build(signs);
  const files = qtiFiles(key);
  const manifest = parse(files.get("imsmanifest.xml") ?? "");
  expect(["imsmanifest.xml", ...hrefs(manifest)]).toEqual([...files.keys()]);
  const item = parse(files.get("items/c1-word-v1.xml") ?? "");
  expect(item.querySelector("prompt")?.textContent).toBe("Is {a} = b & c < d ~ #1: \\x?");
  const right = item.querySelector("correctResponse value")?.textContent;
  expect(item.querySelector(`simpleChoice[identifier="${right}"]`)?.textContent).toBe("the short one");
  expect([...item.querySelectorAll("simpleChoice")].map((each) => each.textContent)).toContain('<b>: "x" & ');
  expect(qtiFiles({ ...key, exercises: key.exercises.slice(0, 2) }).size).toBe(0);
});

it("links are a thin cartridge: every item leads to a link of the manifest, and nothing of the key is in it", async () => {
  const manifest = { ...publicPart(await build(file)), title: "Sums & <more>" };
  const links = studentLinks(manifest, ["part-2"], "https://example.org/");
  const files = cartridgeFiles(manifest, links);
  const listed = parse(files.get("imsmanifest.xml") ?? "");
  expect(["imsmanifest.xml", ...hrefs(listed)]).toEqual([...files.keys()]);
  const resources = [...listed.querySelectorAll("resource")].map((each) => each.getAttribute("identifier"));
  const items = [...listed.querySelectorAll("item[identifierref]")].map((each) => each.getAttribute("identifierref"));
  expect(items).toEqual(resources);
  const urls = [...files].slice(1).map(([, xml]) => parse(xml).querySelector("url")?.getAttribute("href"));
  expect(urls).toEqual(links.map(({ url }) => url));
  expect([...files.values()].join("")).not.toContain("short");
});

it("a zip is read back as it was packed, and is the same bytes each time", () => {
  const files = new Map([
    ["imsmanifest.xml", "<a/>"],
    ["items/é.xml", "ü".repeat(500)],
    ["empty.txt", ""],
  ]);
  const bytes = zipBytes(files);
  const read = zipFiles(sourceOf(bytes), "test.zip").map((each) => [each.path, new TextDecoder().decode(each.read())]);
  expect(new Map(read as [string, string][])).toEqual(files);
  expect(zipBytes(files)).toEqual(bytes);
});
