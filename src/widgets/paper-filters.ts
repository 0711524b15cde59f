import { htmlElement } from "../browser/elements.ts";
import type { PaperFacet, PaperRow, PaperTable } from "../papers/paper-table.ts";
import { radioGroup } from "./radio-group.ts";

/** What was chosen of each facet, by its key; a facet that is not there is not chosen by. */
export type Chosen = Readonly<Record<string, string>>;

const all = "";

/** The values that a facet has in a table, in the order of its rows. */
export function valuesOf({ rows }: PaperTable, { key }: PaperFacet): readonly string[] {
  return [...new Set(rows.flatMap(({ facets }) => facets?.[key] ?? []))];
}

/** The table with those of its rows that are as was chosen. */
export function filterTable(table: PaperTable, chosen: Chosen): PaperTable {
  const entries = Object.entries(chosen);
  const fits = ({ facets }: PaperRow): boolean => entries.every(([key, value]) => facets?.[key] === value);
  return { ...table, rows: table.rows.filter(fits) };
}

/** A row of choices for each facet; null for a table without facets. */
export function paperFilters(table: PaperTable, first: Chosen, changed: (chosen: Chosen) => void): HTMLElement | null {
  const { facets = [] } = table;
  if (facets.length === 0) return null;
  let chosen = first;
  const groups = facets.map((facet) => {
    const choices = [[all, "all"] as const, ...valuesOf(table, facet).map((value) => [value, value] as const)];
    const group = radioGroup(facet.title, choices, (value) => {
      const others = Object.entries(chosen).filter(([key]) => key !== facet.key);
      chosen = Object.fromEntries(value === all ? others : [...others, [facet.key, value]]);
      changed(chosen);
    });
    group.show(first[facet.key] ?? all);
    return group.element;
  });
  return htmlElement("div", "widget-controls paper-filters", ...groups);
}
