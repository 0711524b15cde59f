import { htmlElement } from "../../browser/elements.ts";
import type { AssignmentSession } from "./assignment-session.ts";

/** What keeps work from being kept as it usually is: a frame, storage that is switched off, another tab. */
export function pageNotices(session: AssignmentSession, isKept: boolean): HTMLElement {
  const root = htmlElement("div", "assignment-notices");
  const add = (...words: readonly (Node | string)[]): HTMLElement => {
    const notice = htmlElement("p", "assignment-warning", ...words);
    root.append(notice);
    return notice;
  };
  if (globalThis.self !== globalThis.top) {
    const own = htmlElement("a", { href: location.href, target: "_blank", rel: "noopener" }, "a window of its own");
    add(
      "This page stands in a frame of another site. What you do here is kept apart from the same page elsewhere, and the browser may delete it sooner: save the attempt’s file when you stop, or open the page in ",
      own,
      ".",
    );
  }
  if (!isKept)
    add(
      "This browser keeps nothing of this site: your work is lost when you leave the page, other chapters included. Handing in works all the same; save the attempt’s file before you leave or go to another chapter, and open it there.",
    );
  const lost = add();
  session.follow(() => {
    const problem = isKept ? session.entries.problem : null;
    lost.hidden = problem === null;
    lost.textContent = problem ?? "";
  });
  watchTwins(session, add());
  return root;
}

/** Tabs with the same attempt hear of each other. */
function watchTwins({ manifest: { assignment } }: AssignmentSession, notice: HTMLElement): void {
  notice.hidden = true;
  notice.setAttribute("role", "status");
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(`attempt:${assignment}`);
  const show = (): void => {
    notice.hidden = false;
    notice.textContent =
      "This assignment is open in another tab too. Both keep what you do; of one exercise, what you answered last counts.";
  };
  channel.addEventListener("message", ({ data }) => {
    if (data === "here?") channel.postMessage("here");
    show();
  });
  channel.postMessage("here?");
}
