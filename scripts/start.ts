import { spawn } from "node:child_process";
import { buildSite } from "./build-site.ts";
import { serveSite } from "./serve-site.ts";

/** `npm start`: builds the course and serves it on this machine until Ctrl+C. `npm start -- --open` opens a browser. */
process.stdout.write("Building the course …\n");
try {
  buildSite();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
const { port } = await serveSite("dist", 4321, { compress: true });
const address = `http://localhost:${port}/`;
process.stdout.write(`The course is at ${address}\nPress Ctrl+C to end.\n`);
if (process.argv.includes("--open")) openBrowser(address);

function openBrowser(url: string): void {
  const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
    darwin: ["open"],
    win32: ["cmd", "/c", "start", ""],
  };
  const [command, ...options] = openers[process.platform] ?? ["xdg-open"];
  spawn(command, [...options, url], { stdio: "ignore", detached: true })
    .on("error", () => process.stdout.write("No browser could be opened from here; open the address yourself.\n"))
    .unref();
}
