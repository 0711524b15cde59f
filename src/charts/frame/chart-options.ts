import { choice, list, number, text } from "../../core/kinds.ts";
import { optional, withDefault } from "../../core/options.ts";

/** What every function that draws a figure returns. */
export const aFigure = [
  "HTMLElement",
  "a figure with a caption, a text for those who do not see it, and a data table",
] as const;

/** Of every figure. */
export const captionOption = {
  caption: optional(
    text,
    "`**A claim.** How to read the figure.` The first sentence is the claim where no stars mark it. In the box of one of the chapter's claims it is shown as long as the verdict there is the stated one; elsewhere `**A claim.**{E-D1 E-R2}` names the claims that it hangs on.",
    "what the figure shows, in words",
  ),
};

/** Of every figure of a training. */
export const armsOption = {
  arms: optional(list(text, { least: 1 }), "Names of the arms that are drawn, in this order.", "all of the training"),
};

/** Of figures that can show either of a training's measures. */
export const metricOption = {
  metric: withDefault(choice("loss", "accuracy"), "loss", "What is drawn. A regression has no accuracy."),
};

export const chanceOption = {
  chance: optional(
    number({ least: 0 }),
    "What guessing costs, or gets, drawn as a thin rule: `Math.log(10)` is the loss of guessing among ten classes.",
    "no rule",
  ),
};
