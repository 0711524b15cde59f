import { formatMoment } from "../../core/format-moment.ts";
import type { CellState, StepProgress, StopPlace } from "../../host/cell/cell-state.ts";
import type { CellView } from "../../host/cell/cell-view.ts";

/** A cell's state as the page says it: one word, and what goes with it. */
export interface StateWords {
  readonly word: string;
  readonly detail: string;
}

/** @param nowMs `performance.now()`, for the elapsed time of a run */
export function describeState({ state, run }: Pick<CellView, "state" | "run">, nowMs: number): StateWords {
  switch (state.kind) {
    case "idle":
      return { word: "Not computed yet", detail: "" };
    case "not-run":
      return { word: "Not run", detail: "Press Run to start it." };
    case "recorded":
      return { word: "Recorded run", detail: describeRecording(state) };
    case "waiting":
      return { word: "Waiting", detail: `for ${state.forCell}` };
    case "queued":
      return { word: run === "manual" ? "Queued" : "Waiting for its inputs", detail: describePlace(state.place) };
    case "running":
      return { word: runningWords[state.ending ?? "running"], detail: describeRunning(state, nowMs) };
    case "paused":
      return { word: "Paused", detail: describePaused(state.progress) };
    case "done":
      if (state.made !== undefined)
        return {
          word: "Your run",
          detail: `of ${formatMoment(state.made)}; it took ${formatDuration(state.elapsedMs)}`,
        };
      return { word: "Done", detail: run === "manual" ? `in ${formatDuration(state.elapsedMs)}` : "" };
    case "stopped":
      return { word: "Stopped", detail: `after ${formatDuration(state.elapsedMs)}; the last values are kept` };
    case "stale":
      return { word: "Out of date", detail: describeStale(state) };
    case "error":
      return { word: "Error", detail: state.error.line === null ? "" : `in line ${state.error.line}` };
  }
}

const runningWords = { running: "Running", stopping: "Stopping", pausing: "Pausing" } as const;

/** `2 s`, `20 s`, `3 min`: what another machine took is no promise. */
export function formatAbout(durationMs: number): string {
  const seconds = durationMs / 1000;
  if (seconds >= 90) return `${Math.round(seconds / 60)} min`;
  return `${seconds < 10 ? Math.max(1, Math.round(seconds)) : 5 * Math.round(seconds / 5)} s`;
}

/** `0.4 s`, `12 s`, `3 min 5 s`. */
export function formatDuration(durationMs: number): string {
  const seconds = durationMs / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function describeRecording({ label, stop }: Extract<CellState, { kind: "recorded" }>): string {
  const origin = label ? `${label.date}, ${label.device}. ` : "";
  return `${describeStop(stop)}${origin}Press Run to make your own.`;
}

/** `with steps = 800: ` */
function describeStop(stop: StopPlace | null | undefined): string {
  return stop ? `with ${stop.knob} = ${stop.at}: ` : "";
}

function describePlace(place: number | null): string {
  if (place === null) return "";
  return place <= 1 ? "next in line" : `place ${place} in line`;
}

function describeRunning(state: Extract<CellState, { kind: "running" }>, nowMs: number): string {
  const elapsed = formatDuration(nowMs - state.sinceMs);
  // An analysis that tells no steps counts none.
  if (!state.progress || state.progress.total === 0) return elapsed;
  const { done, total, engine, expectedMs } = state.progress;
  const left =
    expectedMs === null || state.ending !== null ? null : formatTimeLeft(expectedMs - (nowMs - state.sinceMs));
  const parts = [`step ${formatCount(done)} of ${formatCount(total)}`, elapsed, left, engine];
  return parts.filter((part) => part !== null).join(" · ");
}

/** Coarse, as an estimate is: `about 3 min left`, `about 40 s left`, `a few seconds left`. */
export function formatTimeLeft(leftMs: number): string {
  const seconds = leftMs / 1000;
  if (seconds < 1) return "almost done";
  if (seconds < 7.5) return "a few seconds left";
  if (seconds < 95)
    return `about ${seconds < 27.5 ? 5 * Math.round(seconds / 5) : 10 * Math.round(seconds / 10)} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}

function describePaused({ done, total }: StepProgress): string {
  return `at step ${formatCount(done)} of ${formatCount(total)}; others may train meanwhile`;
}

function describeStale({ reason, recorded, stop }: Extract<CellState, { kind: "stale" }>): string {
  if (!recorded) return reason;
  const which = stop ? `The nearest recorded run, with ${stop.knob} = ${stop.at}` : "Recorded run";
  return `${reason}. ${which}: ${recorded.date}, ${recorded.device}`;
}

function formatCount(count: number): string {
  return count.toLocaleString("en");
}
