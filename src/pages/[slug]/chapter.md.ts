import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { APIRoute } from "astro";
import { getCollection } from "astro:content";

/** A chapter's own text, for exports and for readers without scripts: `/degradation/chapter.md`. */
export async function getStaticPaths() {
  const chapters = await getCollection("chapters");
  return chapters.map(({ data, filePath = "" }) => ({ params: { slug: data.slug }, props: { filePath } }));
}

export const GET: APIRoute<{ filePath: string }> = async ({ props }) =>
  new Response(await readFile(resolve(props.filePath), "utf8"), {
    headers: { "Content-Type": "text/markdown; charset=utf-8" },
  });
