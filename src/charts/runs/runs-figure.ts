import type { Training } from "../../training/contract/protocol.ts";
import { recordedTwin } from "../../training/contract/recorded-twin.ts";
import { ofWhom } from "../../training/results/origin.ts";
import type { TableData } from "../frame/data-table.ts";
import { chartFigure, type FigureParts } from "../frame/figure.ts";
import { switchedFigure } from "../frame/switched-figure.ts";
import { goesOn, groupArms, type Arm } from "./arms.ts";

/** The runs that a figure shows. */
export interface ShownRuns {
  readonly training: Training;
  readonly arms: readonly Arm[];
  /** Arms of the recorded training, of which only the mean is drawn, pale, behind the reader's own. */
  readonly ghosts: readonly Arm[];
}

/**
 * A figure of a training. Where it is the reader's own and the chapter has recorded one in its place, the figure has a
 * switch: the recorded run, the reader's, or both.
 * @param names of the arms that are drawn; absent: all
 * @param compose makes the figure's parts
 * @throws CourseError where `compose` refuses the training, or it has no such arm
 */
export function runsFigure(
  where: string,
  { training, names }: { readonly training: Training; readonly names: readonly string[] | undefined },
  compose: (shown: ShownRuns) => FigureParts,
): HTMLElement {
  const own: ShownRuns = { training, arms: groupArms(where, training, names), ghosts: [] };
  const parts = compose(own);
  const twin = recordedTwin(training);
  const recorded = twin === null ? null : readRecorded(where, { training: twin.recorded, names }, compose);
  if (twin === null || recorded === null) return chartFigure(parts);
  const ghosts = ghostsOf(own, recorded.shown);
  if (ghosts.length === 0) return chartFigure(parts);
  return switchedFigure(twin.key, {
    recorded: () => recorded.parts,
    mine: () => parts,
    both: () => putBehind(compose({ ...own, ghosts }), recorded.parts, twin.recorded),
    isGoingOn: goesOn(training),
  });
}

/** Null where the figure cannot be drawn of it: nothing of the kind was measured, or it has none of the arms. */
function readRecorded(
  where: string,
  { training, names }: { readonly training: Training; readonly names: readonly string[] | undefined },
  compose: (shown: ShownRuns) => FigureParts,
): { readonly shown: ShownRuns; readonly parts: FigureParts } | null {
  const known = new Set(training.runs.map(({ arm }) => arm));
  const arms = groupArms(
    where,
    training,
    names?.filter((name) => known.has(name)),
  );
  if (arms.length === 0) return null;
  const shown = { training, arms, ghosts: [] };
  try {
    return { shown, parts: compose(shown) };
  } catch {
    return null;
  }
}

/** An arm of the same name has the same look; what is of the recorded run anyway needs no ghost. */
function ghostsOf({ training, arms }: ShownRuns, recorded: ShownRuns): Arm[] {
  const drawn = new Set(training.runs);
  const others = recorded.arms.filter(({ runs }) => !runs.some((run) => drawn.has(run)));
  return others.map((ghost) => {
    const look = arms.find(({ name }) => name === ghost.name) ?? ghost;
    const { stroke, dash, strokeWidth } = look;
    return { ...ghost, stroke, dash, strokeWidth };
  });
}

function putBehind(own: FigureParts, behind: FigureParts, { recorded, made }: Training): FigureParts {
  const { caption, asks } = own;
  const withRecorded = (label: string, recordedLabel: string) => `${label} Pale, the recorded run: ${recordedLabel}`;
  return {
    ...own,
    label: withRecorded(own.label, behind.label),
    ...(asks === undefined
      ? {}
      : { asks: { ...asks, label: withRecorded(asks.label, behind.asks?.label ?? "the same arm is asked for.") } }),
    caption: {
      ...caption,
      reading: `${caption.reading} Pale: the mean of the recorded run.`.trim(),
      conditions: `${caption.conditions.replace(/\.$/, "")}; pale: ${ofWhom(recorded, made)}.`,
    },
    table: () => joinTables(own.table(), behind.table()),
  };
}

/** Rows of the same first column, with the recorded columns behind the reader's own. */
function joinTables(own: TableData, recorded: TableData): TableData {
  const keys = [...new Set([...own.rows, ...recorded.rows].map(([key = ""]) => key))];
  const rest = ({ rows, columns }: TableData, key: string) =>
    rows.find(([first]) => first === key)?.slice(1) ?? columns.slice(1).map(() => "");
  return {
    columns: [...own.columns, ...recorded.columns.slice(1).map((column) => `${column} (recorded)`)],
    rows: keys.map((key) => [key, ...rest(own, key), ...rest(recorded, key)]),
  };
}
