/** What one look at a laid out chapter finds. */
export interface PageLayout {
  /** Height of the page in screens. */
  readonly screens: number;
  /** Shares of the text's height, from 0 to 1: what stands there, the most telling first. */
  readonly figures: number;
  readonly veils: number;
  readonly code: number;
  readonly controls: number;
  readonly prose: number;
  readonly blank: number;
  /** The longest way from one figure of data to the next, in screens. */
  readonly longestWithout: number;
  /** Where it begins: the nearest heading above. */
  readonly longestAfter: string;
  readonly figuresFirstScreen: number;
  /** The most veils that one experiment has. */
  readonly mostVeils: number;
  /** Shares of the text's height beside which the gutter, and the wide track, hold something. */
  readonly gutterUsed: number;
}

/** Runs in the page, so that it holds all it needs. @param screenHeight in CSS pixels */
export function measurePage(screenHeight: number): PageLayout {
  const kinds = {
    figures: ".cell-output :is(figure svg, svg, canvas, img), .prose figure svg, .chapter-picture :is(svg, canvas)",
    veils: ".veiled .cell-output, .experiment-veil, .comes-after",
    code: ".cell-source, .cell-editor, pre.static, .source-code",
    controls: "button, input, select, textarea, label, .cell-bar, .claim-bet, summary",
    prose: "p, li, td, th, h1, h2, h3, h4, blockquote, figcaption, .equation, .sidenote",
  };
  const least = 60; // px: smaller drawings are marks of controls
  const isShown = (each: Element) =>
    each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && each.getClientRects().length > 0;
  const spanOf = (each: Element) => {
    const { top, bottom, left, width } = each.getBoundingClientRect();
    return { top: Math.max(0, top + scrollY), bottom: bottom + scrollY, left, width };
  };
  const find = (selector: string) => [...document.querySelectorAll(selector)].filter(isShown).map(spanOf);
  const spans = Object.fromEntries(Object.entries(kinds).map(([kind, selector]) => [kind, find(selector)]));
  const drawn = (spans["figures"] ?? []).filter(({ top, bottom, width }) => bottom - top >= least && width >= least);
  spans["figures"] = drawn;

  const text = document.querySelector(".prose");
  const { top: begin, bottom: end } = text ? spanOf(text) : { top: 0, bottom: 0 };
  const rows = new Map<string, number>();
  for (let y = Math.round(begin); y < end; y++) {
    const kind = Object.keys(kinds).find((name) => spans[name]?.some(({ top, bottom }) => top <= y && y < bottom));
    rows.set(kind ?? "blank", (rows.get(kind ?? "blank") ?? 0) + 1);
  }
  const share = (kind: string) => (rows.get(kind) ?? 0) / (end - begin);

  const figures = drawn.toSorted((a, b) => a.top - b.top);
  let [reached, longest, from] = [0, 0, 0];
  for (const { top, bottom } of [...figures, { top: end, bottom: end }]) {
    if (top - reached > longest) [longest, from] = [top - reached, reached];
    reached = Math.max(reached, bottom);
  }
  const headings = [...document.querySelectorAll(".prose :is(h2, h3)")];
  const above = headings.findLast((each) => spanOf(each).top <= from);

  const textRight = document.querySelector(".prose > p")?.getBoundingClientRect().right ?? 0;
  const beside = new Set<number>();
  for (const { top, bottom, left, width } of Object.values(spans).flat())
    if (left + width > textRight + 40) for (let y = Math.round(top); y < bottom; y++) if (y >= begin) beside.add(y);

  const boxes = [...document.querySelectorAll(".claim, .experiment")];
  const veilsIn = (box: Element) => [...box.querySelectorAll(kinds.veils)].filter(isShown).length;
  return {
    screens: document.documentElement.scrollHeight / screenHeight,
    figures: share("figures"),
    veils: share("veils"),
    code: share("code"),
    controls: share("controls"),
    prose: share("prose"),
    blank: share("blank"),
    longestWithout: longest / screenHeight,
    longestAfter: above?.id ?? "the top",
    figuresFirstScreen: figures.filter(({ top, bottom }) => Math.min(bottom, screenHeight) - top >= least).length,
    mostVeils: Math.max(0, ...boxes.map(veilsIn)),
    gutterUsed: beside.size / (end - begin),
  };
}
