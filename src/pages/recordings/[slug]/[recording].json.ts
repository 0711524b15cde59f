import type { APIRoute } from "astro";
import { getCollection } from "astro:content";
import { readRecordings, recordingFiles } from "../../../course/recorded-runs.ts";
import { readStops, stopFiles } from "../../../course/recorded-stops.ts";

/** A recorded run, also one with a knob turned, as the pages fetch it: `/recordings/degradation/plainRuns.0123456789.json`. */
export async function getStaticPaths() {
  const chapters = await getCollection("chapters");
  return chapters.flatMap(({ data: { slug } }) =>
    [...recordingFiles(readRecordings(slug).runs), ...stopFiles(readStops(slug).values())].map(({ name, json }) => ({
      params: { slug, recording: name },
      props: { json },
    })),
  );
}

export const GET: APIRoute<{ json: string }> = ({ props }) =>
  new Response(props.json, { headers: { "Content-Type": "application/json" } });
