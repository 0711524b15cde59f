/**
 * A box that draws its content anew whenever its width changes, as in Observable Framework.
 * @param render gets the width and height in CSS pixels; draws into the width only, unless it takes a second parameter
 */
export function resize(render: (width: number, height: number) => Node | string): HTMLElement {
  const box = document.createElement("div");
  const followsHeight = render.length > 1;
  if (followsHeight) box.style.height = "100%";
  let last: readonly [number, number] = [NaN, NaN];
  const observer = new ResizeObserver(([entry]) => {
    const { width = 0, height = 0 } = entry?.contentRect ?? {};
    const isSame = width === last[0] && (!followsHeight || height === last[1]);
    if (isSame || width === 0) return;
    last = [width, height];
    box.replaceChildren(render(width, height));
  });
  observer.observe(box);
  return box;
}
