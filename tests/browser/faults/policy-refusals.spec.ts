import { expect, test, type Page } from "@playwright/test";
import { addCell, cellById, openQuietChapter } from "./chapter-cells.ts";

/**
 * What the page's policy refuses a cell: the browser says it to the page alone. The cell that asked says what it asked for,
 * that cells load nothing from other sites, and what works instead. Addresses that lead to no server work.
 */
const refused: Readonly<Record<string, readonly [code: string, ...words: readonly string[]]>> = {
  fetch: [
    `await fetch("https://a.example/data.csv")`,
    "asked for data, https://a.example/data.csv (line 1)",
    "load nothing from other sites",
    "view(Inputs.file())",
  ],
  "fetch in a later line": [`const a = 1;\nawait fetch("https://a2.example/" + a);`, "https://a2.example/1 (line 2)"],
  "fetch, caught": [
    `const r = await fetch("https://a3.example/").catch(() => 1);`,
    "asked for data, https://a3.example/",
  ],
  "fetch after a while": [
    `await new Promise((resolve) => setTimeout(resolve, 300)); await fetch("https://a4.example/");`,
    "asked for data, https://a4.example/",
  ],
  "d3.csv": [`d3.csv("https://b.example/x.csv")`, "asked for data, https://b.example/x.csv"],
  "d3.json of a computed address": [
    `d3.json(["https:/", "b2.example", "x"].join("/"))`,
    "asked for data, https://b2.example/x",
  ],
  "picture in the output": [
    `html\`<img src="https://c.example/i.png" alt="">\``,
    "asked for a picture, https://c.example/i.png",
  ],
  "picture of its own": [
    `const i = new Image(); i.src = "https://d.example/i.png"; display(1);`,
    "asked for a picture, https://d.example/i.png",
    "URL.createObjectURL(file)",
  ],
  background: [
    `html\`<div style="background: url(https://e.example/b.png)">text</div>\``,
    "asked for a picture, https://e.example/b.png",
  ],
  "svg image": [
    `svg\`<svg><image href="https://e2.example/b.png"/></svg>\``,
    "asked for a picture, https://e2.example/b.png",
  ],
  socket: [`const s = new WebSocket("wss://f.example/");`, "asked for data, wss://f.example/ (line 1)"],
  events: [`const s = new EventSource("https://g.example/");`, "asked for data, https://g.example/"],
  request: [
    `const x = new XMLHttpRequest(); x.open("GET", "https://h.example/"); x.send();`,
    "asked for data, https://h.example/",
  ],
  beacon: [`navigator.sendBeacon("https://i.example/", "x")`, "asked for data, https://i.example/"],
  worker: [`const w = new Worker(URL.createObjectURL(new Blob(["1"])));`, "asked for a worker of its own (line 1)"],
  handler: [`html\`<button onclick="alert(1)">press</button>\``, "Put a function in its place"],
  "javascript link": [
    `const a = html\`<a href="javascript:1">x</a>\`; display(a); a.click();`,
    "Put a function in its place",
  ],
  script: [
    `const s = document.createElement("script"); s.src = "https://j.example/s.js"; document.head.append(s);`,
    "asked for a script, https://j.example/s.js",
    'import * as d3 from "npm:d3"',
  ],
  style: [
    `display(html\`<link rel="stylesheet" href="https://k.example/s.css">\`)`,
    "asked for a style sheet, https://k.example/s.css",
  ],
  font: [
    `new FontFace("x", "url(https://l.example/f.woff2)").load().catch(() => {})`,
    "asked for a font, https://l.example/f.woff2",
  ],
  frame: [`html\`<iframe src="https://m.example/"></iframe>\``, "asked for a frame, https://m.example"],
  video: [`html\`<video src="https://n.example/v.mp4"></video>\``, "asked for sound or video, https://n.example/v.mp4"],
  // Into a frame: the test's own browser would wait for the page that the form asks for.
  form: [
    `const f = html\`<p><iframe name="fr"></iframe><form action="https://o.example/" method="post" target="fr"></form>\`;
display(f); f.querySelector("form").submit();`,
    "asked to send a form",
  ],
};

test("each kind of refusal is said in the cell that asked, and only there", async ({ page }) => {
  await openQuietChapter(page);
  for (const [name, [code, ...words]] of Object.entries(refused)) {
    const id = await addCell(page, code);
    const [first = ""] = words;
    const remark = cellById(page, id).locator(".cell-remark", { hasText: first });
    await expect(remark, name).toHaveCount(1);
    for (const each of words) await expect(remark, name).toContainText(each);
    if (first.includes("://")) await expect(page.locator(".cell-remark", { hasText: first }), name).toHaveCount(1);
  }
  const together = await addCell(
    page,
    `for (let at = 0; at < 20; at++) fetch("https://p" + at + ".example/").catch(() => {});`,
  );
  await expect(cellById(page, together).locator(".cell-remark")).toHaveCount(4);
  await page.evaluate((id) => window.courseNotebook?.edit(id, "1 + 1"), together);
  await expect(cellById(page, together).locator(".cell-remark")).toHaveCount(0);
});

test("addresses that lead nowhere work, and are said nothing of", async ({ page }) => {
  await openQuietChapter(page);
  const picture = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=";
  const works: readonly (readonly [string, string])[] = [
    [`await (await fetch("data:text/plain,hello")).text()`, `"hello"`],
    [`await (await fetch(URL.createObjectURL(new Blob(["in a blob"])))).text()`, `"in a blob"`],
    [`(await d3.csv("data:text/csv,a,b%0A1,2")).columns.join()`, `"a,b"`],
    [`(await fetch("../favicon.svg")).ok`, "true"],
    [imageCode(`"${picture}"`), "1"],
    [imageCode(`URL.createObjectURL(await (await fetch("${picture}")).blob())`), "1"],
    [`html\`<button onclick=\${() => {}}>a function</button>\``, "a function"],
    [`(await import("npm:d3")).sum([1, 2])`, "3"],
  ];
  for (const [code, text] of works) {
    const id = await addCell(page, code);
    await expect(cellById(page, id).locator(".cell-output"), code).toHaveText(text);
  }
  await expect(page.locator(".cell-remark")).toHaveCount(0);
});

function imageCode(address: string): string {
  return `const image = new Image(); image.src = ${address}; await image.decode(); display(image.width);`;
}

test("cells of the gallery can import", async ({ page }: { page: Page }) => {
  await page.goto("/gallery/?safe");
  await page.waitForFunction(() => window.courseNotebook !== undefined);
  const id = await addCell(page, `import {sum} from "npm:d3"; display(sum([1, 2]));`);
  await expect(cellById(page, id).locator(".cell-output")).toHaveText("3");
});
