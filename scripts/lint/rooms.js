/** A room of src/: what it may import, and the reason a newcomer reads where the linter refuses something else. */
const room = (may, reason) => ({ may: may.split(" ").filter((name) => name !== ""), reason });

/** The house from the ground floor up. `x/*` stands for the room x and every room within it, `x/y.ts` for a file. */
export const rooms = {
  core: room("", "it is the ground floor: shapes, random numbers and errors import nothing"),
  browser: room(
    "core",
    "what the browser offers, an element or a place to keep a text, knows nothing of who asks for it",
  ),
  glossary: room("", "the glossary is words, and knows nothing of who shows them"),
  models: room("core", "architectures are plain data and know neither training nor page"),
  data: room(
    "core browser/storage.ts browser/load-part.ts browser/open-worker.ts",
    "data sets are generated from a seed and know neither training nor page",
  ),
  signals: room("core", "signals in random nets are arithmetic: nothing is trained"),
  kernels: room("core", "kernels are programs for one operation and know nothing above core"),

  "training/contract": room(
    "core models data",
    "the contract says what crosses between page and worker, as plain data",
  ),
  "training/results": room(
    "core models training/contract",
    "what is read off finished runs is arithmetic over the contract's data; verdicts and charts take it from here",
  ),
  "training/saved": room("core models training/contract", "a saved training is the contract's data as bytes"),
  "training/engines": room(
    "core models kernels training/contract",
    "an engine is a tfjs backend with the course's kernels, and does not know what is trained on it",
  ),
  "training/step": room(
    "core models data kernels training/contract training/engines",
    "a step computes one net's losses, gradients and updates; loops and probes are built on it",
  ),
  "training/compiled": room(
    "core models data kernels training/contract training/engines training/step",
    "the compiled step stands beside the other one, behind the same contract",
  ),
  "training/probes": room(
    "core models data training/contract",
    "a probe asks a session, whichever engine it runs on, and must not reach behind it",
  ),
  "training/analysis": room(
    "core models data training/contract training/step training/probes training/engines",
    "an analysis asks questions about a net that is trained already; it knows no loop",
  ),
  "training/worker": room(
    "core models data training/contract training/engines training/step training/compiled training/probes training/analysis",
    "the worker answers questions of the contract; it never sees the page's side",
  ),
  "training/page": room(
    "core browser/storage.ts browser/chunk-files.ts browser/load-part.ts browser/open-worker.ts models data training/contract training/saved training/worker/worker.ts",
    "the page's side turns what a cell asks into questions of the contract; it may name the worker's file and nothing else behind it",
  ),

  notebook: room("core glossary", "the notebook compiler turns text into data and knows no page"),

  "charts/frame": room("core browser models", "what all figures share knows nothing of what they show"),
  "charts/runs": room(
    "core models training/contract training/results charts/frame",
    "a chart draws plain data and does not know who computed it",
  ),
  "charts/layers": room(
    "core browser models signals training/contract training/results charts/frame charts/runs",
    "a chart draws plain data and does not know who computed it",
  ),
  "charts/nets": room("core browser models charts/frame", "a drawing of a net needs the net and nothing else"),
  "charts/examples": room(
    "core browser training/contract charts/frame",
    "a chart draws plain data and does not know who computed it",
  ),
  "charts/signals": room(
    "core browser signals charts/frame",
    "a chart draws plain data and does not know who computed it",
  ),
  "charts/analyses": room(
    "core browser models training/contract charts/frame charts/examples",
    "a chart draws plain data and does not know who computed it",
  ),

  papers: room("core models", "tables of papers are data; what they count is counted by the course's nets"),
  widgets: room(
    "core browser models signals papers charts/frame charts/nets",
    "a figure that is worked by hand computes with nets and arithmetic, and trains nothing",
  ),

  claims: room(
    "core browser data notebook training/contract training/results charts/frame/number-format.ts",
    "claims are judged from plain data",
  ),
  "homework/gradebooks": room("core", "a gradebook is text with cells, and knows nothing of how work was graded"),
  "homework/downloads": room("core", "a download is files with names; what students wrote in them is read elsewhere"),
  "homework/page": room("core", "the paper on which pages of their own are written knows nothing of what stands on it"),
  "homework/submission": room(
    "core homework/page",
    "a submission is a text that a stranger wrote; who handed it in is told elsewhere",
  ),
  "homework/grader": room(
    "core notebook homework/assignment homework/gradebooks homework/downloads homework/submission homework/grader/sandbox/job.ts",
    "grading turns what a sandbox saw into points; who runs the sandbox and where files lie is for scripts to say",
  ),
  "homework/grader/sandbox": room(
    "core notebook host/library homework/grader",
    "what runs beside a student's code knows no key and no right answer",
  ),
  "homework/grader/verdicts": room(
    "core homework/assignment homework/submission homework/grader homework/grader/sandbox",
    "verdicts are fallen over plain data, where no student's code can reach",
  ),
  "homework/grader/results": room(
    "core homework/page homework/grader/verdicts",
    "a result is written, whoever found it: checks or a person",
  ),
  "homework/grader/exports": room(
    "core homework/assignment homework/downloads homework/grader/verdicts homework/grader/results",
    "what leaves the grader for another program is named as that program wants it",
  ),
  "homework/report": room(
    "core homework/page homework/assignment homework/grader/verdicts homework/grader/results",
    "the report shows what was found, and grades nothing",
  ),
  "homework/report/page": room(
    "core browser homework/report homework/grader/results",
    "the report's own script knows what stands in the page",
  ),
  "homework/assignment": room(
    "core notebook homework/gradebooks",
    "an assignment is data that a teacher wrote over chapters; who hands it in and who grades it is told elsewhere",
  ),
  "homework/progress": room(
    "",
    "what a page tells an LMS is one small message, whose two sides know nothing else of each other",
  ),
  "homework/student": room(
    "core notebook homework/assignment homework/submission",
    "what a student made of an assignment is plain data; pages show it, and a grader elsewhere judges what is handed in",
  ),
  export: room(
    "core browser glossary models notebook",
    "exports turn an architecture, or a chapter as plain data, into files; who asks for them hands them over",
  ),

  "host/runtime": room("core browser/chunk-files.ts notebook", "what a cell runs in knows no cell"),
  "host/reader": room("core notebook host/runtime", "what the reader changed is plain data; cells follow it"),
  "host/cell": room(
    "core browser/far-drawings.ts browser/load-part.ts notebook host/runtime host/reader",
    "a cell knows its own run, not its notebook",
  ),
  "host/library": room(
    "core browser notebook models data signals papers widgets claims charts/* export training/contract training/page training/saved host/cell host/runtime",
    "the library decides what a cell can name, and knows no page",
  ),
  host: room("core browser notebook host/*", "the host runs cells; editing and pages are built on it"),
  editor: room(
    "core browser notebook host/* course/site-url.ts training/saved/format.ts",
    "the editor changes a cell's text; pages are built on it, and all it knows of them is their address",
  ),
  course: room(
    "core glossary notebook claims training/contract",
    "the course as data is read in Node while the site is built",
  ),

  "components/site": room(
    "core browser models notebook course charts/* styles training/contract training/engines training/page",
    "what stands on every page knows no chapter",
  ),
  "components/front": room(
    "core browser models data notebook course charts/* styles training/contract training/page components/site",
    "the front page trains two nets of its own and knows no chapter's page",
  ),
  "components/cell": room("core browser notebook editor host/* components/site", "a cell's elements know no chapter"),
  "components/reader": room(
    "core browser models notebook course editor export host/* components/site components/cell",
    "the reader's tools stand in a chapter and do not open one",
  ),
  "components/assignment": room(
    "core browser notebook course editor export host/* styles homework/assignment homework/submission homework/student homework/progress components/site",
    "an assignment stands in a chapter's page, which opens without it",
  ),
  "components/chapter": room(
    "core browser notebook claims course editor host/* training/contract training/engines/engine-choice.ts training/page components/site components/cell components/reader components/assignment",
    "a chapter's page is put together by layouts and pages",
  ),
  "components/pictures": room(
    "core data signals charts/* components/front",
    "the pictures at the heads of chapters are drawn when the site is built",
  ),
  "components/reference": room(
    "core notebook claims course editor components/site components/chapter",
    "the reference shows what the library says of itself",
  ),
  "components/claims": room("core notebook claims course components/site", "claims are placed by pages"),
  layouts: room("core browser notebook course styles components/*", "layouts are placed by pages"),
  pages: room("core glossary notebook claims course styles layouts components/*", "pages are placed by nobody"),
  styles: room("", "style sheets know nothing"),
  ".": room("notebook", "content collections are read by the notebook's own loader"),
};
