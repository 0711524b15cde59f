import { expect, it, vi } from "vitest";
import { openProgress, readProgress } from "../../src/browser/exercise-progress.ts";
import { createStorage } from "../editor/memory-storage.ts";

vi.stubGlobal("addEventListener", () => undefined);

it("keeps points over reloads; the first of answer and explanation counts", () => {
  const storage = createStorage();
  const changed = vi.fn();
  const progress = openProgress("degradation", storage);
  progress.onChange(changed);
  progress.solve("a", 3);
  progress.reveal("a");
  progress.reveal("b");
  progress.solve("b", 2);
  expect(changed).toHaveBeenCalledTimes(2);
  expect([...readProgress("degradation", storage)]).toEqual([
    ["a", 3],
    ["b", 0],
  ]);
  expect(readProgress("vanishing-gradients", storage).size).toBe(0);
});

it("does not lose what another tab has earned since", () => {
  const storage = createStorage();
  const [one, other] = [openProgress("x", storage), openProgress("x", storage)];
  one.solve("a", 1);
  other.solve("b", 1);
  expect([...readProgress("x", storage).keys()].sort()).toEqual(["a", "b"]);
});

it("reads whatever else stands there as nothing, and works without storage", () => {
  for (const garbage of ["[", "null", '{"a":"3","b":-1,"c":2}'])
    expect([...readProgress("x", createStorage({ getItem: () => garbage })).keys()]).toEqual(
      garbage.startsWith("{") ? ["c"] : [],
    );
  const progress = openProgress("x", null);
  progress.solve("a", 1);
  expect(progress.earned.get("a")).toBe(1);
});
