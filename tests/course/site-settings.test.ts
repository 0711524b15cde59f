import { expect, test } from "vitest";
import { readSiteSettings } from "../../src/course/site-settings.ts";

test("says nothing of what is not set", () => {
  expect(readSiteSettings({})).toEqual({ repository: null, issues: null, contact: null });
  expect(readSiteSettings({ REPOSITORY_URL: "", CONTACT: " " }).contact).toBeNull();
});

test("finds the repository's issues, however its address ends", () => {
  for (const given of [
    "https://example.org/a/course",
    "https://example.org/a/course/",
    "https://example.org/a/course.git",
  ])
    expect(readSiteSettings({ REPOSITORY_URL: given })).toMatchObject({
      repository: "https://example.org/a/course",
      issues: "https://example.org/a/course/issues",
    });
});

test("takes an e-mail address or a page as the contact", () => {
  expect(readSiteSettings({ CONTACT: "course@example.org" }).contact?.href).toBe("mailto:course@example.org");
  expect(readSiteSettings({ CONTACT: "https://example.org/contact" }).contact).toEqual({
    href: "https://example.org/contact",
    words: "example.org/contact",
  });
});

test.each([
  { REPOSITORY_URL: "git@example.org:a/course.git" },
  { REPOSITORY_URL: "javascript:alert(1)" },
  { CONTACT: "the authors" },
  { CONTACT: "javascript:alert(1)@example.org" },
])("refuses %j, and says what would do", (environment) => {
  expect(() => readSiteSettings(environment)).toThrow(/^(REPOSITORY_URL|CONTACT): expected .* got ".*"\. Set it to/);
});
