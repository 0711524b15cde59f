import { findModule, type ModuleName } from "../../notebook/module-names.ts";

/** Names of Observable's standard library and data sets that readers meet in its teaching material. */
const absent = new Set(
  (
    "_ aq Arrow dot duckdb DuckDBClient echarts L mapboxgl mermaid React ReactDOM sql SQLite SQLiteDatabaseClient " +
    "topojson vg vl DatabaseClient Secret Interpreter observable NotificationClient __query " +
    "aapl alphabet cars citywages diamonds flare industries miserables olympians penguins pizza weather"
  ).split(" "),
);

/** What the members of its older helpers are in the browser's own words. */
const members: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DOM: {
    canvas: 'const canvas = document.createElement("canvas"); canvas.width = 300; canvas.height = 150;',
    context2d: 'const context = document.createElement("canvas").getContext("2d");',
    svg: "const root = svg`<svg width=${width} height=${height}></svg>`;",
    element: 'const element = document.createElement("div");',
    text: 'const text = document.createTextNode("…");',
    input: "const value = view(Inputs.text());",
    range: "const value = view(Inputs.range([0, 1]));",
    select: 'const value = view(Inputs.select(["a", "b"]));',
    uid: 'const id = "clip-1"; and url(#clip-1) where it is used.',
    download: "html`<a download='name' href=${URL.createObjectURL(blob)}>Download</a>`",
  },
  Files: {
    text: "await file.text()",
    buffer: "await file.arrayBuffer()",
    url: "URL.createObjectURL(file)",
  },
  Promises: {
    delay: "await new Promise((resolve) => setTimeout(resolve, ms));",
    tick: "await new Promise((resolve) => setTimeout(resolve, ms - (Date.now() % ms)));",
    when: "await new Promise((resolve) => setTimeout(resolve, date - Date.now()));",
  },
  Generators: {
    range: "d3.range(start, stop, step)",
    valueAt: "the array and its index: values[index]",
    map: "(function* () { for (const value of values) yield change(value); })()",
    filter: "(function* () { for (const value of values) if (test(value)) yield value; })()",
    disposable: "invalidation.then(() => …) beside the value",
    worker: "the code in a cell: train(…) has a worker of its own",
  },
};

/** What a cell names in the place of an import. */
const ownNames: Readonly<Record<ModuleName, string>> = {
  d3: "d3",
  "@observablehq/plot": "Plot",
  "@observablehq/inputs": "Inputs",
  htl: "htl",
  "@tensorflow/tfjs": "tf",
  "observablehq:stdlib": "Generators",
};

/**
 * What Observable brings and this course does not, said in a way that works here.
 * @param body the code of the cell that names it
 * @returns null for a name that has nothing to do with Observable
 */
export function observableHint(name: string, body: string): string | null {
  if (name === "require") return requireHint(body);
  const known = Object.hasOwn(members, name) ? members[name] : undefined;
  if (known) {
    const used = [
      ...new Set(Array.from(body.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g")), ([, member]) => member)),
    ];
    const ways = used.flatMap((member = "") =>
      Object.hasOwn(known, member) ? [`for ${name}.${member} write ${known[member]}`] : [],
    );
    const words = ways.length > 0 ? ways.join("; ") : `its members have plain ways, such as ${Object.values(known)[0]}`;
    return `Observable brings ${name}; here ${words}`;
  }
  if (!absent.has(name)) return null;
  return `Observable brings ${name}; this course does not. It has Plot, d3, Inputs and tf, and data of its own.`;
}

/** A member that Observable's library has and the course's does not: `Generators.range is not a function`. */
export function memberHint(message: string): string | null {
  const [, name = "", member = ""] = /\b(\w+)\.(\w+) is not a (?:function|constructor)/.exec(message) ?? [];
  const known = Object.hasOwn(members, name) ? members[name] : undefined;
  const way = known && Object.hasOwn(known, member) ? known[member] : undefined;
  return way === undefined ? null : `In the place of ${name}.${member} write ${way}`;
}

function requireHint(body: string): string {
  const names = Array.from(body.matchAll(/\brequire\(\s*(["'`])([^"'`$]+)\1/g), ([, , specifier = ""]) => specifier);
  const ways = [...new Set(names)].map((specifier) => {
    const place = findModule(specifier);
    if (place.kind === "carried")
      return `In the place of require("${specifier}") write ${ownNames[place.name]}, which every cell can name.`;
    return place.kind === "refused" ? place.problem : `Write import * as name from "${specifier}";`;
  });
  return ways.length > 0 ? ways.join(" ") : 'A cell imports as a module does: import * as d3 from "npm:d3";';
}
