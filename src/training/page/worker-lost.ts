import { CourseError, refuse } from "../../core/errors.ts";

/** What is known of a loss. */
export interface Loss {
  /** Updates whose losses had arrived. */
  readonly step: number;
  /** A clause: "it gave no sign of life for 20 seconds". */
  readonly reason: string;
  /** Whether the worker had ever said anything: what never started will not start by being asked again. */
  readonly hadStarted: boolean;
}

/** The worker went away, or was ended because it did not answer, before it had done what was asked of it. */
export class WorkerLost extends CourseError {
  readonly loss: Loss;

  constructor(where: string, loss: Loss, times = 1) {
    super(messageFor(where, loss, times));
    this.loss = loss;
  }
}

function messageFor(where: string, { step, reason, hadStarted }: Loss, times: number): string {
  if (!hadStarted) {
    const remedy = "Check the connection and run the cell again; if that does not help, reload the page.";
    return refuse(where, `the training worker did not start (${reason})`, remedy).message;
  }
  const at = step > 0 ? ` at step ${step}` : "";
  const again = times > 1 ? `${times} times, last${at}` : `${at}`.trim();
  const problem = `the training worker was lost${again === "" ? "" : ` ${again}`} (${reason})`;
  const remedy =
    times > 1
      ? "Something here is too large for this browser, or fails each time. Try half the batchSize or a smaller net."
      : "Run the cell again: a new worker starts.";
  return refuse(where, problem, remedy).message;
}
