import type { CompiledCell } from "../../notebook/chapter.ts";
import type { CellCode } from "../runtime/evaluate-cell.ts";
import { RedrawPace } from "../runtime/redraw-pace.ts";
import type { CellHost } from "./cell-host.ts";
import type { CellInputs } from "./cell-inputs.ts";
import { CellRun } from "./cell-run.ts";
import type { CellStanding } from "./cell-standing.ts";
import type { KnownInputs } from "./manual-inputs.ts";
import type { OutputArea } from "./output-area.ts";
import { prepareCall } from "./prepare-call.ts";

/** What a cell's runs have in common. */
export interface RunSurroundings {
  readonly cellId: string;
  readonly isManual: boolean;
  readonly host: CellHost;
  readonly output: OutputArea;
  readonly standing: CellStanding;
}

/** The run that a cell is at, or was last: another one takes its place. */
export class PresentRun {
  #surroundings: RunSurroundings;
  #pace: RedrawPace;
  #run: CellRun | null = null;
  #beganMs: number | null = null;

  constructor(surroundings: RunSurroundings) {
    this.#surroundings = surroundings;
    this.#pace = new RedrawPace(surroundings.output.root);
  }

  /** Null where the cell has not run, or its last run is out of date. */
  get run(): CellRun | null {
    return this.#run;
  }

  /** When the last run began, on the page's clock; null before the first. */
  get beganMs(): number | null {
    return this.#beganMs;
  }

  get elapsedMs(): number {
    return this.#run?.elapsedMs ?? 0;
  }

  /** @returns the value, or the values of the names that the code defines */
  begin(code: CellCode, { compiled, inputs, values }: RunInputs): unknown {
    const { host, standing, output } = this.#surroundings;
    const run = (this.#run = this.#create(compiled, inputs));
    this.#beganMs = performance.now();
    output.clearRemarks();
    standing.forgetFailures();
    standing.become({ kind: "running", sinceMs: run.startedMs, progress: null, ending: null });
    void run.ended.then(() => this.#ended(run));
    const start = prepareCall(code(run.goOn), {
      inputs: compiled.inputs,
      perRun: inputs.perRun,
      values,
      run,
      library: host.library,
    });
    const hold = this.#onlyDraws(compiled) ? this.#pace.hold(values.values(), run.context.signal) : null;
    return run.execute(() => hold?.then(() => (run.context.signal.aborted ? undefined : start())) ?? start());
  }

  /** Ends it and keeps its last value. */
  stop(): void {
    const { standing, isManual } = this.#surroundings;
    if (!this.#run) {
      if (isManual) standing.become({ kind: "stopped", elapsedMs: 0 });
      return;
    }
    this.#run.stop();
    standing.setEnding("stopping", this.#run.startedMs);
  }

  /** Lets it rest after the step at hand, or while it waits in line; its value so far is kept. */
  pause(): void {
    if (!this.#run) return;
    this.#surroundings.standing.setEnding("pausing", this.#run.startedMs);
    this.#run.context.pauses.paused = true;
  }

  /** Goes on after `pause`: at the end of the line, if others train now. */
  resume(): void {
    if (!this.#run || this.#run.isStopped) return;
    this.#surroundings.standing.setEnding(null, this.#run.startedMs);
    this.#run.context.pauses.paused = false;
  }

  /** Nothing that it does can be seen any more. */
  retire(): void {
    this.#run?.retire();
    this.#run = null;
  }

  /** The cell is about to be computed anew, and waits for nothing that this run has not ended. */
  leaveBehind(): void {
    this.#run?.leaveBehind();
    this.#run = null;
  }

  dispose(): void {
    this.retire();
    this.#pace.dispose();
  }

  #create(compiled: CompiledCell, { perRun }: CellInputs): CellRun {
    const { cellId, isManual, host, output, standing } = this.#surroundings;
    return new CellRun({
      cellId,
      compiled,
      output,
      endsItself: perRun.length > 0,
      followsGenerators: isManual || perRun.length > 0,
      onProgress: (progress) => this.#run && standing.progressed(progress, this.#run),
      onViews: (inputs, retired) => host.viewed(cellId, inputs, retired),
    });
  }

  #onlyDraws({ outputs }: CompiledCell): boolean {
    return !this.#surroundings.isManual && outputs.length === 0;
  }

  #ended(run: CellRun): void {
    if (run !== this.#run) return;
    const { cellId, host, standing } = this.#surroundings;
    standing.become({ kind: run.isStopped ? "stopped" : "done", elapsedMs: run.elapsedMs });
    if (!run.isStopped) host.finished(cellId);
  }
}

interface RunInputs {
  readonly compiled: CompiledCell;
  readonly inputs: CellInputs;
  readonly values: KnownInputs;
}
