import { expect, it } from "vitest";
import { lightenTags } from "../../src/course/lighten-tags.ts";

it("ends empty parts of drawings within their first tag, and leaves what holds something", () => {
  const html = `<svg><g></g><rect x="1"></rect><path d="M0 0"><title>a</title></path></svg><p></p>`;
  expect(lightenTags(html)).toBe(`<svg><g></g><rect x="1"/><path d="M0 0"><title>a</title></path></svg><p></p>`);
});
