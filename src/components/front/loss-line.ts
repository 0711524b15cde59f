import { pairSteps } from "./pair-frame.ts";

/** The drawing's size; its height stands for losses from 0 to `lossTop`. It is stretched to the room that there is. */
export const lossBox = { width: 100, height: 100 } as const;
const lossTop = 2.4;
/** What guessing among three classes costs. */
export const chance = Math.log(3);

/** Losses before updates 0, 1, …, as an SVG path. What is higher than the top leaves the drawing. */
export function lossPath(losses: readonly number[]): string {
  return losses.map((loss, step) => `${step === 0 ? "M" : "L"}${round(lossX(step))} ${round(lossY(loss))}`).join("");
}

function lossX(step: number): number {
  return (lossBox.width * step) / pairSteps;
}

export function lossY(loss: number): number {
  return lossBox.height * (1 - loss / lossTop);
}

function round(value: number): number {
  return Math.round(100 * value) / 100;
}
