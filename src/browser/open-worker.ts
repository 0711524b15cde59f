const addresses = new WeakMap<Worker, string>();

type WorkerMaker = new (address: URL, options: WorkerOptions) => Worker;

/**
 * To be imported in place of the browser's own `Worker`: bundlers look for `new Worker(new URL(…))`, and the browser
 * does not say which script it was that did not come.
 */
export const AddressedWorker = function (address: URL, options: WorkerOptions): Worker {
  const worker = new globalThis.Worker(address, options);
  addresses.set(worker, address.href);
  return worker;
} as unknown as WorkerMaker;

/** Where a worker's script lies, as a list for `explainMissing`. */
export function addressesOf(worker: Worker): readonly string[] {
  const address = addresses.get(worker);
  return address === undefined ? [] : [address];
}
