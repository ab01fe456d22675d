import { createHash } from "node:crypto";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { InputError } from "../../../core/errors.ts";
import { compareScenarios } from "../../../scenarios/compare.ts";
import { type CompiledScenario, compileScenario, horizonOf } from "../../../scenarios/compile.ts";
import { createRunner, type Runner } from "../../../sim/runner.ts";
import type { ComparisonRequest, ComparisonResult, ComparisonStatus } from "../../api/scenarios.ts";
import { classify } from "../../cli/outcome.ts";
import type { LoadedMarket, ScenarioDesk } from "./desk.ts";
import { createJobQueue, type Job, type TaskContext } from "./jobs.ts";

/** The comparisons that a server runs: one at a time, on threads of their own, whoever looks on or not. */
export interface Comparisons {
  /** Takes a question in. The same question about the same twin has the same id and is asked once. */
  start(desk: ScenarioDesk, request: ComparisonRequest): Promise<ComparisonStatus>;
  status(desk: ScenarioDesk, id: string): ComparisonStatus;
  result(desk: ScenarioDesk, id: string): Promise<ComparisonResult>;
  cancel(desk: ScenarioDesk, id: string): ComparisonStatus;
  /** Every status from now to the end of the run. */
  follow(desk: ScenarioDesk, id: string): AsyncGenerator<ComparisonStatus>;
  close(): Promise<void>;
}

const WAITING = 8;
/** Results that stay in memory; each is some 100 kB. */
const REMEMBERED = 20;

export interface ComparisonsOptions {
  /** Default: all cores but one, which answers. */
  readonly threads?: number;
}

export function createComparisons({ threads }: ComparisonsOptions = {}): Comparisons {
  const queue = createJobQueue<ComparisonResult>({ waiting: WAITING, remembered: REMEMBERED });
  let runner: Runner | null = null;
  const openRunner = () => {
    runner ??= createRunner({
      background: true,
      threads: threads ?? Math.max(1, availableParallelism() - 1),
    });
    return runner;
  };
  const jobOf = (desk: ScenarioDesk, id: string): Job<ComparisonResult> => {
    const job = queue.get(`${desk.id}/${id}`);
    if (job) return job;
    throw new InputError("not_found", `there is no run "${id}" of ${desk.id}; start it again`);
  };

  return {
    async start(desk, request) {
      const question = await pose(desk, request);
      const task = (context: TaskContext) => answer(question, openRunner(), context);
      return statusOf(question.id, queue.submit(`${desk.id}/${question.id}`, 2 * request.runs, task));
    },
    status: (desk, id) => statusOf(id, jobOf(desk, id)),
    async result(desk, id) {
      const job = jobOf(desk, id);
      const { state } = job.status();
      if (state === "done") return job.result;
      throw new InputError("not_found", `run "${id}" has no result: it is ${state}`);
    },
    cancel(desk, id) {
      const job = jobOf(desk, id);
      job.cancel();
      return statusOf(id, job);
    },
    follow: (desk, id) => follow(id, jobOf(desk, id)),
    async close() {
      await queue.close();
      await runner?.close();
    },
  };
}

/** A question that can be simulated. */
interface Question {
  readonly id: string;
  readonly loaded: LoadedMarket;
  readonly scenarios: readonly [CompiledScenario, CompiledScenario];
  readonly runs: number;
  readonly seed: number;
}

/** Reads, checks and compiles both sides over the same horizon. @throws InputError for what is wrong with them. */
async function pose(desk: ScenarioDesk, request: ComparisonRequest): Promise<Question> {
  const loaded = await desk.load();
  const { market, twin } = loaded;
  const [a, b] = await Promise.all([desk.read(request.a), desk.read(request.b)]);
  const horizon = request.horizon ?? horizonOf({ horizon: b.horizon ?? a.horizon }, twin);
  const compile = (scenario: typeof a) => compileScenario(scenario, market, twin, { horizon, dir: desk.dir });
  const scenarios = [await compile(a), await compile(b)] as const;
  const { runs } = request;
  const seed = request.seed ?? twin.header.seed;
  const spec = [
    twin.hash,
    runs,
    horizon,
    seed,
    scenarios.map(s => [s.scenario.id, s.scenario.name, leversKey(s)]),
  ];
  const id = createHash("sha256").update(JSON.stringify(spec)).digest("hex").slice(0, 12);
  return { id, loaded, scenarios, runs, seed };
}

/** What tells the levers of two scenarios apart: their numbers, not their words. */
function leversKey({ levers, remarks }: CompiledScenario): string {
  const hash = createHash("sha256");
  const plain = (_: string, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return value.byteLength;
  };
  hash.update(JSON.stringify([levers, remarks], plain));
  return hash.digest("hex");
}

async function answer(
  { id, loaded, scenarios, runs, seed }: Question,
  runner: Runner,
  context: TaskContext,
): Promise<ComparisonResult> {
  const { market, twin } = loaded;
  const compared = await compareScenarios(market, twin, scenarios, runner, { runs, seed, ...context });
  const [a, b] = scenarios.map(({ scenario }) => ({ id: scenario.id, name: scenario.name }));
  const { currency, period } = twin.header;
  return { id, a: a!, b: b!, currency, period, ...compared };
}

function statusOf(id: string, job: Job<ComparisonResult>): ComparisonStatus {
  const { state, position, done, total, secondsLeft, error } = job.status();
  return { id, state, position, done, total, seconds_left: secondsLeft, problem: problemOf(state, error) };
}

function problemOf(state: ComparisonStatus["state"], thrown: unknown): ComparisonStatus["problem"] {
  if (state !== "failed") return null;
  const error = classify(thrown);
  const message = error instanceof Error ? error.message : String(error);
  const code = (error as { code?: unknown }).code;
  return { code: typeof code === "string" ? code : "bug", message };
}

async function* follow(id: string, job: Job<ComparisonResult>): AsyncGenerator<ComparisonStatus> {
  const changes = new EventTarget();
  const stopListening = job.listen(() => changes.dispatchEvent(new Event("change")));
  try {
    for (;;) {
      const changed = once(changes, "change");
      const status = statusOf(id, job);
      yield status;
      if (status.state !== "queued" && status.state !== "running") return;
      await changed;
    }
  } finally {
    stopListening();
  }
}
