import { Agent, request } from "node:http";
import { setTimeout } from "node:timers/promises";

/** Latencies of many requests, milliseconds. */
export interface Load {
  readonly requests: number;
  readonly failures: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** A client with as many kept connections as it has requests open, as a browser or a program has. */
export function loadClient(address: string) {
  const agent = new Agent({ keepAlive: true });
  /** The answer as text, not packed. */
  const ask = (path: string, method = "GET", body?: object) => send(path, method, {}, body);
  /** The status of an answer, packed as a browser has it. */
  const statusOf = async (path: string) =>
    (await send(path, "GET", { "accept-encoding": "gzip, br" })).status;
  const send = (path: string, method: string, headers: Record<string, string>, body?: object) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const sent = request(`${address}${path}`, {
        agent,
        method,
        headers: { ...headers, ...(body && { "content-type": "application/json" }) },
      });
      sent.on("error", reject).on("response", answer => {
        const chunks: Buffer[] = [];
        answer.on("data", chunk => chunks.push(chunk)).on("error", reject);
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      });
      sent.end(body && JSON.stringify(body));
    });

  /** Clients that ask again as soon as they have an answer, for so many seconds or requests. */
  async function busy(
    paths: readonly string[],
    clients: number,
    until: { readonly seconds?: number; readonly requests?: number },
  ): Promise<Load> {
    const seen: number[] = [];
    let [failures, asked] = [0, 0];
    const started = performance.now();
    const over = () =>
      asked >= (until.requests ?? Number.POSITIVE_INFINITY) ||
      performance.now() - started > 1000 * (until.seconds ?? Number.POSITIVE_INFINITY);
    const client = async () => {
      while (!over()) {
        const path = paths[asked++ % paths.length]!;
        const at = performance.now();
        if ((await statusOf(path)) !== 200) failures++;
        seen.push(performance.now() - at);
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    return summary(seen, failures, performance.now() - started);
  }

  /** Clients that ask once a second each, evenly spread, whether they have their last answer or not. */
  async function steady(paths: readonly string[], clients: number, seconds: number): Promise<Load> {
    const seen: number[] = [];
    let failures = 0;
    const started = performance.now();
    const open: Promise<void>[] = [];
    for (let n = 0; n < clients * seconds; n++) {
      const due = started + (1000 * n) / clients;
      if (due > performance.now()) await setTimeout(due - performance.now());
      // Measured from when it was due: a server that is late makes the next ones late too.
      open.push(
        statusOf(paths[n % paths.length]!).then(
          status => {
            if (status !== 200) failures++;
            seen.push(performance.now() - due);
          },
          () => void failures++,
        ),
      );
    }
    await Promise.all(open);
    return summary(seen, failures, performance.now() - started);
  }

  return { ask, busy, steady, close: () => agent.destroy() };
}

function summary(seen: number[], failures: number, time: number): Load {
  seen.sort((a, b) => a - b);
  const at = (share: number) => round(seen[Math.min(seen.length - 1, Math.floor(share * seen.length))] ?? 0);
  const perSecond = round((1000 * seen.length) / time);
  return { requests: seen.length, failures, perSecond, p50: at(0.5), p99: at(0.99), max: at(1) };
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}
