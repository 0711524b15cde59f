import type { FunctionDoc, OptionDoc, ParameterDoc } from "./api-doc.ts";

/** Name, type, what it is. A question mark at the name: it may be left out. */
type Row = readonly [name: string, type: string, text?: string];

/** Of Observable Framework's documentation, whose standard library this is. */
const pages: Readonly<Record<string, readonly string[]>> = {
  javascript: ["display", "width", "resize"],
  reactivity: ["view", "invalidation", "visibility", "Mutable"],
  "lib/generators": ["now", "dark"],
  "lib/htl": ["html", "svg", "htl"],
  "inputs/": ["Inputs", "Inputs.bind"],
  files: ["FileAttachment"],
};

const own: Readonly<Record<string, string>> = {
  Plot: "https://observablehq.com/plot/",
  d3: "https://d3js.org/",
  tf: "https://js.tensorflow.org/api/latest/",
};

/**
 * What Observable's standard library gives to every cell. It comes from packages without comments of this kind, so that
 * it is described here; what the course brings says itself what it is.
 */
export const standardDocs: readonly FunctionDoc[] = [
  called(
    "display",
    "Shows a value below the cell and returns it. Several calls show their values one after the other.",
    [["value", "any"]],
  ),
  called("view", "Shows an input below the cell; the name that it is given to is its value, and changes with it.", [
    ["input", "Element", "what the reader moves: Inputs.range(…), or any element with a value and input events"],
  ]),
  named("invalidation", "Promise", "Resolves when the cell is about to run again or goes: the moment to clean up."),
  called("visibility", "Resolves when the cell is in view: await visibility() before what costs much.", [
    ["value?", "any", "what it resolves with"],
  ]),
  named("width", "number", "The width of the cell's output, in pixels. The cell runs again when it changes."),
  named("now", "number", "The time, in milliseconds since 1970. The cell runs again at every frame of the page."),
  named("dark", "boolean", "Whether the page is dark. The cell runs again when that changes."),
  called(
    "Mutable",
    "A value that functions of the same cell change through .value; other cells see the value itself.",
    [["value", "any", "what it is at first"]],
  ),
  called("resize", "Draws anew whenever the cell's width changes.", [
    ["render", "(width, height) => Element", "what draws"],
    ["invalidation?", "Promise"],
  ]),
  template(
    "html",
    "An element of the page, as HTML: values in ${…} are put in their places, also elements and functions.",
  ),
  template("svg", "The same for an element of a drawing."),
  named("Inputs", "module", "Sliders, menus, buttons and tables, to be shown with view(…)."),
  named("Generators", "module", "Values that change with time or with events."),
  named("Plot", "module", "Observable Plot: Plot.plot({marks: […]}) draws a chart."),
  named("htl", "module", "Hypertext Literal: htl.html and htl.svg, with fragments."),
  called(
    "FileAttachment",
    "Observable's attached files. The course attaches none: Inputs.file() takes the reader's own.",
    [["name", "string"]],
  ),
  named("d3", "module", "D3: scales, shapes, statistics and selections."),
  named("tf", "module", "TensorFlow.js, on the page's own thread. Trainings have their own copy beside the page."),
  input("range", "A slider with a field for the number.", "extent", "[low, high]", [
    ["value?", "number"],
    ["step?", "number"],
    ["transform?", "(value) => number", "Math.log makes steps of equal ratio"],
    ["format?", "(value) => string"],
    ["placeholder?", "string"],
  ]),
  input("number", "A field for a number.", "extent?", "[low, high]", [
    ["value?", "number"],
    ["step?", "number"],
  ]),
  input("select", "A menu: one of several values, or some of them.", "data", "array | Map", [
    ...choiceOptions(),
    ["multiple?", "boolean | number"],
    ["sort?", '"ascending" | "descending"'],
    ["unique?", "boolean"],
  ]),
  input("radio", "One of a few values, all in sight.", "data", "array | Map", choiceOptions()),
  input("checkbox", "Some of a few values, all in sight.", "data", "array | Map", choiceOptions()),
  input("toggle", "A box to tick: true or false.", "options", "", [["value?", "boolean"]], true),
  input("button", "A button; its value counts the presses.", "content", "string | [label, (value) => any][]", [
    ["value?", "any"],
    ["reduce?", "(value) => any", "the next value from the present one"],
  ]),
  input("text", "A line of text.", "options", "", textOptions(), true),
  input("textarea", "Several lines of text.", "options", "", [...textOptions(), ["rows?", "number"]], true),
  input("color", "A colour.", "options", "", [["value?", "string", '"#2a62b5"']], true),
  input(
    "date",
    "A day.",
    "options",
    "",
    [
      ["value?", "Date | string"],
      ["min?", "Date"],
      ["max?", "Date"],
    ],
    true,
  ),
  input(
    "file",
    "A file of the reader's own. It stays in the browser.",
    "options",
    "",
    [
      ["accept?", "string", '".csv"'],
      ["multiple?", "boolean"],
    ],
    true,
  ),
  input("search", "A field that filters rows; its value is the rows that match.", "data", "object[]", [
    ["query?", "string"],
    ["columns?", "string[]"],
  ]),
  input("table", "A table; its value is the rows that are ticked.", "data", "object[]", [
    ["columns?", "string[]"],
    ["header?", "{column: string}"],
    ["format?", "{column: (value) => any}"],
    ["sort?", "string", "a column"],
    ["reverse?", "boolean"],
    ["rows?", "number", "how many are in sight at once"],
    ["select?", "boolean", "false: without boxes to tick"],
    ["width?", "{column: number}"],
  ]),
  called("Inputs.form", "Several inputs as one, whose value has their values.", [
    ["inputs", "Element[] | {name: Element}"],
    ["options?", "{template}"],
  ]),
  called("Inputs.bind", "Lets two inputs have the same value, whichever the reader moves.", [
    ["target", "Element"],
    ["source", "Element"],
    ["invalidation?", "Promise"],
  ]),
  called("Generators.input", "The value of an input, as it changes.", [["element", "Element"]]),
  called("Generators.observe", "Values that a function pushes by calling change(value); a slow reader misses some.", [
    ["initialize", "(change) => dispose"],
  ]),
  called("Generators.queue", "As observe, but none is missed.", [["initialize", "(change) => dispose"]]),
  called("Generators.width", "The width of an element, as it changes.", [["element", "Element"]]),
  called("Generators.now", "The time, at every frame of the page.", []),
  called("Generators.dark", "Whether the page is dark, as it changes.", []),
];

