import { memoryRoom } from "../../core/byte-size.ts";
import { runsOfRequest } from "../contract/runs-of-request.ts";
import type { TrainingRequest } from "../contract/protocol.ts";
import { describeData } from "./data-facts.ts";
import { trainingNeed, type MemoryNeed } from "./memory-need.ts";
import { preferredWorkers } from "./worker-preference.ts";

/** What a worker holds before it has data or nets: its code, tfjs, and a wasm module with its memory. */
const emptyWorkerBytes = 6e7;

export interface PoolLimits {
  /** How many workers may train at once. */
  readonly most: number;
  /** Bytes that there are for all of them. */
  readonly room: number;
}

/**
 * How many workers share the runs of a training: no more than there are runs, than the reader wants, and than the memory
 * holds, in which each worker has the data and the activations of a step for itself. At least one.
 */
export function poolSize(
  request: TrainingRequest,
  { most, room }: PoolLimits = { most: preferredWorkers(), room: memoryRoom() },
): number {
  const wanted = Math.min(most, runsOfRequest(request).length);
  if (wanted <= 1) return 1;
  const need = trainingNeed(request, describeData("train", request.data));
  const shared = need.weights + need.moments + need.results;
  const fitting = Math.floor((room - shared) / bytesOfEach(need));
  return Math.max(1, Math.min(wanted, fitting));
}

function bytesOfEach({ data, activations, gradients }: MemoryNeed): number {
  return emptyWorkerBytes + data + activations + gradients;
}

/** Of so many runs most trainings of the chapters are. */
const usualRuns = 9;

/** How many workers are worth having before it is known what is to be trained. */
export function emptyPoolSize(most = preferredWorkers(), room = memoryRoom()): number {
  // As much again is left to what they are to hold
  return Math.max(1, Math.min(most, usualRuns, Math.floor(room / (2 * emptyWorkerBytes))));
}
