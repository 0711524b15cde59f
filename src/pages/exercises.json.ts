import type { APIRoute } from "astro";
import { getCollection } from "astro:content";
import { buildCatalogue } from "../course/catalogue.ts";

/** All exercises with their titles and minutes: a page that holds an assignment names those of other chapters. */
export const GET: APIRoute = async () => {
  const chapters = (await getCollection("chapters")).sort((a, b) => a.data.front.number - b.data.front.number);
  const listed = chapters.map(({ data, rendered }) => ({ ...data, html: rendered?.html ?? "" }));
  return new Response(JSON.stringify(buildCatalogue(listed)), { headers: { "Content-Type": "application/json" } });
};
