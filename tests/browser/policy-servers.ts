import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { serveSite } from "../../scripts/serve-site.ts";

export interface RecordingServer {
  readonly url: string;
  /** Paths that were asked for, without the leading slash. */
  readonly asked: Set<string>;
  close(): void;
}

/** Another origin: it says yes to everything and writes down what arrives. */
export async function openRecordingServer(): Promise<RecordingServer> {
  const asked = new Set<string>();
  const server = createServer(({ url }, response) => {
    asked.add((url ?? "/").slice(1).replace(/\?$/, ""));
    response.writeHead(200, { "Access-Control-Allow-Origin": "*", "Cache-Control": "no-store" }).end();
  });
  server.on("upgrade", ({ url }, socket) => {
    asked.add((url ?? "/").slice(1));
    socket.destroy();
  });
  return { url: await listen(server), asked, close: () => end(server) };
}

export interface BareSite {
  readonly url: string;
  close(): void;
}

/**
 * The built site as a host serves it that sends no headers of its own: what holds there holds everywhere.
 * @param withPolicy false takes the policy out of the pages, to see what it is good for
 */
export async function openBareSite({ withPolicy }: { readonly withPolicy: boolean }): Promise<BareSite> {
  const site = await serveSite("dist", 0);
  // A connection that rests is not closed in the moment in which it is used again.
  site.server.keepAliveTimeout = 600_000;
  const pass = async ({ url }: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await fetch(`http://localhost:${site.port}${url}`);
    const type = answer.headers.get("Content-Type") ?? "";
    const body = Buffer.from(await answer.arrayBuffer());
    const strip = !withPolicy && type.startsWith("text/html");
    response.writeHead(answer.status, { "Content-Type": type });
    response.end(strip ? body.toString().replace(/<meta http-equiv="content-security-policy"[^>]*>/, "") : body);
  };
  // A page that is left still asks when the site is closed: it gets what a closed site gives.
  const server = createServer((request, response) => void pass(request, response).catch(() => response.destroy()));
  const url = await listen(server);
  const close = () => {
    end(server);
    end(site.server);
  };
  return { url, close };
}

function listen(server: Server): Promise<string> {
  return new Promise((done) => {
    server.listen(0, "localhost", () => {
      const address = server.address();
      done(`http://localhost:${typeof address === "object" && address ? address.port : 0}/`);
    });
  });
}

function end(server: Server): void {
  server.closeAllConnections();
  server.close();
}
