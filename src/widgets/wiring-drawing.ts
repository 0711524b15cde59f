import { svgElement } from "../browser/elements.ts";
import { formatShape } from "../core/shape.ts";
import { familyStroke, fontSize } from "../charts/frame/theme.ts";
import type { Wiring } from "../models/wiring.ts";
import { distance, makeDraggable, type Place } from "./drag.ts";
import type { WiredBlock } from "./wired-value.ts";

/** A change that a reader's hand makes. */
export type Rewire = (change: Partial<Wiring>) => void;

const width = 312;
const height = 404;
/** Middle of the trunk, and of the wire around it. */
const trunk = 114;
const wire = 250;
const boxWidth = 148;
const rows = { x: 16, fork: 40, conv1: 72, bn1: 105, conv2: 138, bn2: 171, before: 203, add: 243, after: 284, y: 330 };
const onWire: Place = { x: wire, y: 122 };
const loose: Place = { x: wire, y: 206 };
const sum: Place = { x: trunk, y: rows.add };
const tray = { padding: { x: 58, y: 384 }, projection: { x: 182, y: 384 } } as const;
const parts = { padding: "pad with 0", projection: "1×1 conv, BN" } as const;
const partNames = ["padding", "projection"] as const;

/** The block from top to bottom: the branch on the trunk, the shortcut as a wire with a plug, parts to put on it. */
export function drawWiring({ wiring, shapes, problem }: WiredBlock, rewire: Rewire): SVGSVGElement {
  const svg = svgElement("svg", {
    ...{ width, height, viewBox: `0 0 ${width} ${height}`, "font-size": fontSize, class: "chart-svg wiring-drawing" },
  });
  const isConnected = wiring.shortcut !== "none";
  const misfits = problem !== null;
  svg.append(
    line("trunk", `M${trunk},${rows.x + 8}V${rows.y - 12}`),
    label(trunk, rows.x, `x  ${formatShape(shapes.x)}`, "middle", "wiring-end"),
    ...drawBranch(wiring),
    ...drawWire(isConnected, misfits),
    ...drawSum(isConnected, misfits),
    label(trunk, rows.y, `y  ${shapes.y === null ? "?" : formatShape(shapes.y)}`, "middle", "wiring-end"),
    ...(isConnected ? drawArrivals({ shapes }) : []),
    label(4, tray.padding.y - 26, "Parts for the wire", "start", "wiring-note"),
  );
  for (const name of partNames) if (wiring.shortcut === name) svg.append(chipOutline(tray[name], 108));
  if (isConnected && !isPart(wiring.shortcut)) svg.append(chipOutline(onWire, 108));
  svg.append(drawSlot(wiring.relu === "after" ? rows.before : rows.after));
  addParts(svg, wiring, rewire);
  addRelu(svg, wiring, rewire);
  addPlug(svg, isConnected, rewire);
  return svg;
}

function isPart(shortcut: Wiring["shortcut"]): shortcut is "padding" | "projection" {
  return shortcut === "padding" || shortcut === "projection";
}

function drawBranch({ filters, stride }: Wiring): SVGElement[] {
  const conv = (y: number, text: string) => [
    svgElement("rect", {
      ...{ class: "wiring-layer", x: trunk - boxWidth / 2, y: y - 15, width: boxWidth, height: 30, rx: 4 },
    }),
    label(trunk, y, text, "middle"),
  ];
  const words = (y: number, text: string) => [
    svgElement("rect", { class: "wiring-patch", x: trunk - 34, y: y - 9, width: 68, height: 18 }),
    label(trunk, y, text, "middle", "wiring-note"),
  ];
  return [
    ...conv(rows.conv1, `3×3 conv, ${filters}${stride > 1 ? `, /${stride}` : ""}`),
    ...words(rows.bn1, "BN · ReLU"),
    ...conv(rows.conv2, `3×3 conv, ${filters}`),
    ...words(rows.bn2, "BN"),
  ];
}

function drawWire(isConnected: boolean, misfits: boolean): SVGElement[] {
  const start = `M${trunk},${rows.fork}H${wire - 14}Q${wire},${rows.fork} ${wire},${rows.fork + 14}`;
  const look = `wiring-wire${isConnected ? "" : " loose"}${misfits ? " misfit" : ""}`;
  const end = isConnected
    ? `V${rows.add - 14}Q${wire},${rows.add} ${wire - 14},${rows.add}H${trunk + 26}`
    : `V${loose.y - 10}`;
  const path = line(look, start + end);
  if (!misfits && isConnected) path.style.stroke = familyStroke("residual");
  return [path];
}

