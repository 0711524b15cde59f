import type { Evaluation, GradientProbe, Run } from "../contract/protocol.ts";
import type { Score } from "../contract/session.ts";

/** How long the curves were at some moment. */
export interface CurvesMark {
  readonly updates: number;
  readonly evaluations: number;
  readonly probes: number;
}

/** What is measured of a run while it trains. It only grows, unless it is cut back to an earlier moment. */
export class Curves {
  readonly #loss: number[];
  readonly #accuracy: number[];
  readonly #evaluations: Evaluation[];
  readonly #probes: GradientProbe[];

  /** @param earlier what a run that goes on had measured before */
  constructor(earlier?: Pick<Run, "loss" | "accuracy" | "evaluations" | "probes">) {
    this.#loss = [...(earlier?.loss ?? [])];
    this.#accuracy = [...(earlier?.accuracy ?? [])];
    this.#evaluations = [...(earlier?.evaluations ?? [])];
    this.#probes = [...(earlier?.probes ?? [])];
  }

  /** Updates whose loss is known. */
  get updates(): number {
    return this.#loss.length;
  }

  add({ loss, accuracy }: Score): void {
    this.#loss.push(loss);
    if (accuracy !== null) this.#accuracy.push(accuracy);
  }

  addEvaluations(evaluations: readonly Evaluation[]): void {
    this.#evaluations.push(...evaluations);
  }

  addProbe(probe: GradientProbe): void {
    this.#probes.push(probe);
  }

  /** Whether gradient norms were measured at a step: a run that goes on does not measure them twice. */
  hasProbe(step: number): boolean {
    return this.#probes.some((probe) => probe.step === step);
  }

  hasEvaluation(step: number): boolean {
    return this.#evaluations.at(-1)?.step === step;
  }

  mark(): CurvesMark {
    return { updates: this.updates, evaluations: this.#evaluations.length, probes: this.#probes.length };
  }

  cutTo({ updates, evaluations, probes }: CurvesMark): void {
    this.#loss.length = updates;
    this.#accuracy.length = Math.min(updates, this.#accuracy.length);
    this.#evaluations.length = evaluations;
    this.#probes.length = probes;
  }

  /** A copy. */
  snapshot(): Pick<Run, "loss" | "accuracy" | "evaluations" | "probes"> {
    return {
      loss: [...this.#loss],
      accuracy: [...this.#accuracy],
      evaluations: [...this.#evaluations],
      probes: [...this.#probes],
    };
  }
}
