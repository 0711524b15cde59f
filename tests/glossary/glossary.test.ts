import { describe, expect, it } from "vitest";
import { chapterPlans } from "../../src/claims/registry/chapter-plans.ts";
import { placesOf } from "../../src/course/term-places.ts";
import { findTerm, glossary } from "../../src/glossary/glossary.ts";
import { termId } from "../../src/glossary/term.ts";
import { courseMarkdown } from "../../src/notebook/course-markdown.ts";
import { renderDefinition } from "../../src/notebook/terms.ts";

describe.each(glossary)("$term", (entry) => {
  it("is said in one to three sentences, which can be set", () => {
    const sentences = entry.text.replace(/[()]/g, "").split(/(?<=[.?!*])\s+(?=[A-Z$])/);
    expect(sentences.length).toBeLessThanOrEqual(4);
    expect(entry.text).toMatch(/[.)]$/);
    const html = renderDefinition(courseMarkdown, entry);
    expect(html).not.toMatch(/\$|\[\[|katex-error/);
  });

  it("is found by all of its names, and no other entry is", () => {
    for (const word of [entry.term, ...(entry.also ?? []), ...(entry.forms ?? [])]) expect(findTerm(word)).toBe(entry);
  });

  it("refers to entries and to places of the course that there are", () => {
    const terms = glossary.map(({ term }) => term);
    expect((entry.see ?? []).filter((term) => !terms.includes(term))).toEqual([]);
    const sections = (entry.where ?? []).map((place) => place.split("#"));
    expect(sections.filter(([slug = ""]) => !(slug in chapterPlans))).toEqual([]);
  });
});

it("gives every entry an address of its own", () => {
  expect(new Set(glossary.map(termId)).size).toBe(glossary.length);
});

it("links to open chapters only, and refuses a section that is not there", () => {
  const open = [{ slug: "degradation", front: { number: 2 }, headings: [{ depth: 2, id: "images", text: "Images" }] }];
  const where = ["degradation#images", "extras#resnext"];
  expect(placesOf({ term: "stage", where }, open)).toEqual([
    { path: "degradation/#images", chapter: "2", section: "Images" },
  ]);
  const message = 'glossary, stage: the course has no place "degradation#no". Sections are images.';
  expect(() => placesOf({ term: "stage", where: ["degradation#no"] }, open)).toThrow(message);
  expect(() => placesOf({ term: "stage", where: ["nowhere#a"] }, open)).toThrow(/Chapters are vanishing-gradients/);
});
