import { loadPart } from "../../browser/load-part.ts";

/** The files that a figure can be taken along as. */
export type FigureFormat = "svg" | "png" | "csv";

/** Pixels of a picture for each of the page's. */
const density = 2;

/**
 * Hands the reader the figures of an experiment's box, each as a file, or the table of their data.
 * @param name begins the files' names
 */
export async function saveFigures(box: ParentNode, name: string, format: FigureFormat): Promise<void> {
  const { fillTables, resolveDrawing, downloadFile, safeFileName } = await loadParts();
  const figures = [...box.querySelectorAll<HTMLElement>(".experiment-figure figure")];
  if (format === "csv") fillTables(box);
  for (const [at, figure] of figures.entries()) {
    const drawings = format === "csv" ? [csvOf(figure)] : await drawingsOf(figure, format, resolveDrawing);
    for (const [part, file] of drawings.filter((each) => each !== null).entries()) {
      const place = [figures.length > 1 ? at + 1 : 0, drawings.length > 1 ? part + 1 : 0].filter(
        (number) => number > 0,
      );
      downloadFile(file, safeFileName(`${[name, ...place].join("-")}.${format}`));
    }
  }
}

async function loadParts() {
  const load = () =>
    Promise.all([
      import("../../export/fill-tables.ts"),
      import("../../export/resolve-drawing.ts"),
      import("../../export/download.ts"),
    ]);
  const [tables, drawings, files] = await loadPart("The figure's file", load);
  return { ...tables, ...drawings, ...files };
}

async function drawingsOf(
  figure: HTMLElement,
  format: "svg" | "png",
  resolve: (live: SVGSVGElement, background: string) => SVGSVGElement,
): Promise<Blob[]> {
  const paper = getComputedStyle(document.body).backgroundColor;
  const drawings = [...figure.querySelectorAll("svg")].filter((svg) => !svg.parentElement?.closest("svg"));
  const texts = drawings.map((drawing) => new XMLSerializer().serializeToString(resolve(drawing, paper)));
  const files = texts.map((text) => new Blob([text], { type: "image/svg+xml" }));
  return format === "svg" ? files : Promise.all(texts.map(toPicture));
}

/** From a data address: the page's policy loads nothing else, and a canvas with it can be read. */
async function toPicture(text: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [density * image.width, density * image.height];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => {
    canvas.toBlob((file) => (file ? done(file) : fail(new Error("The picture could not be made."))), "image/png");
  });
}

/** The data table as it stands in the page; null where a figure has none. */
function csvOf(figure: ParentNode): Blob | null {
  const rows = [...figure.querySelectorAll(".chart-table tr")].map((row) =>
    [...row.children].map(({ textContent }) => quote(textContent ?? "")).join(","),
  );
  return rows.length === 0 ? null : new Blob([`${rows.join("\n")}\n`], { type: "text/csv" });
}

function quote(text: string): string {
  const plain = text.replace(/^−/, "-");
  return /[",\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
