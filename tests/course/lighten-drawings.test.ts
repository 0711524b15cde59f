import { readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { lightenDrawings } from "../../src/course/lighten-drawings.ts";
import { readRecordings } from "../../src/course/recorded-runs.ts";

const svg = (inner: string, size = 'width="10rem" height="10rem" viewBox="0 0 160 160"') =>
  `<svg ${size}>${inner}</svg>`;

it("rounds places and lengths to a tenth of a pixel, and leaves text, names and styles alone", () => {
  const html = `<p x="1.2345">${svg('<text x="1.2345" y="-0.04" transform="translate(3.456,7)" class="a1.234">1.2345</text>')}</p>`;
  expect(lightenDrawings(html)).toBe(
    `<p x="1.2345">${svg('<text x="1.2" y="0" transform="translate(3.5,7)" class="a1.234">1.2345</text>')}</p>`,
  );
});

it("goes from point to point by steps, and leaves out points that lie on the line", () => {
  const path = (d: string) => svg(`<path d="${d}"></path>`);
  expect(lightenDrawings(path("M0,0L10,0.1L20,0L30,10.04"))).toBe(path("M0 0l20 0 10 10"));
  expect(lightenDrawings(path("M0,0L9,0L9,9ZM20,20L30,30"))).toBe(path("M0 0l9 0 0 9ZM20 20l10 10"));
  expect(lightenDrawings(path("M1.26,2H7.77C1.111,2,3,4,5,6"))).toBe(path("M1.3,2H7.8C1.1,2,3,4,5,6"));
  expect(lightenDrawings(path("M0,4L4,4L0,4"))).toBe(path("M0 4l4 0 -4 0"));
});

it("leaves drawings alone whose units are larger than pixels", () => {
  for (const html of [
    svg('<path d="M0.123,0L0.456,1"></path>', 'width="10rem" viewBox="0 0 1 1"'),
    svg('<g transform="scale(20)"><path d="M0.123,0L0.456,1"></path></g>'),
    svg('<svg viewBox="0 0 1 1"><path d="M0.123,0L0.456,1"></path></svg>'),
    svg('<path d="M0.123,0L0.456,1"></path>', 'viewBox="0 0 160 160"'),
  ])
    expect(lightenDrawings(html)).toBe(html);
});

it("keeps every line of the recorded drawings within 0.3 pixels of where it was drawn, in half of the bytes", () => {
  let [size, was] = [0, 0];
  for (const slug of readdirSync("public/recordings")) {
    const whole = Object.values(readRecordings(slug).outputs).join("\n");
    const light = lightenDrawings(whole);
    const [before, after] = [pathsOf(whole), pathsOf(light)];
    expect(after).toHaveLength(before.length);
    const worst = before.map((d, at) => (isLine(d) ? distance(points(d), points(after[at] ?? "")) : 0));
    expect(Math.max(...worst)).toBeLessThanOrEqual(0.3);
    // A chapter of tables has few lines, which count for little in what it weighs.
    expect(weigh(after.join("\n")), slug).toBeLessThan(weigh(before.join("\n")) / 2);
    size += weigh(light);
    was += weigh(whole);
  }
  expect(size).toBeLessThan(was / 2);
});

/** Compressed bytes, pictures left out. */
function weigh(html: string): number {
  return gzipSync(html.replace(/data:image[^"]*/g, "")).length;
}

function pathsOf(html: string): string[] {
  return [...html.matchAll(/\sd="([^"]*)"/g)].map(([, d = ""]) => d);
}

function isLine(d: string): boolean {
  return /^M[MLZ\d\s,.e+-]*$/.test(d);
}

type Point = readonly [number, number];

/** The corners of a path of M, L, l and Z. */
function points(d: string): Point[] {
  const found: Point[] = [];
  for (const [, command, numbers = ""] of d.matchAll(/([MLl])([^MLlZ]*)/g)) {
    const values = (numbers.match(/-?[\d.]+(?:e[+-]?\d+)?/g) ?? []).map(Number);
    for (let at = 0; at + 1 < values.length; at += 2) {
      const [x, y] = command === "l" ? (found.at(-1) ?? [0, 0]) : [0, 0];
      found.push([x + (values[at] ?? 0), y + (values[at + 1] ?? 0)]);
    }
  }
  return found;
}

/** How far the farthest corner of one line is from the other line. */
function distance(corners: readonly Point[], line: readonly Point[]): number {
  const nearest = ([x, y]: Point): number => {
    let least = Infinity;
    for (const [at, [fromX, fromY]] of line.entries()) {
      const [toX, toY] = line[at + 1] ?? [fromX, fromY];
      const [dx, dy] = [toX - fromX, toY - fromY];
      const along = ((x - fromX) * dx + (y - fromY) * dy) / (dx * dx + dy * dy || 1);
      const part = Math.min(1, Math.max(0, along));
      least = Math.min(least, Math.hypot(x - fromX - part * dx, y - fromY - part * dy));
    }
    return least;
  };
  return Math.max(0, ...corners.map(nearest));
}
