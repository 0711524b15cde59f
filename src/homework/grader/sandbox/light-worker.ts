import { loadComputing } from "./load-computing.ts";
import { serveJobs } from "./serve-jobs.ts";

serveJobs(loadComputing);
