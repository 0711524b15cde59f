import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { readSubmission } from "../../../src/homework/submission/read-submission.ts";
import { submissionPage } from "../../../src/homework/submission/write-submission.ts";
import { sample } from "./sample.ts";

it("is a page that a person can read, in which nothing runs or is loaded", async () => {
  const attack = `</pre></script><script>globalThis.ran = 1</script><img src=x onerror="ran = 1"><!--`;
  const hostile = {
    ...sample,
    assignment: attack,
    student: { id: "=HYPERLINK(1)", name: attack },
    answers: [{ id: attack, source: attack, lastRun: { status: attack, metrics: { [attack]: attack } } }],
    extraCells: [{ source: attack }],
    statement: attack,
    savedAt: attack,
    env: { ua: attack, backend: attack },
  };
  const text = await submissionPage(hostile);
  const dom = new JSDOM(text, { runScripts: "dangerously" });
  const { document } = dom.window;
  expect(dom.window["ran"]).toBeUndefined();
  expect([...document.querySelectorAll("script")].map(({ type }) => type)).toEqual(["application/json"]);
  expect(document.querySelectorAll("img, a, iframe, link, form, object, embed")).toHaveLength(0);
  expect(document.querySelector("meta[http-equiv]")?.getAttribute("content")).toContain("default-src 'none'");
  expect([...document.querySelectorAll("pre")].map(({ textContent }) => textContent)).toEqual([attack, attack]);
  const { submission, flags } = await readSubmission(Buffer.from(text), "hw.html", attack);
  expect(submission).toMatchObject(hostile);
  expect(flags).toEqual([]);
});

it("shows code as it was written, its first empty line too, and the picture of the last run", async () => {
  const source = "\n\n  const a = 1 < 2 && '&amp;';\n";
  const plotPng = "data:image/png;base64,iVBORw0KGgo=";
  const answers = [{ id: "a", source, lastRun: { status: "passed", metrics: { loss: 0.5, ok: true }, plotPng } }];
  const { document } = new JSDOM(await submissionPage({ ...sample, answers, extraCells: [] })).window;
  expect(document.querySelector("pre")?.textContent).toBe(source);
  expect(document.querySelector("img")?.getAttribute("src")).toBe(plotPng);
  expect(document.querySelector("figcaption")?.textContent).toBe("By the student's page: passed; loss: 0.5; ok: true");
  expect(document.title).toBe("skip-connections: Åsa Ångström");
});
