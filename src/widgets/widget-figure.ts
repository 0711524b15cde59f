import { htmlElement } from "../browser/elements.ts";
import { renderCaption, type Caption } from "../charts/frame/caption.ts";

export interface WidgetParts {
  /** The widget's kind, as in "paper-table": a class name. */
  readonly kind: string;
  /** What it is, for those who do not see it. */
  readonly label: string;
  readonly caption: Caption;
  readonly body: readonly (Node | null)[];
}

/** `<figure class="chart widget">`: what is worked on, and the caption below. */
export function widgetFigure({ kind, label, caption, body }: WidgetParts): HTMLElement {
  return htmlElement(
    "figure",
    { class: `chart widget widget-${kind}`, "aria-label": label },
    ...body,
    renderCaption(caption),
  );
}
