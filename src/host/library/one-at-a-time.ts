import { htmlElement } from "../../browser/elements.ts";
import { oneAtATime as showOne } from "../../browser/one-at-a-time.ts";
import { declare, options, parameter } from "../../core/declare.ts";
import { list, made, text } from "../../core/kinds.ts";
import { withDefault } from "../../core/options.ts";

const element = made<HTMLElement>(
  "HTMLElement",
  (value) => typeof value === "object" && value !== null && "classList" in value,
  "Pass elements, such as html`<div>…</div>`.",
);

export const oneAtATime = declare(
  {
    name: "oneAtATime",
    help: "Shows the parts of something long one at a time, with buttons for the next one, the one before, and all at once. Printed, all of them are there.",
    parameters: [
      parameter("parts", list(element, { least: 1 })),
      options({ of: withDefault(text, "part", "What a part is called, in one word.") }),
    ],
    returns: ["HTMLElement"],
    example: 'oneAtATime([html`<p>First this.</p>`, html`<p>Then that.</p>`], {of: "step"})',
  },
  (parts, { of }): HTMLElement => htmlElement("div", "one-parts", showOne(parts, of).bar, ...parts),
);
