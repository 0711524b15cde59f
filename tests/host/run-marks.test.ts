import { expect, test } from "vitest";
import type { CellState } from "../../src/host/cell/cell-state.ts";
import type { CellView } from "../../src/host/cell/cell-view.ts";
import type { Notebook } from "../../src/host/notebook.ts";
import { openRunMarks, type PageLife } from "../../src/host/run-marks.ts";

const running: CellState = { kind: "running", sinceMs: 0, progress: null, ending: null };
const done: CellState = { kind: "done", elapsedMs: 1 };

function openPage(storage: Storage) {
  const listeners = new Map<string, () => void>();
  const due: (() => void)[] = [];
  const page = {
    isHidden: false as boolean,
    addEventListener: (type: string, listener: () => void) => void listeners.set(type, listener),
    later: (callback: () => void) => void due.push(callback),
  } satisfies PageLife;
  let tell: (id: string, view: CellView) => void = () => {};
  const notebook: Pick<Notebook, "subscribe"> = {
    subscribe: (listener) => {
      tell = listener;
      return () => {};
    },
  };
  const marks = openRunMarks("test", storage, page);
  marks.follow(notebook);
  return {
    lost: marks.lost,
    page,
    state: (id: string, state: CellState) => tell(id, { state } as CellView),
    fire: (type: string) => listeners.get(type)?.(),
    turn: () => due.splice(0).forEach((callback) => callback()),
  };
}

function createStorage(): Storage {
  const items = new Map<string, string>();
  const storage: Partial<Storage> = {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
  return storage as Storage;
}

test("a page that never came back from a cell names it to the next one, once", () => {
  const storage = createStorage();
  const first = openPage(storage);
  first.state("training", running);
  first.state("knob", running);
  expect(openPage(storage).lost).toEqual(["training", "knob"]);
  expect(openPage(storage).lost).toEqual([]);
});

test("cells that ended are not named, from the page's next turn on", () => {
  const storage = createStorage();
  const first = openPage(storage);
  first.state("knob", running);
  first.state("knob", done);
  first.turn();
  expect(openPage(storage).lost).toEqual([]);
});

test("closing, leaving or hiding a page in good order names nothing", () => {
  for (const leave of ["pagehide", "visibilitychange"]) {
    const storage = createStorage();
    const first = openPage(storage);
    first.state("training", running);
    first.page.isHidden = leave === "visibilitychange";
    first.fire(leave);
    expect(openPage(storage).lost).toEqual([]);
  }
});

test("a page that is shown again marks what still runs", () => {
  const storage = createStorage();
  const first = openPage(storage);
  first.state("training", running);
  first.fire("pagehide");
  first.fire("pageshow");
  expect(openPage(storage).lost).toEqual(["training"]);
});

test("a browser without storage, or with nonsense in it, is no reason to fail", () => {
  const broken = createStorage();
  broken.setItem("running:test", "{");
  expect(openPage(broken).lost).toEqual([]);
  const refusing: Partial<Storage> = {
    getItem: () => {
      throw new DOMException("no", "SecurityError");
    },
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  const page = openPage(refusing as Storage);
  expect(() => page.state("a", running)).not.toThrow();
  expect(page.lost).toEqual([]);
});
