import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

interface Looked {
  /** Selectors of the parts that are looked at; the whole page without them. */
  readonly within?: readonly string[];
  readonly without?: readonly string[];
  /** Ids of axe's rules; all of them without. */
  readonly rules?: readonly string[];
}

/**
 * What axe finds: each rule that is broken, and where. It reports neither what is in order nor on frames, which there
 * are none of: on a long chapter that takes it seven times as long.
 */
export async function findViolations(
  page: Page,
  { within = [], without = [], rules = [] }: Looked = {},
): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
  for (const part of within) axe.include(part);
  for (const part of without) axe.exclude(part);
  const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join("\n  ")}`);
}
