import { InputError } from "../../../core/errors.ts";
import { createRunner } from "../../../sim/runner.ts";
import type { RunQuestion, RunRequest } from "../../api/scenarios.ts";
import { answerQuestion, poseQuestion, type Question, questionId } from "../../run/compareMarket.ts";
import { keptScenario } from "../../run/marketScenarios.ts";
import { currentStateOf } from "../host/currentState.ts";
import { type ScenarioDesk, scenarioDesk } from "../scenarios/desk.ts";
import { doPlanTask } from "./planTask.ts";
import { type Call, type Reply, sendableError } from "./protocol.ts";

/** Questions that are kept compiled from when they are posed to when they are answered. */
const POSED = 10;

interface Told {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

/** Answers the calls of a server. */
export function workFor(parent: NodeJS.Process, threads: number): void {
  const runner = createRunner({ background: true, threads });
  const desks = new Map<string, ScenarioDesk>();
  const posed = new Map<string, Question>();
  const running = new Map<number, AbortController>();
  const send = (reply: Reply) => void parent.send?.(reply);

  async function pose(dir: string, request: RunRequest): Promise<RunQuestion> {
    const desk = desks.get(dir) ?? scenarioDesk(dir, dir, currentStateOf(dir));
    desks.set(dir, desk);
    const loaded = await desk.load();
    const sides = [await desk.read(request.a), await desk.read(request.b)] as const;
    const { horizon, seed } = request;
    const question = await poseQuestion(dir, loaded, sides, {
      ...(horizon !== undefined && { horizon }),
      ...(seed !== undefined && { seed }),
    });
    const id = questionId(question, request.runs);
    posed.delete(id);
    posed.set(id, question);
    for (const oldest of posed.keys()) if (posed.size > POSED) posed.delete(oldest);
    return asked(id, question);
  }

  async function answer({ dir, request, id }: Call & { kind: "answer" }, told: Told) {
    if (!posed.has(id) && (await pose(dir, request)).id !== id)
      throw new InputError("changed", "the market or a scenario has changed since; start the run again");
    const question = posed.get(id)!;
    posed.delete(id);
    await answerQuestion(question, runner, { runs: request.runs, ...told });
    return asked(id, question);
  }

  /** What may be cancelled, from its beginning on, and tells how far it is. */
  async function cancellable<T>(call: number, work: (told: Told) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    running.set(call, stop);
    try {
      return await work({
        signal: stop.signal,
        onProgress: ({ done, total }) => send({ kind: "progress", call, done, total }),
      });
    } finally {
      running.delete(call);
    }
  }

  function work(message: Exclude<Call, { kind: "cancel" }>): Promise<unknown> {
    const { kind, call, dir } = message;
    if (kind === "pose") return pose(dir, message.request);
    if (kind === "answer") return cancellable(call, told => answer(message, told));
    return cancellable(call, told => doPlanTask(dir, message.task, { threads, ...told }));
  }

  parent.on("message", (message: Call) => {
    const { call } = message;
    if (message.kind === "cancel") return running.get(call)?.abort();
    work(message).then(
      result => send({ kind: "done", call, result }),
      error => send({ kind: "failed", call, error: sendableError(error) }),
    );
  });
}

/** Both sides as they are kept, whatever becomes of their files. */
function asked(id: string, { scenarios: [a, b] }: Question): RunQuestion {
  return { id, a: keptScenario(a), b: keptScenario(b) };
}
