import { beforeEach, expect, test, vi } from "vitest";
import { openHandMark } from "../../src/editor/hand-mark.ts";
import { openRunStore } from "../../src/editor/kept-runs-db.ts";
import { countKeptRuns } from "../../src/browser/runs-database.ts";
import type { KeptRun } from "../../src/host/reader/run-store.ts";
import { createDatabases, keyRange } from "./memory-databases.ts";
import { createStorage } from "./memory-storage.ts";

/** The reader's own runs: bounded all together, the oldest go first, and what is not to be had is told in a sentence. */

const hand = openHandMark(createStorage());
vi.stubGlobal("IDBKeyRange", keyRange);

let databases: IDBFactory;
beforeEach(() => (databases = createDatabases()));

/** @param bytes about as many are kept of it */
function run(day: number, bytes = 1000): KeptRun {
  const date = `2026-11-${String(day).padStart(2, "0")}T12:00:00.000Z`;
  return {
    source: "train()",
    hash: "h",
    inputs: [["steps", 400]],
    value: new Float32Array(bytes / 4),
    date,
    elapsedMs: 5,
  };
}

async function cellsOf(slug: string, most?: number): Promise<string[]> {
  const store = openRunStore(slug, hand, databases, most);
  return [...(await store.load()).keys()];
}

test("a run comes back as it was, with its date, and goes when it is told to", async () => {
  const store = openRunStore("degradation", hand, databases);
  expect(await store.save("plainRuns", run(1))).toBeNull();
  expect((await store.load()).get("plainRuns")).toEqual(run(1));
  await store.remove("plainRuns");
  expect(await cellsOf("degradation")).toEqual([]);
});

test("where they do not all fit, the oldest of all chapters go, whatever was saved last", async () => {
  const most = 4000;
  const [first, second] = ["vanishing-gradients", "degradation"].map((slug) =>
    openRunStore(slug, hand, databases, most),
  );
  await first?.save("a", run(3));
  await second?.save("b", run(1));
  await first?.save("c", run(2));
  expect(await second?.save("d", run(4))).toBeNull();
  expect(await cellsOf("vanishing-gradients")).toEqual(["a", "c"]);
  expect(await cellsOf("degradation")).toEqual(["d"]);
  await second?.save("d", run(5));
  expect(await cellsOf("vanishing-gradients")).toEqual(["a", "c"]);
});

test("a run that is too large by itself is told, and costs no other run its place", async () => {
  const store = openRunStore("degradation", hand, databases, 4000);
  await store.save("small", run(1));
  expect(await store.save("large", run(2, 8000))).toMatch(/^This run is too large to be kept \(\d+ MB\)/);
  expect(await cellsOf("degradation", 4000)).toEqual(["small"]);
});

test("where the browser's own quota is full, everything stays as it was, and the reader hears why", async () => {
  databases = createDatabases(3000);
  const store = openRunStore("degradation", hand, databases);
  expect(await store.save("first", run(1))).toBeNull();
  expect(await store.save("second", run(2, 4000))).toContain("its storage is full");
  expect(await cellsOf("degradation")).toEqual(["first"]);
});

test("without databases nothing is kept and nothing is asked; what is no plain data is not kept, silently", async () => {
  const none = openRunStore("degradation", hand, null);
  expect(await none.save("plainRuns", run(1))).toContain("storage is switched off");
  expect([...(await none.load())]).toEqual([]);
  const store = openRunStore("degradation", hand, databases);
  expect(await store.save("plainRuns", { ...run(1), value: () => 1 })).toBeNull();
  expect(await cellsOf("degradation")).toEqual([]);
});

test("what bears another hand's mark is not there; runs are counted by chapter; all chapters' go at once", async () => {
  const stranger = openRunStore("degradation", openHandMark(createStorage()), databases);
  await stranger.save("planted", run(1));
  expect(await cellsOf("degradation")).toEqual([]);
  const store = openRunStore("degradation-2", hand, databases);
  await store.save("a", run(1));
  await store.save("b", run(2));
  expect(await countKeptRuns("degradation-2", databases)).toBe(2);
  expect(await countKeptRuns("degradation", databases)).toBe(1);
  expect(await countKeptRuns("degradation", null)).toBe(0);
  await store.clearAll();
  expect(await countKeptRuns("degradation-2", databases)).toBe(0);
});
