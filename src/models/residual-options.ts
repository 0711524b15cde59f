import { refuse } from "../core/errors.ts";
import { boolean, choice, number } from "../core/kinds.ts";
import { withDefault, type SettingsOf } from "../core/options.ts";
import { connectionKind, type Connection } from "./connections.ts";
import type { Family } from "./graph.ts";
import { batchNorm } from "./layers.ts";
import { applySteps, isPreActivation, placementNames, placements, placementTitles } from "./placements.ts";
import type { Placement, StepStyle } from "./placements.ts";
import type { UnitOptions } from "./residual-unit.ts";
import { shortcutChoice, type ShortcutOption } from "./shortcuts.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** What every net of residual units can vary, besides its shortcuts and the places of its activations. */
export const branchOptions = {
  connection: withDefault(
    connectionKind,
    { kind: "identity" },
    "How shortcut and branch come together: He et al. 2016, Table 1.",
  ),
  zeroInitResidual: withDefault(
    boolean,
    false,
    "Every branch starts from 0, so that the net starts as its shortcuts: last γ = 0 (Goyal et al. 2017).",
  ),
  residualScale: withDefault(number(), 1, "Every branch times this constant."),
  survival: withDefault(
    number({ least: 0, most: 1 }),
    1,
    "Stochastic depth: probability that the last branch survives a step; p_l falls to it linearly (Huang et al. 2016, Eq. 4).",
  ),
  dropout: withDefault(
    number({ least: 0, most: 1 }),
    0,
    "Rate of a dropout inside every branch, before its last layer.",
  ),
  finalBatchNorm: withDefault(
    boolean,
    false,
    "One more batch normalisation before the classifier, as pre-activation nets have it: a control for comparing with them.",
  ),
};

/** The options of a net whose shortcuts are `usual` unless it is told otherwise. */
export function residualOptions(usual: ShortcutOption) {
  return {
    shortcut: shortcutChoice(usual),
    placement: withDefault(
      choice(...placementNames),
      "original",
      "Where batch normalisation and activation stand in each unit: He et al. 2016, Table 2.",
    ),
    ...branchOptions,
  };
}

export type ResidualSettings = SettingsOf<ReturnType<typeof residualOptions>>;

/** @throws CourseError where no branch could ever leave what it starts from */
export function checkResidual(where: string, { zeroInitResidual, placement }: ResidualSettings): void {
  if (!zeroInitResidual || placement !== "relu-before-addition") return;
  throw refuse(
    where,
    "a branch that ends in ReLU(0) has no gradient, so it could never leave the zero it starts from",
    "Leave out zeroInitResidual, or choose another placement.",
  );
}

/** Where a block stands among all blocks of its net, counted from 1. */
export interface BlockNumber {
  readonly number: number;
  readonly count: number;
}

/** The settings of one unit: all alike but for the first unit's start and for the survival p_l = 1 − (l/L)(1 − p_L). */
export function unitSettings(settings: ResidualSettings, { number, count }: BlockNumber): Omit<UnitOptions, "filters"> {
  const { shortcut, connection, placement, zeroInitResidual, residualScale, dropout } = settings;
  return {
    shortcut,
    connection,
    placement,
    zeroInitResidual,
    residualScale,
    dropout,
    first: number === 1,
    survival: 1 - (number / count) * (1 - settings.survival),
  };
}

/**
 * What follows the last unit. Pre-activation units leave a sum that was never activated, so the activation with which
 * a next unit would begin comes here (He et al. 2016, sec. 4.1 and Fig. 5).
 */
export function endUnits(x: SymbolicTensor, settings: ResidualSettings, style: StepStyle = {}): SymbolicTensor {
  const y = applySteps(x, placements[settings.placement].before, style);
  return settings.finalBatchNorm ? batchNorm(y) : y;
}

/** Colour and dash in charts; `usual` is the family of the net as the paper has it. */
export function residualFamily({ shortcut, connection, placement }: ResidualSettings, usual: Family): Family {
  const isPlain = connection.kind === "constant-scaling" && connection.shortcutScale === 0;
  if (shortcut === "none" || isPlain) return "plain";
  if (isPreActivation(placement)) return "pre-activation";
  return connection.kind === "identity" && placement === "original" ? usual : "other";
}

/** `residual-20`, or `residual-20 (B, dropout)`: the name and what differs from the `usual` net. */
export function residualName(
  name: string,
  settings: ResidualSettings,
  usual: { readonly shortcut: ShortcutOption; readonly placement?: Placement },
): string {
  const { shortcut, placement, survival, residualScale, dropout } = settings;
  const notes = [
    shortcut === usual.shortcut ? "" : shortcut === "none" ? "no shortcuts" : shortcut,
    nameConnection(settings.connection),
    placement === (usual.placement ?? "original") ? "" : placementTitles[placement],
    settings.zeroInitResidual ? "zero init" : "",
    residualScale === 1 ? "" : `branch × ${Number(residualScale.toPrecision(3))}`,
    survival === 1 ? "" : `survival ${survival}`,
    dropout === 0 ? "" : `branch dropout ${dropout}`,
    settings.finalBatchNorm ? "final BN" : "",
  ].filter((note) => note !== "");
  return notes.length === 0 ? name : `${name} (${notes.join(", ")})`;
}

function nameConnection(connection: Connection): string {
  switch (connection.kind) {
    case "identity":
      return "";
    case "constant-scaling":
      return `${connection.shortcutScale}·x + ${connection.branchScale}·F`;
    case "exclusive-gating":
    case "shortcut-only-gating":
      return `${connection.kind.replaceAll("-", " ").replace("shortcut only", "shortcut-only")}, bias ${String(connection.bias).replace("-", "−")}`;
    case "convolution":
      return connection.initializer === "identity" ? "projections from I" : "projections";
    case "dropout":
      return `shortcut dropout ${connection.rate}`;
  }
}
