import { htmlElement } from "../browser/elements.ts";
import { readCaption } from "../charts/frame/caption.ts";
import { captionOption } from "../charts/frame/chart-options.ts";
import { dataTable } from "../charts/frame/data-table.ts";
import { formatCount, listInWords } from "../charts/frame/number-format.ts";
import { declare, options, parameter } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { either, number, orNull, record, text } from "../core/kinds.ts";
import { needed, withDefault } from "../core/options.ts";
import { bestTry, brokenLimits, isKept, rankTries, readTries, type Try, type TryRules } from "./try-rows.ts";
import { widgetFigure } from "./widget-figure.ts";
import { asInput, type InputFigure } from "./widget-input.ts";

/** The tries as they were kept, and the best of those within the limits. */
export interface KeptTries {
  readonly tries: readonly Try[];
  readonly best: Try | null;
}

const finite = number();
const cell = orNull(
  either(
    { kind: finite, accepts: (value) => typeof value === "number" },
    { kind: text, accepts: (value) => typeof value === "string" },
  ),
);

export const tryTable = declare(
  {
    name: "tryTable",
    help: "An input: a contest with oneself. The row is a reader's last try; a button keeps it in a table, the best first, and tries beyond a limit are shown but do not count. Its value is data: `tries` in the order of keeping, and `best`, the best within the limits or null. Through view(…) it outlives the page, as other inputs do.",
    parameters: [
      parameter(
        "row",
        record(cell, { least: 1 }),
        "What the try was and what came out: numbers, texts, or null, by name.",
      ),
      options({
        best: needed(text, "The name of the number that is to be large."),
        limits: withDefault(record(finite), {}, "The most that other numbers may be, by their names."),
        ...captionOption,
      }),
    ],
    returns: ["HTMLElement", "for view(…)"],
    refuses: "best or a limit names nothing in the row",
    example:
      'tryTable(\n  {layers: 20, parameters: 41000, "test accuracy": 0.81},\n  {best: "test accuracy", limits: {parameters: 60000}},\n)',
  },
  (row, { best, limits, caption }) => {
    for (const name of [best, ...Object.keys(limits)]) requireName(name, row);
    return draw(row, { best, limits }, caption);
  },
);

function requireName(name: string, row: Try): void {
  if (name in row) return;
  throw refuse("tryTable", `nothing in the row is called “${name}”`, `Name one of: ${Object.keys(row).join(", ")}.`);
}

function draw(row: Try, rules: TryRules, caption: string | undefined): InputFigure<KeptTries> {
  let tries: readonly Try[] = [];
  const status = htmlElement("p", { class: "chart-readout", role: "status" });
  const grid = htmlElement("div");
  const keep = htmlElement("button", { type: "button", class: "widget-button widget-main" }, "Keep this try");
  const forget = htmlElement("button", { type: "button", class: "widget-button" }, "Forget all tries");
  const show = (): void => {
    forget.hidden = tries.length === 0;
    grid.replaceChildren(...(tries.length === 0 ? [] : [tableOf(tries, rules)]));
    status.textContent = sayStanding(row, tries, rules);
  };
  const set = (next: readonly Try[]): void => {
    tries = next;
    show();
    figure.dispatchEvent(new Event("input", { bubbles: true }));
  };
  keep.addEventListener("click", () => isKept(row, tries) || set([...tries, row]));
  forget.addEventListener("click", () => {
    set([]);
    keep.focus();
  });
  show();
  const figure = asInput<KeptTries>(
    widgetFigure({
      kind: "try-table",
      label: "A table of your tries",
      caption: readCaption(caption, {
        claim: "Your tries, the best first.",
        reading: sayRules(rules),
        conditions: "They are kept in this browser.",
      }),
      body: [htmlElement("div", "widget-controls", keep, forget), status, grid],
    }),
    () => ({ tries, best: bestTry(tries, rules) }),
    (value) => {
      tries = readTries(value?.tries);
      show();
    },
  );
  return figure;
}

function sayRules({ best, limits }: TryRules): string {
  const most = Object.entries(limits).map(([name, limit]) => `${formatCount(limit)} ${name}`);
  return most.length === 0
    ? `Ordered by ${best}.`
    : `Ordered by ${best}; a try with more than ${most.join(" or ")} does not count.`;
}

function sayStanding(row: Try, tries: readonly Try[], rules: TryRules): string {
  const broken = brokenLimits(row, rules);
  const over = broken.length === 0 ? "" : ` This one would not count: ${listInWords(broken)} beyond the limit.`;
  if (tries.length === 0) return `No try has been kept yet.${over}`;
  const best = bestTry(tries, rules);
  const kept = tries.length === 1 ? "One try kept" : `${tries.length} tries kept`;
  return `${kept}; ${best ? `your best: ${rules.best} ${format(best[rules.best] ?? null)}` : "none of them counts so far"}.${over}`;
}

function tableOf(tries: readonly Try[], rules: TryRules): HTMLElement {
  const names = [...new Set(tries.flatMap((row) => Object.keys(row)))];
  const best = bestTry(tries, rules);
  const rows = rankTries(tries, rules).map((row, at) => [
    String(at + 1),
    ...names.map((name) => format(row[name] ?? null)),
    standingOf(row, row === best, rules),
  ]);
  return dataTable({ columns: ["rank", ...names, "counts"], rows }, "Your tries");
}

function standingOf(row: Try, isBest: boolean, rules: TryRules): string {
  const broken = brokenLimits(row, rules);
  if (broken.length > 0) return `no: ${listInWords(broken)}`;
  return isBest ? "yes, the best" : "yes";
}

/** Counts with commas, shares to three places. */
function format(value: number | string | null): string {
  if (typeof value !== "number") return value ?? "–";
  return Number.isInteger(value) ? formatCount(value) : value.toFixed(Math.abs(value) < 10 ? 3 : 1);
}
