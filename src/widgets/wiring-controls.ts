import { htmlElement } from "../browser/elements.ts";
import type { Shape } from "../core/shape.ts";
import type { Wiring } from "../models/wiring.ts";
import { radioGroup } from "./radio-group.ts";
import type { Rewire } from "./wiring-drawing.ts";
import { reluChoices, shortcutChoices } from "./wiring-words.ts";

/** The same choices as in the drawing, and stride and channels, for the keyboard and for words. */
export function wiringControls(shape: Shape, start: Wiring, rewire: Rewire) {
  const shortcut = radioGroup("Shortcut", shortcutChoices, (chosen) => rewire({ shortcut: chosen }));
  const relu = radioGroup("ReLU", reluChoices, (chosen) => rewire({ relu: chosen }));
  const strides = [1, 2].map((each) => [String(each), String(each)] as const);
  const stride = radioGroup("Stride", strides, (chosen) => rewire({ stride: Number(chosen) }));
  const channels = shape.at(-1) ?? 1;
  const offered = [...new Set([Math.ceil(channels / 2), channels, 2 * channels, start.filters])].sort((a, b) => a - b);
  const filters = radioGroup(
    "Channels of y",
    offered.map((each) => [String(each), String(each)] as const),
    (chosen) => rewire({ filters: Number(chosen) }),
  );
  const element = htmlElement(
    "div",
    "widget-controls",
    ...[shortcut, relu, stride, filters].map((group) => group.element),
  );
  const show = (wiring: Wiring): void => {
    shortcut.show(wiring.shortcut);
    relu.show(wiring.relu);
    stride.show(String(wiring.stride));
    filters.show(String(wiring.filters));
  };
  return { element, show };
}
