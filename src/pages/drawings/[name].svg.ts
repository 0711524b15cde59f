import type { APIRoute } from "astro";
import { getCollection } from "astro:content";
import { pageOutputs } from "../../course/chapter-outputs.ts";
import { readRecordings } from "../../course/recorded-runs.ts";

/** A drawing of a recorded output that stands far down in a chapter: `/drawings/0123456789.svg`. */
export async function getStaticPaths() {
  const chapters = await getCollection("chapters");
  const drawings = chapters.flatMap(({ data: { slug, cells } }) => {
    const order = cells.map(({ id }) => id);
    return pageOutputs(readRecordings(slug).outputs, order).drawings;
  });
  const byName = new Map(drawings.map(({ name, svg }) => [name, svg]));
  return [...byName].map(([name, svg]) => ({ params: { name }, props: { svg } }));
}

export const GET: APIRoute<{ svg: string }> = ({ props }) =>
  new Response(props.svg, { headers: { "Content-Type": "image/svg+xml" } });
