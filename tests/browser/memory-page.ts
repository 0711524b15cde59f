import "../../src/styles/tokens.css";
import "../../src/styles/cells.css";
import "../../src/styles/cell-code.css";
import "../../src/styles/cell-editor.css";
import * as Plot from "@observablehq/plot";
import { Runtime } from "@observablehq/runtime";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { startChapter, type StartedData } from "../../src/components/chapter/start-chapter.ts";

declare global {
  interface Window {
    /** Variables that the runtime holds, and names of its modules. */
    countVariables(): number;
    countTensors(): number;
  }
}

/** The private parts of the runtime that a leak would show in. */
interface RuntimeParts {
  readonly _variables: ReadonlySet<unknown>;
  readonly _modules: ReadonlyMap<unknown, unknown>;
}

const createModule = Runtime.prototype.module;
Runtime.prototype.module = function (this: Runtime) {
  const { _variables, _modules } = this as unknown as RuntimeParts;
  window.countVariables = () => _variables.size + _modules.size;
  return createModule.call(this);
};

function slider(value: number): HTMLInputElement {
  const input = document.createElement("input");
  Object.assign(input, { type: "range", ariaLabel: "value", value: String(value) });
  return input;
}

const chart = (value: number) => Plot.lineY([1, 3, 2, value % 5]).plot({ height: 120 });

await tf.setBackend("cpu");
window.countTensors = () => tf.memory().numTensors;
const notebook = startChapter((_data: StartedData) => ({
  builtins: { tf: () => tf, slider: () => slider, chart: () => chart },
  perRun: {},
}));
if (notebook) window.notebook = notebook;
