export interface OutputComparison {
  /** Compare what canvases show too: another browser may pack the same picture otherwise. */
  readonly pictures: boolean;
}

type Outputs = Readonly<Record<string, string>>;

/** Ids of the cells whose outputs differ, in their order, from those that were recorded. */
export function differingOutputs(recorded: Outputs, drawn: Outputs, { pictures }: OutputComparison): string[] {
  const ids = new Set([...Object.keys(recorded), ...Object.keys(drawn)]);
  const normalise = (html: string): string => (pictures ? normaliseIds(html) : withoutPictures(normaliseIds(html)));
  return [...ids].filter((id) => normalise(recorded[id] ?? "") !== normalise(drawn[id] ?? ""));
}

/** Ids are numbered over the whole page, in the order in which its cells come about: here each output counts for itself. */
function normaliseIds(html: string): string {
  const names = new Map<string, string>();
  const name = (id: string): string => {
    if (!names.has(id)) names.set(id, `id-${names.size + 1}`);
    return names.get(id) as string;
  };
  return html.replace(/recorded-[\w-]+/g, name);
}

function withoutPictures(html: string): string {
  return html.replace(/data:image\/png;base64,[\w+/=]+/g, "picture");
}
