import type { EditorView, Rect } from "@codemirror/view";

/** Room that documentation needs beside the list of completions. */
const roomPx = 300;

/** Puts the documentation of a completion beside the list where there is room, else on the side away from the text. */
export function placeInfo(
  view: EditorView,
  list: Rect,
  option: Rect,
  info: Rect,
  space: Rect,
): { style: string; class: string } {
  const top = Math.max(0, Math.min(option.top - list.top, space.bottom - list.top - (info.bottom - info.top)));
  const right = space.right - list.right;
  const left = list.left - space.left;
  if (right >= roomPx || left >= roomPx) {
    const side = right >= roomPx ? "left: 100%" : "right: 100%";
    const width = Math.min(420, right >= roomPx ? right : left);
    return { style: `${side}; top: ${top}px; max-width: ${width}px`, class: "is-beside" };
  }
  const width = Math.min(space.right - list.left, list.right - list.left + left);
  const cursor = view.coordsAtPos(view.state.selection.main.head);
  const isAbove = cursor !== null && list.bottom <= cursor.top + 4;
  const place = isAbove ? "bottom: 100%" : "top: 100%";
  return { style: `left: 0; ${place}; max-width: ${width}px`, class: isAbove ? "is-above" : "is-below" };
}
