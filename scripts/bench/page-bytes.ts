import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { refuse } from "../../src/core/errors.ts";
import { findModules } from "../page-modules.ts";

/** What a built site weighs. */
export interface PageBytes {
  /** Compressed bytes of each page's HTML, by its address in the site: "degradation/". */
  readonly pages: Readonly<Record<string, number>>;
  /** Compressed bytes of the modules that each page asks for by itself, before its reader does anything. */
  readonly scripts: Readonly<Record<string, number>>;
  /** Bytes of all files as they lie there, by what they end with: ".js". */
  readonly files: Readonly<Record<string, number>>;
}

/** What it may weigh. */
export interface PageBudget {
  readonly pages: Readonly<Record<string, number>>;
  /** For pages that have no budget of their own. */
  readonly otherPages: number;
  /** For the modules of any page. */
  readonly scripts: number;
  /** Null: as much as the course's text and its recordings need. A kind that is not named must not be there. */
  readonly files: Readonly<Record<string, number | null>>;
}

interface Weighed {
  readonly what: string;
  readonly bytes: number;
  readonly budget: number | null;
}

/**
 * @param site the folder of a site that was built for the root of its host
 * @throws CourseError where none was built there
 */
export function weighPages(site: string): PageBytes {
  const pages: Record<string, number> = {};
  const scripts: Record<string, number> = {};
  const files: Record<string, number> = {};
  for (const name of listFiles(site)) {
    const ending = extname(name);
    if (ending === "") continue;
    const bytes = readFileSync(join(site, name));
    files[ending] = (files[ending] ?? 0) + bytes.length;
    if (ending !== ".html") continue;
    const page = name.replaceAll("\\", "/").replace(/index\.html$/, "");
    pages[page] = gzipSync(bytes).length;
    const modules = findModules(site, bytes.toString());
    scripts[page] = modules.reduce((sum, module) => sum + gzipSync(readFileSync(join(site, module))).length, 0);
  }
  return { pages, scripts, files };
}

export function readBudget(file = "scripts/bench/page-budget.json"): PageBudget {
  return JSON.parse(readFileSync(file, "utf8")) as PageBudget;
}

/** What is heavier than its budget, as sentences for whoever made it so. */
export function findExcess(bytes: PageBytes, budget: PageBudget): readonly string[] {
  return compare(bytes, budget).flatMap(({ what, bytes, budget }) =>
    budget === null || bytes <= budget
      ? []
      : [`${what} weighs ${bytes} bytes, ${bytes - budget} more than its budget of ${budget}.`],
  );
}

/** A table of what weighs how much, beside its budget. */
export function printBytes(bytes: PageBytes, budget: PageBudget): string {
  const rows = compare(bytes, budget).map(({ what, bytes, budget }) => {
    const rest = budget === null ? "" : `${kilobytes(budget - bytes)} left of ${kilobytes(budget)}`;
    return `${kilobytes(bytes).padStart(12)}  ${what.padEnd(44)} ${rest}`.trimEnd();
  });
  return `What the site weighs: HTML compressed, files as they are\n${rows.join("\n")}\n`;
}

function compare({ pages, scripts, files }: PageBytes, budget: PageBudget): readonly Weighed[] {
  const ofPages = Object.entries(pages).map(([page, bytes]) => {
    return { what: `HTML of /${page}`, bytes, budget: budget.pages[page] ?? budget.otherPages };
  });
  const ofScripts = Object.entries(scripts).map(([page, bytes]) => {
    return { what: `first scripts of /${page}`, bytes, budget: budget.scripts };
  });
  const ofFiles = Object.entries(files).map(([ending, bytes]) => {
    const allowed = budget.files[ending];
    return { what: `all ${ending}`, bytes, budget: allowed === undefined ? 0 : allowed };
  });
  return [...ofPages, ...ofScripts, ...ofFiles];
}

function listFiles(site: string): readonly string[] {
  try {
    return readdirSync(site, { recursive: true, encoding: "utf8" }).sort();
  } catch {
    throw refuse("npm run bench -- --pages", `no site is built in ${site}`, "Build it first: npm run build.");
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
