import * as Plot from "@observablehq/plot";
import { drawPlot } from "../charts/frame/draw-plot.ts";
import { formatCount, formatExact } from "../charts/frame/number-format.ts";
import { estimateTextWidth, familyStroke, textTint } from "../charts/frame/theme.ts";
import { qualify, type PaperColumn, type PaperRow } from "../papers/paper-table.ts";
import { formatIn, numberIn } from "./paper-order.ts";

const rowHeight = 26;
const marginTop = 8;
const marginBottom = 42;

/** One column as a dot for each row, in the rows' order. Counts that differ a hundredfold stand on a logarithmic axis. */
export function drawPaperPlot(rows: readonly PaperRow[], column: PaperColumn, width: number): Element {
  const names = rows.map(({ name }) => name);
  const nameWidth = Math.min(0.46 * width, 16 + Math.max(...names.map(estimateTextWidth)));
  const given = rows.flatMap((row) => {
    const value = numberIn(row, column);
    return value === null ? [] : [{ ...row, value }];
  });
  const without = rows.filter((row) => numberIn(row, column) === null);
  return drawPlot({
    ...{ width, height: marginTop + marginBottom + rowHeight * rows.length, marginTop, marginBottom },
    ...{ marginLeft: nameWidth, marginRight: 92 },
    x: { ...scaleOf(given.map(({ value }) => value)) },
    y: { type: "band", domain: names, padding: 0 },
    marks: [
      Plot.ruleY(names, { stroke: "var(--rule)" }),
      Plot.axisX({
        ...{ ticks: width < 560 ? 3 : 5, tickSize: 0, labelAnchor: "right", labelArrow: "none" },
        label: `${column.title}, ${column.unit}`,
        tickFormat: (value: number) => (value >= 1e6 ? `${formatExact(value / 1e6)} M` : formatCount(value)),
      }),
      // Letters are a little wider than Plot reckons them
      Plot.axisY({ tickSize: 0, label: null, lineWidth: (nameWidth - 14) / 13, textOverflow: "ellipsis" }),
      Plot.dot(given, {
        ...{ x: "value", y: "name", r: 5, stroke: "var(--paper)", strokeWidth: 1 },
        fill: ({ family }: PaperRow) => familyStroke(family),
      }),
      Plot.text(given, {
        ...{ y: "name", frameAnchor: "right", textAnchor: "start", dx: 10, fontWeight: 600 },
        text: ({ value }: { readonly value: number }) => formatIn(column, value),
        fill: ({ family }: PaperRow) => textTint(familyStroke(family)),
      }),
      Plot.text(without, {
        ...{ y: "name", frameAnchor: "right", textAnchor: "start", dx: 10, fill: "var(--muted)" },
        text: ({ values }: PaperRow) => qualify(values[column.key])?.text ?? "–",
      }),
    ],
  });
}

/** Dots mark places, so that an axis need not start from zero; it leaves room on both sides. */
function scaleOf(values: readonly number[]): Plot.ScaleOptions {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return { domain: [0, 1] };
  if (least > 0 && most / least > 30) return { type: "log", domain: [least / 1.3, most * 1.3] };
  const room = 0.08 * (most - least) || 1;
  return { domain: [Math.max(0, least - room), most + room] };
}
