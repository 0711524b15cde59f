import { htmlElement } from "../browser/elements.ts";
import { declare, options } from "../core/declare.ts";
import { choice, integer } from "../core/kinds.ts";
import { optional, withDefault } from "../core/options.ts";
import { formatShape, type Shape } from "../core/shape.ts";
import { readCaption } from "../charts/frame/caption.ts";
import { captionOption } from "../charts/frame/chart-options.ts";
import { imageShape } from "../models/input-shape.ts";
import type { Wiring } from "../models/wiring.ts";
import { createStage } from "./stage.ts";
import { wiredValue, type WiredBlock } from "./wired-value.ts";
import { drawWiring } from "./wiring-drawing.ts";
import { wiringControls } from "./wiring-controls.ts";
import { wiringResults } from "./wiring-results.ts";
import { describeWiring } from "./wiring-words.ts";
import { widgetFigure } from "./widget-figure.ts";
import { asInput, type InputFigure } from "./widget-input.ts";

export const wireBlock = declare(
  {
    name: "wireBlock",
    help: "An input: a residual block to wire by hand. The plug is dragged to the addition, padding or a projection onto the wire, the ReLU before or after the addition; the choices below do the same for the keyboard. Equation, shapes, counts and the gradient's two terms follow. Its value is the block as data: `wiring`, `equation`, `shapes`, `problem` (a sentence, or null where everything fits), `parameters`, `multiplyAdds`, `gradient`, `code`, and `block`, which stagedNet takes.",
    parameters: [
      options({
        input: withDefault(imageShape, [56, 56, 64], "Shape of x."),
        shortcut: withDefault(choice("none", "identity", "padding", "projection"), "none", "What is there at first."),
        relu: withDefault(choice("after", "before"), "after", "Where the last ReLU stands at first."),
        filters: optional(integer({ least: 1 }), "Channels of y at first.", "as many as x has"),
        stride: withDefault(integer({ least: 1, most: 2 }), 1, "Of the first convolution at first."),
        ...captionOption,
      }),
    ],
    returns: ["HTMLElement", "for view(…)"],
    source: "He et al. 2015, Eq. 1 and 2, Fig. 2, sec. 3.3; He et al. 2016, Fig. 4",
    example: "wireBlock()",
  },
  ({ input, filters = input.at(-1) ?? 1, caption, ...wiring }) => draw(input, { ...wiring, filters }, caption),
);

function draw(shape: Shape, start: Wiring, caption: string | undefined): InputFigure<WiredBlock> {
  let block = wiredValue(shape, start);
  const rewire = (change: Partial<Wiring>): void => {
    set({ ...block.wiring, ...change });
    figure.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const stage = createStage(() => ({ svg: drawWiring(block, rewire), label: describeWiring(block) }));
  const controls = wiringControls(shape, start, rewire);
  const results = wiringResults();
  const set = (wiring: Wiring): void => {
    block = wiredValue(shape, wiring);
    stage.redraw();
    controls.show(wiring);
    results.show(block);
  };
  set(start);
  stage.element.classList.add("wiring-stage");
  const figure = asInput<WiredBlock>(
    widgetFigure({
      kind: "wire-block",
      label: "A block to wire",
      caption: readCaption(caption, {
        claim: "A block to wire by hand.",
        reading:
          "Drag the plug, the parts and the ReLU, press them, or use the choices; equation, shapes, counts and gradient follow.",
        conditions: `From an input of ${formatShape(shape)}. The gradient's terms are measured on a small block of dense layers that is wired the same way, with random weights.`,
      }),
      body: [controls.element, htmlElement("div", "wiring", stage.element, results.element), results.code],
    }),
    () => block,
    (value) => {
      if (value?.wiring !== undefined) set({ ...block.wiring, ...value.wiring });
    },
  );
  return figure;
}
