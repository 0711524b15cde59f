/** What nbformat 4.5 asks of a notebook, written after its JSON schema; returns what is wrong, empty where nothing is. */
export function findNotebookProblems(text: string): string[] {
  const problems: string[] = [];
  const notebook = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const check = (holds: boolean, problem: string) => void (holds || problems.push(problem));
  check(sameKeys(notebook, ["cells", "metadata", "nbformat", "nbformat_minor"]), "top-level keys");
  check(notebook["nbformat"] === 4 && notebook["nbformat_minor"] === 5, "the version");
  const { kernelspec, language_info: language, title } = record(notebook["metadata"]);
  check(typeof record(kernelspec)["name"] === "string", "kernelspec.name");
  check(typeof record(kernelspec)["display_name"] === "string", "kernelspec.display_name");
  check(typeof record(language)["name"] === "string", "language_info.name");
  check(title === undefined || typeof title === "string", "title");
  const cells = Array.isArray(notebook["cells"]) ? notebook["cells"].map(record) : [];
  check(cells.length > 0, "there are no cells");
  const ids = cells.map(({ id }) => String(id));
  check(new Set(ids).size === ids.length, "ids are not unique");
  for (const cell of cells) problems.push(...cellProblems(cell).map((problem) => `${String(cell["id"])}: ${problem}`));
  return problems;
}

function cellProblems(cell: Readonly<Record<string, unknown>>): string[] {
  const problems: string[] = [];
  const check = (holds: boolean, problem: string) => void (holds || problems.push(problem));
  const common = ["cell_type", "id", "metadata", "source"];
  const isCode = cell["cell_type"] === "code";
  check(isCode || cell["cell_type"] === "markdown", "cell_type");
  check(sameKeys(cell, isCode ? [...common, "execution_count", "outputs"] : common), "keys");
  check(/^[a-zA-Z0-9-_]{1,64}$/.test(String(cell["id"])), "the id");
  check(isLines(cell["source"]), "source");
  const { tags, jupyter, collapsed, name, format } = record(cell["metadata"]);
  const isTagList = Array.isArray(tags) && tags.every((tag) => typeof tag === "string" && /^[^,]+$/.test(tag));
  check(tags === undefined || (isTagList && new Set(tags).size === tags.length), "tags");
  check(
    [collapsed, name, format].every((value) => value === undefined),
    "a reserved word of the metadata",
  );
  check(
    jupyter === undefined || Object.values(record(jupyter)).every((value) => typeof value === "boolean"),
    "jupyter",
  );
  if (!isCode) return problems;
  check(cell["execution_count"] === null, "execution_count");
  for (const output of Array.isArray(cell["outputs"]) ? cell["outputs"].map(record) : [{}]) {
    if (output["output_type"] === "stream") {
      check(sameKeys(output, ["name", "output_type", "text"]) && isLines(output["text"]), "a stream");
    } else {
      check(output["output_type"] === "display_data", "output_type");
      check(sameKeys(output, ["data", "metadata", "output_type"]), "keys of an output");
      const data = Object.entries(record(output["data"]));
      check(data.length > 0 && data.every(([type, value]) => isMedia(type, value)), "data");
    }
  }
  return problems;
}

/** Text as lines; pixels as one text in base 64, as notebooks are written. */
function isMedia(type: string, value: unknown): boolean {
  if (!/^\w+\/[\w.+-]+$/.test(type)) return false;
  const isPixels = type.startsWith("image/") && type !== "image/svg+xml";
  return isPixels ? typeof value === "string" && /^[A-Za-z0-9+/]+={0,2}$/.test(value) : isLines(value);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function sameKeys(value: object, keys: readonly string[]): boolean {
  return Object.keys(value).sort().join() === [...keys].sort().join();
}

/** Text as a list of lines, each but the last with its break. */
function isLines(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  return value.every(
    (line, at) =>
      typeof line === "string" &&
      line.indexOf("\n") === (at === value.length - 1 && !line.endsWith("\n") ? -1 : line.length - 1),
  );
}
