import "@fontsource-variable/inter";
import "@fontsource-variable/spline-sans-mono";
import "../../src/styles/tokens.css";
import "../../src/styles/base.css";
import "../../src/styles/cells.css";
import "../../src/styles/cell-code.css";
import "../../src/styles/cell-editor.css";
import "../../src/styles/reader.css";
import "../../src/styles/dependencies.css";
import "../../src/styles/values.css";
import { startChapter } from "../../src/components/chapter/start-chapter.ts";
import type { CellContext, CellLibrary } from "../../src/host/cell/cell-context.ts";
import * as Generators from "../../src/host/runtime/generators.ts";
import { resize } from "../../src/host/runtime/resize.ts";
import { Mutable } from "../../src/host/runtime/mutable.ts";
import type { Notebook } from "../../src/host/notebook.ts";

/** A training that the test drives by hand. */
export interface FakeTraining {
  readonly cellId: string;
  readonly options: unknown;
  isAborted(): boolean;
  step(doneSteps: number): void;
  queue(place: number): void;
  finish(): void;
  fail(message: string): void;
}

declare global {
  interface Window {
    notebook: Notebook;
    trainings: FakeTraining[];
    log: unknown[];
  }
}

const totalSteps = 400;

/** Like the library's own `train`: yields snapshots; on Stop one last snapshot, then it ends; rests at once on Pause. */
function createTrain({ cellId, signal, pauses, reportProgress }: CellContext) {
  return async function* (options: unknown) {
    const events: { status: string; doneSteps: number; error?: string }[] = [];
    let wake = () => {};
    let doneSteps = 0;
    const put = (status: string, error?: string) => {
      events.push({ status, doneSteps, ...(error === undefined ? {} : { error }) });
      wake();
    };
    signal.addEventListener("abort", () => put("stopped"));
    const report = (paused: boolean) =>
      reportProgress({ doneSteps, totalSteps, elapsedMs: 0, queuePlace: null, paused, engine: "wasm (SIMD)" });
    pauses.addEventListener("change", () => {
      report(pauses.paused);
      put(pauses.paused ? "paused" : "running");
    });
    window.trainings.push({
      cellId,
      options,
      isAborted: () => signal.aborted,
      queue: (queuePlace) =>
        reportProgress({ doneSteps: 0, totalSteps, elapsedMs: 0, queuePlace, paused: false, engine: null }),
      step(done) {
        doneSteps = done;
        report(false);
        put("running");
      },
      finish: () => put("done"),
      fail: (message) => put("failed", message),
    });
    for (;;) {
      const event = events.shift();
      if (!event) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      if (event.error !== undefined) throw new Error(event.error);
      yield { status: event.status, doneSteps: event.doneSteps };
      if (event.status === "done" || event.status === "stopped") return;
    }
  };
}

const library: CellLibrary = {
  builtins: {
    Generators: () => Generators,
    Mutable: () => Mutable,
    Inputs: () => import("../../src/host/runtime/inputs.ts"),
    md: async () => (await import("../../src/host/library/markdown-tag.ts")).md,
    curve: () => drawCurve,
    now: () => Generators.now(),
    resize: () => resize,
    dark: () => Generators.dark(),
    log: () => (value: unknown) => window.log.push(value),
    slider: () => (value: number) => {
      const input = document.createElement("input");
      input.type = "range";
      input.setAttribute("aria-label", "value");
      input.max = "100";
      input.value = String(value);
      return input;
    },
    unreachable: () => {
      throw new Error("Failed to fetch dynamically imported module");
    },
  },
  perRun: { train: createTrain },
};

/** Stands for a chart: a falling curve over the steps done. */
function drawCurve({ doneSteps }: { readonly doneSteps: number }): SVGSVGElement {
  const template = document.createElement("template");
  const points = Array.from({ length: 41 }, (_, at) => `${at * 15},${20 + 110 * (1 - Math.exp(-at / 12))}`);
  const shown = points.slice(0, 1 + (40 * doneSteps) / totalSteps).join(" ");
  template.innerHTML = `<svg viewBox="0 0 620 150" role="img" aria-label="Loss"><path d="M0 140H620" stroke="var(--rule)"/>
    <polyline points="${shown}" fill="none" stroke="var(--residual)" stroke-width="2"/></svg>`;
  return document.importNode(template.content.firstElementChild as SVGSVGElement, true);
}

window.trainings = [];
window.log = [];
const notebook = startChapter(() => library);
if (notebook) window.notebook = notebook;
