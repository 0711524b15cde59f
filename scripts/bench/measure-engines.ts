import { serveSite } from "../serve-site.ts";
import { openInBrowser } from "./browser-contestant.ts";
import { bundlePages, pageFolder } from "./bundle-pages.ts";
import { compareOutcomes } from "./compare.ts";
import type { Contestant, OpenRequest } from "./contestant.ts";
import { buildNet } from "./nets.ts";
import type { BenchOptions } from "./options.ts";
import { findPytorch, openInPytorch } from "./pytorch.ts";
import type { NetResult } from "./results.ts";
import { runNet } from "./run-net.ts";

/** Hears of every net as soon as it is measured. */
export interface Listener {
  net(result: NetResult): void;
  /** Progress, for whoever waits. */
  say(line: string): void;
}

/** Measures all nets in all engines that the options name. */
export async function measureEngines(options: BenchOptions, listener: Listener): Promise<void> {
  await bundlePages();
  const { server, port } = await serveSite(pageFolder, 0);
  const python = options.engines.some((name) => name.startsWith("pytorch")) ? findPytorch() : null;
  const open = (request: OpenRequest, giveUp: AbortSignal): Promise<Contestant> =>
    request.engine.startsWith("pytorch")
      ? openInPytorch(request, python, giveUp)
      : openInBrowser(request, { gpu: options.gpu, port }, giveUp);
  try {
    const stage = { options, open, costs: new Map(), say: listener.say };
    for (const net of options.nets) {
      const architecture = buildNet(net);
      const outcomes = await runNet(net, architecture, stage);
      listener.net(compareOutcomes(net, architecture, outcomes));
    }
  } finally {
    server.close();
  }
}