function drawSum(isConnected: boolean, misfits: boolean): SVGElement[] {
  const look = `wiring-sum${misfits ? " misfit" : ""}${isConnected ? "" : " open"}`;
  return [
    svgElement("circle", { class: look, cx: sum.x, cy: sum.y, r: 15 }),
    label(sum.x, sum.y, misfits ? "≠" : "+", "middle", `wiring-plus${misfits ? " misfit" : ""}`),
  ];
}

/** What comes to the sum from either side. */
function drawArrivals({ shapes }: Pick<WiredBlock, "shapes">): SVGElement[] {
  const differs = (at: number): boolean => shapes.branch[at] !== shapes.shortcut?.[at];
  const arrival = (shape: readonly number[] | null, x: number, y: number, anchor: "start" | "end") => {
    if (shape === null) return label(x, y, "cannot be", anchor, "wiring-shape misfit");
    const text = label(x, y, "", anchor, "wiring-shape");
    shape.forEach((size, at) => {
      const look = shapes.shortcut !== null && differs(at) ? "misfit" : "";
      text.append(at === 0 ? "" : " × ", svgElement("tspan", look, String(size)));
    });
    return text;
  };
  return [
    arrival(shapes.branch, trunk - 22, rows.add - 8, "end"),
    arrival(shapes.shortcut, wire - 2, rows.add + 16, "end"),
  ];
}

function addParts(svg: SVGSVGElement, { shortcut }: Wiring, rewire: Rewire): void {
  for (const name of partNames) {
    const isUsed = shortcut === name;
    const chip = drawChip(isUsed ? onWire : tray[name], parts[name], 108);
    svg.append(chip);
    makeDraggable(svg, chip, {
      clicked: () => rewire({ shortcut: isUsed ? "identity" : name }),
      dropped: (place) => {
        const isOnWire = place.x > trunk + boxWidth / 2 && place.y > rows.fork - 10 && place.y < rows.add + 10;
        if (isOnWire) rewire({ shortcut: name });
        else rewire({ shortcut: isUsed ? "identity" : shortcut });
      },
    });
  }
}

function addRelu(svg: SVGSVGElement, { relu }: Wiring, rewire: Rewire): void {
  const chip = drawChip({ x: trunk, y: relu === "after" ? rows.after : rows.before }, "ReLU", 60);
  const other = relu === "after" ? "before" : "after";
  svg.append(chip);
  makeDraggable(svg, chip, {
    clicked: () => rewire({ relu: other }),
    dropped: ({ y }) => rewire({ relu: y < rows.add ? "before" : "after" }),
  });
}

function addPlug(svg: SVGSVGElement, isConnected: boolean, rewire: Rewire): void {
  const at = isConnected ? { x: trunk + 26, y: rows.add } : loose;
  const plug = svgElement(
    "g",
    "wiring-plug",
    svgElement("circle", { class: "wiring-grip", cx: at.x, cy: at.y, r: 22 }),
    svgElement("circle", { class: "wiring-pin", cx: at.x, cy: at.y, r: 8 }),
  );
  svg.append(plug);
  if (!isConnected) svg.append(label(at.x, at.y + 24, "drag me to +", "middle", "wiring-note"));
  makeDraggable(svg, plug, {
    clicked: () => rewire({ shortcut: isConnected ? "none" : "identity" }),
    dropped: (place) => {
      const reaches = distance(place, sum) < 48;
      if (reaches !== isConnected) rewire({ shortcut: reaches ? "identity" : "none" });
    },
  });
}

function drawChip({ x, y }: Place, text: string, chipWidth: number): SVGGElement {
  return svgElement(
    "g",
    "wiring-chip",
    svgElement("rect", { class: "wiring-grip", x: x - chipWidth / 2, y: y - 22, width: chipWidth, height: 44 }),
    svgElement("rect", { class: "wiring-body", x: x - chipWidth / 2, y: y - 14, width: chipWidth, height: 28, rx: 14 }),
    label(x, y, text, "middle"),
  );
}

function drawSlot(y: number): SVGElement {
  return chipOutline({ x: trunk, y }, 60);
}

function chipOutline({ x, y }: Place, chipWidth: number): SVGElement {
  return svgElement("rect", {
    ...{ class: "wiring-slot", x: x - chipWidth / 2, y: y - 14, width: chipWidth, height: 28, rx: 14 },
  });
}

function line(look: string, d: string): SVGPathElement {
  return svgElement("path", { class: look === "trunk" ? "wiring-trunk" : look, d });
}

function label(x: number, y: number, text: string, anchor: "start" | "middle" | "end", look = ""): SVGTextElement {
  return svgElement("text", { x, y, dy: "0.35em", "text-anchor": anchor, class: look }, text);
}
