import { svgElement } from "../browser/elements.ts";
import { formatTenTo } from "../charts/frame/number-format.ts";
import { familyStroke, fontSize } from "../charts/frame/theme.ts";

const height = 190;
const area = { top: 26, bottom: 156, left: 46, right: 14 };

/** A panel with one thick line, and thin ones behind it. */
export interface Panel {
  readonly title: string;
  /** Of the first and the last value, below them. */
  readonly ends: readonly [string, string];
  readonly chosen: readonly number[];
  readonly others: readonly (readonly number[])[];
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly label: (tick: number) => string;
  /** Where a dashed line says what would stay as it is. */
  readonly mark?: number;
}

/** Products of factors, by powers of ten: from 10² down to 10⁻¹⁸, below which they all look alike. */
export function productsPanel(sizes: readonly number[], blocks: number): Panel {
  const powers = sizes.map((size) => Math.max(-18, Math.min(2, Math.log10(size))));
  return {
    title: "What is left behind each block",
    ends: ["0", `${blocks} blocks`],
    ...{ chosen: powers, others: [], low: -18, high: 2, mark: 0 },
    ticks: [0, -6, -12, -18],
    label: formatTenTo,
  };
}

export function drawPanel(panel: Panel, width: number): SVGSVGElement {
  const svg = svgElement("svg", {
    ...{ width, height, viewBox: `0 0 ${width} ${height}`, "font-size": fontSize, class: "chart-svg products-drawing" },
  });
  const { low, high, ticks, label, mark, chosen, others } = panel;
  const y = (value: number): number =>
    area.bottom - ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (area.bottom - area.top);
  svg.append(text(0, 10, panel.title, "start"));
  for (const tick of ticks) {
    const look = tick === mark ? "products-grid products-mark" : "products-grid";
    svg.append(svgElement("path", { class: look, d: `M${area.left},${y(tick)}H${width - area.right}` }));
    svg.append(text(area.left - 8, y(tick), label(tick), "end"));
  }
  for (const other of others) svg.append(drawLine(other, y, width, "products-other"));
  if (chosen.length > 0) {
    const line = drawLine(chosen, y, width, "products-line");
    line.style.stroke = familyStroke("residual");
    svg.append(line);
  }
  const [first, last] = panel.ends;
  svg.append(text(area.left, height - 12, first, "middle"), text(width - area.right, height - 12, last, "end"));
  return svg;
}

/** A line breaks off where a value is no number. */
function drawLine(
  values: readonly number[],
  y: (value: number) => number,
  width: number,
  look: string,
): SVGPathElement {
  const step = (width - area.left - area.right) / Math.max(1, values.length - 1);
  let pen = "M";
  const d = values.map((value, at) => {
    if (!Number.isFinite(value)) {
      pen = "M";
      return "";
    }
    const point = `${pen}${(area.left + at * step).toFixed(1)},${y(value).toFixed(1)}`;
    pen = "L";
    return point;
  });
  return svgElement("path", { class: look, d: d.join("") });
}

function text(x: number, y: number, words: string, anchor: "start" | "middle" | "end"): SVGTextElement {
  return svgElement("text", { x, y, dy: "0.35em", "text-anchor": anchor }, words);
}
