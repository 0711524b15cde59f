import { oneAtATime } from "../../browser/one-at-a-time.ts";

/** Shows the exercises of each series one at a time. A link to one of them leads to it. */
export function connectSeries(root: ParentNode): void {
  for (const series of root.querySelectorAll<HTMLElement>(".series")) {
    const parts = [...series.children].filter((part): part is HTMLElement => part instanceof HTMLElement);
    if (parts.length < 2) continue;
    const { bar, show } = oneAtATime(parts, series.dataset["series"] ?? "exercise");
    series.prepend(bar);
    const follow = (): void => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const at = target === null ? -1 : parts.findIndex((part) => part.contains(target));
      if (at < 0) return;
      show(at);
      target?.scrollIntoView();
    };
    addEventListener("hashchange", follow);
    follow();
  }
}