/** Where those who made it explain it. */
function addressOf(name: string): string {
  if (own[name] !== undefined) return own[name];
  const page = Object.entries(pages).find(([, names]) => names.includes(name))?.[0];
  const [module = "", input = ""] = name.split(".");
  const guess = module === "Generators" ? "lib/generators" : `inputs/${input}`;
  return `https://observablehq.com/framework/${page ?? guess}`;
}

function named(name: string, returns: string, text: string): FunctionDoc {
  return { name, text, returns, address: addressOf(name) };
}

function called(name: string, text: string, rows: readonly Row[]): FunctionDoc {
  return { name, text, parameters: rows.map(readRow), returns: "", address: addressOf(name) };
}

function template(name: string, text: string): FunctionDoc {
  return { ...called(name, text, []), isTemplate: true };
}

/** `Inputs.name(first, options)`; every input has a label and can be switched off. */
function input(
  name: string,
  text: string,
  first: string,
  type: string,
  rows: readonly Row[],
  optionsOnly = false,
): FunctionDoc {
  const options = [["label?", "string"] as const, ...rows, ["disabled?", "boolean"] as const].map(readRow);
  const parameter: ParameterDoc = { name: "options", type: "", isOptional: true, text: "", options };
  const parameters = optionsOnly ? [parameter] : [readRow([first, type]), parameter];
  return { name: `Inputs.${name}`, text, parameters, returns: "Element", address: addressOf(`Inputs.${name}`) };
}

function choiceOptions(): Row[] {
  return [
    ["value?", "any"],
    ["format?", "(value) => string"],
    ["keyof?", "(entry) => string"],
    ["valueof?", "(entry) => any"],
  ];
}

function textOptions(): Row[] {
  return [
    ["value?", "string"],
    ["placeholder?", "string"],
    ["submit?", "boolean | string", "its value changes only when a button is pressed"],
  ];
}

function readRow([name, type, text = ""]: Row): OptionDoc {
  return { name: name.replace("?", ""), type, isOptional: name.endsWith("?"), text };
}
