import type { APIRoute } from "astro";
import { getCollection } from "astro:content";
import { findPictures } from "../../course/drawn-pictures.ts";
import { readRecordings } from "../../course/recorded-runs.ts";

/** A picture of a recorded output, such as an image of a data set: `/pictures/0123456789.png`. */
export async function getStaticPaths() {
  const chapters = await getCollection("chapters");
  const outputs = chapters.flatMap(({ data }) => Object.values(readRecordings(data.slug).outputs));
  const pictures = new Map(outputs.flatMap(findPictures).map(({ name, png }) => [name, png]));
  return [...pictures].map(([name, png]) => ({ params: { name }, props: { png } }));
}

export const GET: APIRoute<{ png: string }> = ({ props }) =>
  new Response(Buffer.from(props.png, "base64"), { headers: { "Content-Type": "image/png" } });
