import { observeSize } from "./observe-size.ts";

type Content = Node | string | null | undefined;

/**
 * A box that draws its content anew whenever its width changes, as in Observable Framework.
 * @param render gets the width and height in CSS pixels; draws into the width only, unless it takes a second parameter.
 *   It may return a promise; of several the newest is shown. Nothing is shown of null.
 * @param invalidation ends the following; without it, the box follows for as long as it lives
 */
export function resize(
  render: (width: number, height: number) => Content | Promise<Content>,
  invalidation?: Promise<void>,
): HTMLElement {
  const box = document.createElement("div");
  const followsHeight = render.length > 1;
  if (followsHeight) {
    box.style.position = "relative";
    box.style.height = "100%";
  }
  let last: readonly [number, number] = [NaN, NaN];
  let begun = 0;
  let shown = 0;
  const draw = async (width: number, height: number) => {
    const turn = ++begun;
    const content = await render(width, height);
    if (turn < shown) return;
    shown = turn;
    // Out of the flow, or what is drawn would make the box that it fills grow.
    if (followsHeight && (content instanceof HTMLElement || content instanceof SVGElement))
      content.style.position = "absolute";
    box.replaceChildren(...(content === null || content === undefined ? [] : [content]));
  };
  const end = observeSize(box, ({ width, height }) => {
    const isSame = width === last[0] && (!followsHeight || height === last[1]);
    if (isSame || width === 0) return;
    last = [width, height];
    void draw(width, height);
  });
  void invalidation?.then(end);
  return box;
}
