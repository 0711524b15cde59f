import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { LoaderContext } from "astro/loaders";
import { afterEach, beforeEach, expect, it } from "vitest";
import { chapterLoader } from "../../src/notebook/chapter-loader.ts";
import { fence, front } from "./chapter-text.ts";

let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "chapters-"));
  await mkdir(join(root, "chapters"));
});

afterEach(() => rm(root, { recursive: true }));

/** As much of Astro's context as the loader uses, with a store that remembers. */
function makeContext(): { readonly context: LoaderContext; readonly store: Map<string, Record<string, unknown>> } {
  const store = new Map<string, Record<string, unknown>>([["old", { id: "old" }]]);
  const context = {
    config: { root: pathToFileURL(`${root}/`) },
    store: {
      clear: () => store.clear(),
      set: (entry: { id: string }) => store.set(entry.id, entry),
    },
    parseData: ({ data }: { data: unknown }) => Promise.resolve(data),
    generateDigest: (data: unknown) => JSON.stringify(data),
  };
  return { context: context as unknown as LoaderContext, store };
}

it("stores every chapter with its cells and its HTML, and nothing else", async () => {
  await writeFile(join(root, "chapters", "02-test.md"), `${front}## Head\n\n${fence("const a = 1")}`);
  await writeFile(join(root, "chapters", "notes.md"), "no chapter");
  const { context, store } = makeContext();
  await chapterLoader({ directory: "chapters" }).load(context);
  expect([...store.keys()]).toEqual(["test"]);
  expect(store.get("test")).toMatchObject({
    filePath: "chapters/02-test.md",
    data: { slug: "test", front: { title: "Test" }, cells: [{ id: "a", compiled: { outputs: ["a"] } }] },
    rendered: {
      html: expect.stringContaining("<notebook-cell") as unknown,
      metadata: { headings: [{ depth: 2, slug: "head", text: "Head" }] },
    },
  });
});

it("keeps a draft out of a build that does not ask for drafts, and shows it to whoever writes", async () => {
  await writeFile(join(root, "chapters", "02-test.md"), front.replace("minutes:", "draft: true\nminutes:"));
  const loaded = async (drafts: boolean, watcher?: { add: () => void; on: () => void }) => {
    const { context, store } = makeContext();
    await chapterLoader({ directory: "chapters", drafts }).load({
      ...context,
      ...(watcher && { watcher }),
    } as LoaderContext);
    return [...store.keys()];
  };
  expect(await loaded(false)).toEqual([]);
  expect(await loaded(true)).toEqual(["test"]);
  expect(await loaded(false, { add: () => undefined, on: () => undefined })).toEqual(["test"]);
});

it("fails with the chapter's own message and keeps what was stored", async () => {
  await writeFile(join(root, "chapters", "02-test.md"), `${front}${fence("x = 1")}`);
  const { context, store } = makeContext();
  await expect(chapterLoader({ directory: "chapters" }).load(context)).rejects.toThrow(/^chapters\/02-test\.md:8: /);
  expect([...store.keys()]).toEqual(["old"]);
});
