import { fetchDrawing, fetchDrawings, fetchDrawingsNow, waitingDrawings } from "../../browser/far-drawings.ts";
import { whenIdle } from "../../browser/when-idle.ts";
import { PartMissing } from "../../core/part-missing.ts";
import { attempt } from "../site/part-notice.ts";

const waits = "svg[data-drawing]";
/** Two screens and a half of scrolling: a drawing is to be there before its reader. */
const margin = "250% 0px";

/**
 * Fetches the drawings that the page was sent without: when the reader comes near them, and the others in the order of
 * the page while it has nothing better to do. One that does not come says so where it should stand.
 */
export function connectFarDrawings(root: Document): void {
  const waiting = waitingDrawings(root);
  if (waiting.length === 0) return;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        fetchWithin(target);
      }
    },
    { rootMargin: margin },
  );
  const outputs = new Set(waiting.map((svg) => svg.closest(".cell-output")));
  for (const output of outputs) if (output !== null) observer.observe(output);
  whenLoaded(() => fetchNext(root));
  addEventListener("online", () => {
    for (const missing of root.querySelectorAll(".cell-output > .part-notice")) fetchWithin(missing.parentElement);
    fetchNext(root);
  });
  addEventListener("beforeprint", () => fetchDrawingsNow(root));
}

/** What is missing is said once for a figure of several drawings. What its cell draws in the meantime takes its place. */
function fetchWithin(output: Element | null): void {
  const figure = Array.from(output?.children ?? []).find(
    (each) => each.matches(waits) || each.querySelector(waits) !== null,
  );
  if (output && figure) void attempt(figure, () => fetchDrawings(output));
}

function whenLoaded(act: () => void): void {
  if (document.readyState === "complete") whenIdle(act);
  else addEventListener("load", () => whenIdle(act), { once: true });
}

/** One after the other. Nobody waits for these: where one does not come, they are left to the reader's coming near. */
function fetchNext(root: Document): void {
  const [next] = waitingDrawings(root);
  if (next === undefined) return;
  fetchDrawing(next).then(
    () => whenIdle(() => fetchNext(root)),
    (error: unknown) => {
      if (!(error instanceof PartMissing)) throw error;
    },
  );
}
