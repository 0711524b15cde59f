import { createSocket } from "node:dgram";
import { createServer } from "node:http";
import { createServer as createPlainServer, type AddressInfo, type Server } from "node:net";

/** What listens on this machine, and remembers what it heard. */
export interface Listener {
  readonly address: string;
  /** What was asked for, and `tcp` and `udp` for what says no path. */
  readonly heard: ReadonlySet<string>;
  readonly tcp: number;
  readonly udp: number;
  /** Resolves when all of it was heard. */
  readonly hear: (all: readonly string[]) => Promise<void>;
  readonly close: () => void;
}

/** Opens ports on loopback: one for requests, one for connections and one for datagrams. */
export async function listen(): Promise<Listener> {
  const heard = new Set<string>();
  let tell = (): void => undefined;
  const note = (what: string): void => {
    heard.add(what);
    tell();
  };
  const server = createServer((request, response) => {
    note(request.url ?? "");
    response.setHeader("content-type", "text/html").end("<body></body>");
  });
  server.on("upgrade", (request, socket) => {
    note(request.url ?? "");
    socket.destroy();
  });
  const plain = createPlainServer((socket) => {
    note("tcp");
    socket.destroy();
  });
  const datagrams = createSocket("udp4", () => note("udp"));
  await new Promise<void>((resolve) => datagrams.bind(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${await portOf(server)}`,
    heard,
    tcp: await portOf(plain),
    udp: datagrams.address().port,
    hear: (all) =>
      new Promise((resolve) => {
        tell = () => void (all.every((what) => heard.has(what)) && resolve());
        tell();
      }),
    close: () => {
      server.closeAllConnections();
      server.close();
      plain.close();
      datagrams.close();
    },
  };
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
