import { formatExact, formatNumber } from "../charts/frame/number-format.ts";
import type { Connection } from "../models/connections.ts";
import { titleOf, type PickedShortcut } from "./picked-shortcut.ts";
import { drawPanel } from "./products-drawing.ts";

export interface ShortcutCurve {
  readonly connection: Connection;
  readonly losses: readonly number[];
}

/** Losses that were handed in: of the shortcut that is picked thick, of all others thin. */
export function drawCurves(
  curves: readonly ShortcutCurve[],
  picked: PickedShortcut,
  steps: number | undefined,
  width: number,
): { readonly svg: SVGSVGElement; readonly label: string } {
  const key = JSON.stringify(picked.connection);
  const chosen = curves.find((curve) => !picked.mixed && JSON.stringify(curve.connection) === key);
  const highest = Math.max(1, ...curves.flatMap(({ losses }) => losses.filter(Number.isFinite).slice(0, 1)));
  const top = Math.ceil(2 * highest) / 2;
  const svg = drawPanel(
    {
      title: "Training loss",
      ends: ["0", steps === undefined ? "last step" : `${steps.toLocaleString("en-US")} steps`],
      chosen: chosen?.losses ?? [],
      others: curves.filter((curve) => curve !== chosen).map(({ losses }) => losses),
      ...{ low: 0, high: top, ticks: [0, top / 2, top], label: formatExact },
    },
    width,
  );
  return { svg, label: chosen === undefined ? noneOf(picked) : endOf(chosen) };
}

function noneOf({ name }: PickedShortcut): string {
  return `No training of ${name} is at hand. Thin lines: the others.`;
}

function endOf({ connection, losses }: ShortcutCurve): string {
  const last = losses.at(-1) ?? NaN;
  const end = Number.isFinite(last) ? `ends at a loss of ${formatNumber(last)}` : "diverges";
  return `The net with ${titleOf(connection)} ${end}. Thin lines: the others.`;
}
