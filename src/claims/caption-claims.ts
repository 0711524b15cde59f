import type { Claim } from "../notebook/chapter.ts";
import type { Outcome } from "./verdict-words.ts";

interface Followed {
  subscribe(listener: (cellId: string) => void): () => void;
}

/**
 * Shows the claim in a figure's caption as long as the verdict on it is the one that the chapter states, and otherwise
 * what the figure says of itself. By a style sheet, since a running training draws its figures anew all the time.
 * @param root holds the boxes, `[data-claim]`, and the verdicts, `[data-verdict-on]`
 */
export function followOutcomes(root: Document, notebook: Followed, claims: readonly Claim[]): void {
  const sheet = new CSSStyleSheet();
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  let written = "";
  const update = () => {
    const rules = claims.filter((claim) => !isAsStated(root, claim)).map(({ id }) => rulesFor(id));
    const text = rules.join("\n");
    if (text !== written) sheet.replaceSync((written = text));
  };
  notebook.subscribe((id) => {
    if (root.querySelector(`[data-cell="${CSS.escape(id)}"] [data-verdict-on]`)) update();
  });
  update();
}

/** True where nothing is known yet: the recorded figure stands there. */
function isAsStated(root: Document, { id, states }: Claim): boolean {
  const card = root.querySelector<HTMLElement>(`[data-verdict-on="${CSS.escape(id)}"]`);
  const outcome = card?.dataset["verdict"] as Outcome | undefined;
  if (outcome === undefined) return true;
  const isJudged = outcome === "holds" || outcome === "does-not-hold" || outcome === "inconclusive";
  return states === "open" ? isJudged : outcome === (states ?? "holds");
}

function rulesFor(id: string): string {
  const name = CSS.escape(id);
  const captions = [`[data-claim="${name}"] figcaption [data-claims=""]`, `figcaption [data-claims~="${name}"]`];
  const results = captions.map((each) => `${each} + .caption-computed`);
  return `${captions.join(", ")} { display: none; }\n${results.join(", ")} { display: inline; }`;
}
