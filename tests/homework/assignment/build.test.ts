import { expect, it } from "vitest";
import { numberAssignment, publicPart } from "../../../src/homework/assignment/build-assignment.ts";
import { canariesOf } from "../../../src/homework/assignment/canaries.ts";
import { readKey } from "../../../src/homework/assignment/key.ts";
import { readManifest } from "../../../src/homework/assignment/manifest.ts";
import { studentLinks } from "../../../src/homework/assignment/student-links.ts";
import { build, check, file } from "./small-course.ts";

it("a build's manifest and key are read back, and know what depends on what", async () => {
  const key = await build(file);
  expect(readKey(JSON.stringify(key), "key.json")).toEqual(key);
  const manifest = publicPart(key);
  expect(readManifest(JSON.stringify(manifest), "manifest.json")).toEqual(manifest);
  const [sum, scaled, word] = key.exercises;
  expect(sum).toMatchObject({ points: 4, bonus: false, chapter: "part-1", deps: [], context: [] });
  expect(scaled).toMatchObject({ points: 3, bonus: true, deps: ["c1-sum"] });
  expect(scaled?.context.map(({ defines }) => defines)).toEqual([["base"], ["scale"]]);
  expect(word).toMatchObject({ points: 1, visibleChecks: ["answered"], context: [] });
  expect(key).toMatchObject({ due: "2026-12-14T22:59:00.000Z", version: 1, revision: 1 });
});

it("the manifest says nothing of what is right: another key gives the same one, hash and order included", async () => {
  const manifest = publicPart(await build(file));
  const others = [
    file.replace("right: the short one", "right: none"),
    file.replace("[the short one, a long one, none]", "[none, the short one, a long one]"),
    file.replace("expected: 7", "expected: 8").replace("three numbers", "four numbers"),
    file.replace("2026-12-14", "2026-12-20"),
  ];
  for (const other of others) expect(publicPart(await build(other))).toEqual(manifest);
  expect(JSON.stringify(manifest)).not.toMatch(/answer"|expected|hidden|solution|three numbers|right|rubric/);
  const changed = publicPart(await build(file.replace("Which one is", "Which is")));
  expect(changed.buildHash).not.toBe(manifest.buildHash);
});

it("a build's right option is the teacher's, whatever its letter", async () => {
  const [, , word] = (await build(file)).exercises;
  const [variant] = word?.variants ?? [];
  const answer = variant?.answer;
  const right = answer && "option" in answer ? answer.option : null;
  expect(variant?.options?.find(({ id }) => id === right)?.words).toBe("the short one");
});

it("a version's number is in its hash, and a revision's is not", async () => {
  const key = await build(file);
  const [same, next] = [
    await numberAssignment(key, { version: 1, revision: 4 }),
    await numberAssignment(key, { version: 2, revision: 1 }),
  ];
  expect(same.buildHash).toBe(key.buildHash);
  expect(next.buildHash).not.toBe(key.buildHash);
});

it("students get a link to each chapter, those to be read included, under whatever path the course has", async () => {
  const manifest = publicPart(await build(file));
  expect(studentLinks(manifest, ["part-2"], "https://example.org/my course/")).toEqual([
    {
      chapter: "part-2",
      url: "https://example.org/my%20course/part-2/?assignment=/my%20course/assignments/week-1-v1.json",
    },
    {
      chapter: "part-1",
      url: "https://example.org/my%20course/part-1/?assignment=/my%20course/assignments/week-1-v1.json",
    },
  ]);
});

it("canaries are lines of the key, without what is public and without what is short", () => {
  const words = check(file).chosen.flatMap((each) =>
    canariesOf(each, ["import { a } from 'somewhere/else';\nconst aLongEnoughLine = 12345;"]),
  );
  expect(words.map((canary) => canary.words)).toEqual([
    "return list.reduce((total, each) => total + each, 0);",
    "const aLongEnoughLine = 12345;",
    "const scaled = sum([1, 2]) * scale;",
    "const aLongEnoughLine = 12345;",
    "const aLongEnoughLine = 12345;",
  ]);
});
