/** A rule of a style sheet that holds on any page. */
export interface SheetRule {
  /** Each by itself: ".block-drawing .trunk". */
  readonly selectors: readonly string[];
  readonly declarations: string;
}

/**
 * The rules of a style sheet that hold without conditions. What stands within another rule or within an at-rule is left
 * out: states, narrow windows and paper are nothing to a picture.
 */
export function readRules(css: string): readonly SheetRule[] {
  const rules: SheetRule[] = [];
  let depth = 0;
  let from = 0;
  let head = "";
  let isNested = false;
  const text = css.replace(/\/\*[\s\S]*?\*\//g, "");
  for (const { 0: sign, index } of text.matchAll(/[{};]/g)) {
    if (sign === "{") {
      if (depth === 0) [head, isNested] = [text.slice(from, index).trim(), false];
      else isNested = true;
      if (depth++ === 0) from = index + 1;
    } else if (sign === "}") {
      if (--depth > 0) continue;
      const declarations = text.slice(from, index).replace(/\s+/g, " ").trim();
      if (!isNested && !head.startsWith("@")) rules.push({ selectors: splitList(head), declarations });
      from = index + 1;
    } else if (depth === 0) from = index + 1;
  }
  return rules;
}

/** At the commas that stand in no brackets. */
function splitList(list: string): readonly string[] {
  return list.split(/,(?![^(]*\))/).map((selector) => selector.replace(/\s+/g, " ").trim());
}
