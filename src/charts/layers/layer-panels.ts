import type { TableData } from "../frame/data-table.ts";
import { drawLayers, type LayerLine } from "./layer-plot.ts";
import type { ArmLayers, LayerPoint } from "./layer-series.ts";
import { formatNumber } from "../frame/number-format.ts";
import { arrangePanels, panelWidth } from "../frame/panels.ts";
import { familyStroke } from "../frame/theme.ts";
import type { ValueScale } from "../frame/value-scale.ts";

/** A panel for an arm: one line for each probed step, later ones stronger. */
export interface StepPanel {
  readonly title: string;
  readonly layers: ArmLayers;
  /** The same of the recorded run, pale behind the reader's own. */
  readonly ghost?: ArmLayers | undefined;
  readonly scale: ValueScale;
  /** Above the value axis. */
  readonly value: string;
}

/** Panels side by side that count the same thing along their axes. */
export function drawStepPanels(panels: readonly StepPanel[], xTitle: string, width: number): HTMLElement {
  const each = panelWidth(width, panels.length);
  return arrangePanels(
    panels.map(({ title, layers, ghost, scale, value }) => ({
      title,
      svg: drawLayers(
        [...(ghost ? stepLines(ghost, scale).map(pale) : []), ...stepLines(layers, scale)],
        { scale, title: value, xTitle, places: placesOf(layers) },
        each,
      ),
    })),
    width,
  );
}

function stepLines({ arm, series }: ArmLayers, { shows }: ValueScale): LayerLine[] {
  const drawable = (points: readonly LayerPoint[]) => points.filter(({ value }) => shows(value));
  return series.map(({ step, seeds, mean }, at) => ({
    name: `step ${step}`,
    seeds: seeds.map(drawable),
    mean: drawable(mean),
    stroke: familyStroke(arm.family, series.length < 2 ? 0 : at / (series.length - 1)),
    dash: arm.dash,
    strokeWidth: 1.75 + at / series.length,
  }));
}

/** As the recorded run of a panel is drawn; what its lines are the reader's own tell. */
export function pale(line: LayerLine): LayerLine {
  return { ...line, name: "", isGhost: true };
}

/** The recorded run of the same arm. */
export function ghostOf(ghosts: readonly ArmLayers[], { arm }: ArmLayers): ArmLayers | undefined {
  return ghosts.find((ghost) => ghost.arm.name === arm.name && ghost.series.length > 0);
}

/** From the first place to the last. */
export function placesOf({ series }: ArmLayers): readonly [number, number] {
  const places = series.flatMap(({ mean }) => mean.map(({ at }) => at));
  const first = Math.min(...places, 1);
  return [first, Math.max(first + 1, ...places)];
}

/** Every value that the panels show, means and seeds. */
export function valuesOf(layers: readonly ArmLayers[]): number[] {
  return layers.flatMap(({ series }) => series.flatMap(({ seeds }) => seeds.flat().map(({ value }) => value)));
}

/** One column for each panel and step. */
export function stepTable(
  panels: readonly Pick<StepPanel, "title" | "layers">[],
  heading: string,
  nameOf: (place: number) => string,
): TableData {
  const columns = panels.flatMap(({ title, layers }) => layers.series.map((series) => ({ title, ...series })));
  const places = [...new Set(columns.flatMap(({ mean }) => mean.map(({ at }) => at)))].sort((a, b) => a - b);
  return {
    columns: [heading, ...columns.map(({ title, step }) => `${title}, step ${step}`)],
    rows: places.map((place) => [
      nameOf(place),
      ...columns.map(({ mean }) => {
        const value = mean.find(({ at }) => at === place)?.value;
        return value === undefined ? "" : formatNumber(value);
      }),
    ]),
  };
}
