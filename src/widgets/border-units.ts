import type { Placement } from "../models/placements.ts";

/** An unrolled net of residual units, and where the line between two units is drawn. */
export interface BorderSettings {
  /** What stands behind an addition: ReLU as in the original unit, or BN and ReLU. */
  readonly activation: "relu" | "bn-relu";
  /** Whether that acts on the branch alone, and no longer on the stream. */
  readonly asymmetric: boolean;
  /** 0: borders stand behind the activations; 1: before them. */
  readonly border: number;
}

/** A part of the net between two borders. */
export interface NamedUnit {
  readonly name: string;
  /** In the order in which they are computed. */
  readonly operations: readonly string[];
  /** What is special about it; empty for a unit like all others. */
  readonly remark: string;
}

/** What `slideBorder` has as its value. */
export interface SlidBorder extends BorderSettings {
  /** For residualNet: the net that is drawn. It does not depend on the border, which is only a way of speaking. */
  readonly placement: Placement;
  readonly name: string;
  readonly equation: string;
  readonly units: readonly NamedUnit[];
}

const placementOf = {
  relu: ["original", "relu-only-pre-activation"],
  "bn-relu": ["batch-norm-after-addition", "full-pre-activation"],
} as const;

export function slidBorder(settings: BorderSettings, count: number): SlidBorder {
  const placement = placementOf[settings.activation][settings.asymmetric ? 1 : 0];
  return {
    ...settings,
    placement,
    name: nameOf(settings),
    equation: equationOf(settings),
    units: listUnits(settings, count),
  };
}

/** Which side of the activations a border is nearer to. */
export function sideOf({ border }: Pick<BorderSettings, "border">): "behind" | "before" | "within" {
  return border === 0 ? "behind" : border === 1 ? "before" : "within";
}

/** As Fig. 4 calls the unit between two borders, or why it is none. */
function nameOf(settings: BorderSettings): string {
  const { activation, asymmetric } = settings;
  const side = sideOf(settings);
  if (side === "within") return "the border cuts through an activation";
  if (!asymmetric && side === "behind")
    return activation === "relu" ? "original unit, Fig. 4(a)" : "BN after addition, Fig. 4(b)";
  if (asymmetric && side === "before")
    return activation === "relu" ? "ReLU-only pre-activation, Fig. 4(d)" : "full pre-activation, Fig. 4(e)";
  return asymmetric ? "asymmetric activation, Fig. 5(b): not yet a unit of its own" : "not in the paper";
}

function equationOf(settings: BorderSettings): string {
  if (settings.asymmetric) return "x′ = x + F(f(x))";
  return sideOf(settings) === "before" ? "x′ = f(x) + F(f(x))" : "x′ = f(x + F(x))";
}

/** What a border cuts, in a sentence. */
export function crossingOf(settings: BorderSettings): string {
  const side = sideOf(settings);
  if (side === "within") return "Half an activation would belong to either unit. Slide on.";
  if (!settings.asymmetric) {
    return side === "behind"
      ? "One wire crosses a border: a sum that was activated, for both ways of the next unit."
      : "One wire crosses a border, a sum that was not activated. But the unit then begins by activating it for both ways, so that its shortcut is no identity.";
  }
  return side === "behind"
    ? "Two wires cross a border, x and f(x): what belongs together is cut apart."
    : "One wire crosses a border, x itself. The unit activates what goes into its branch, and its shortcut is the identity.";
}

/** Stem, units and end; the borders decide to whom each activation belongs. */
function listUnits(settings: BorderSettings, count: number): NamedUnit[] {
  const { activation } = settings;
  const weight = activation === "relu" ? ["conv", "BN"] : ["conv"];
  const f = activation === "relu" ? ["ReLU"] : ["BN", "ReLU"];
  const isBefore = settings.border > 0.5;
  const pre = isBefore && settings.asymmetric;
  const inside = [...weight, ...f, ...weight, "+"];
  const units = Array.from({ length: count }, (_, at) => {
    // The stem's activation stands before the paths split in any case, so that the first unit begins with its weights
    const begins = isBefore && !(pre && at === 0) ? f : [];
    const remark = pre && at === 0 ? "its activation is the stem's, before the paths split" : "";
    return { name: `Unit ${at + 1}`, operations: [...begins, ...inside, ...(isBefore ? [] : f)], remark };
  });
  const keeps = !isBefore || pre;
  const stem = { name: "Stem", operations: [...weight, ...(keeps ? f : [])], remark: "" };
  const end = {
    name: "End",
    operations: [...(isBefore ? f : []), "pool", "dense"],
    remark: pre ? "one activation more: behind the last addition no unit begins with it" : "",
  };
  return [stem, ...units, end];
}

/** All of it in words, for those who do not see it. */
export function describeBorder(slid: SlidBorder): string {
  const where = { behind: "behind", before: "before", within: "in the middle of" }[sideOf(slid)];
  const acts = slid.asymmetric ? "on the branch alone" : "on both ways";
  return `Activations behind an addition act ${acts}; borders stand ${where} them: ${slid.name}. ${crossingOf(slid)}`;
}
