import { loadComputing } from "./load-computing.ts";
import { serveJobs } from "./serve-jobs.ts";

/** As the light one, for answers that name packages: they are large, and read anew in every worker. */
serveJobs((name) => {
  if (name === "tf") return import("@tensorflow/tfjs").then(async (tf) => (await tf.ready(), tf));
  return name === "d3" ? import("d3") : loadComputing(name);
});
