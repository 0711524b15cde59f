/**
 * Lets every chart write its data table, which it does when the table is first opened: a copy of the page cannot ask for
 * it later. What was closed is closed again.
 */
export function fillTables(root: ParentNode): void {
  for (const details of root.querySelectorAll<HTMLDetailsElement>(".chart-data:not([open])")) {
    if (details.childElementCount > 1) continue;
    details.open = true;
    details.dispatchEvent(new Event("toggle"));
    details.open = false;
  }
}
