import { defineCollection } from "astro:content";
import { z } from "astro/zod";
import type { ChapterCell, Claim, Exercise, FrontMatter, Heading } from "./notebook/chapter.ts";
import { chapterLoader } from "./notebook/chapter-loader.ts";

/** The loader checks the text itself and names file and line; the schema here only carries the types to the pages. */
const chapters = defineCollection({
  loader: chapterLoader({ directory: "chapters", drafts: process.env.DRAFTS === "1" }),
  schema: z.object({
    slug: z.string(),
    front: z.custom<FrontMatter>(),
    headings: z.array(z.custom<Heading>()),
    cells: z.array(z.custom<ChapterCell>()),
    claims: z.array(z.custom<Claim>()),
    exercises: z.array(z.custom<Exercise>()),
  }),
});

export const collections = { chapters };
