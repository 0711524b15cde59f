import type { Notebook } from "../../host/notebook.ts";
import { RunCosts } from "../../host/run-costs.ts";
import type { DependencyPanel } from "./dependency-panel.ts";
import { loadPart } from "../../browser/load-part.ts";
import { textButton } from "../site/buttons.ts";
import { attempt } from "../site/part-notice.ts";

/** Opens and closes the view of the cells' dependencies, which is loaded when it is first opened. */
export function createDependencyButton(notebook: Notebook): HTMLButtonElement {
  // From the beginning, so that the first runs are known too.
  const costs = new RunCosts(notebook);
  let panel: DependencyPanel | null = null;
  const button = textButton("chapter-dependencies", "Dependencies", () => void attempt(button, toggle));
  button.setAttribute("aria-expanded", "false");
  const toggle = async () => {
    const { DependencyPanel } = await loadPart("The view of dependencies", () => import("./dependency-panel.ts"));
    panel ??= new DependencyPanel(notebook, costs, (isLeft) => {
      button.setAttribute("aria-expanded", "false");
      if (!isLeft) button.focus();
    });
    if (panel.isOpen) return panel.close();
    if (!panel.root.isConnected) document.body.append(panel.root);
    button.setAttribute("aria-expanded", "true");
    panel.open();
  };
  return button;
}
