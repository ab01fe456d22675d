import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type {
  RunQuestion,
  RunRequest,
  RunResult,
  RunStatus,
  ScenarioCheck,
  ScenarioFault,
  ScenarioNames,
  ScenarioSummary,
  ScenarioText,
} from "../../../app/api/scenarios.ts";
import type { Language } from "../../../core/figures.ts";
import { getJson, LASTING, marketPath, sendJson } from "../../api/client.ts";
import { useJob } from "../../api/jobs.ts";
import type { Schema } from "./editor/suggest.ts";

const scenarioPath = (market: string, id: string) =>
  marketPath(market, `scenarios/${encodeURIComponent(id)}`);
const runPath = (market: string, run: string, rest = "") =>
  marketPath(market, `runs/${encodeURIComponent(run)}${rest}`);

export const useScenarios = (market: string) =>
  useQuery({
    queryKey: [market, "scenarios"],
    queryFn: () => getJson<ScenarioSummary[]>(marketPath(market, "scenarios")),
    retry: 1,
  });

export const useScenario = (market: string, id: string | null) =>
  useQuery({
    queryKey: [market, "scenario", id],
    queryFn: () => getJson<ScenarioText>(scenarioPath(market, id!)),
    enabled: id !== null,
    ...LASTING,
    retry: false,
  });

export const useNames = (market: string) =>
  useQuery({
    queryKey: [market, "scenario-names"],
    queryFn: () => getJson<ScenarioNames>(marketPath(market, "scenario-names")),
    ...LASTING,
  });

export const useSchema = (language: Language) =>
  useQuery({
    queryKey: ["scenario-schema", language],
    queryFn: () => getJson<Schema>(`/api/scenario.schema.json?language=${language}`),
    ...LASTING,
  });

/** Saving, renaming and throwing away; the list and the texts that are kept follow. */
export function useShelf(market: string) {
  const queries = useQueryClient();
  const keep = async (text: ScenarioText) => {
    queries.setQueryData([market, "scenario", text.id], text);
    await queries.invalidateQueries({ queryKey: [market, "scenarios"] });
  };
  const save = useMutation({
    mutationFn: ({ id, text, version }: { id: string | null; text: string; version: string | null }) =>
      id === null || version === null
        ? sendJson<ScenarioText>("POST", marketPath(market, "scenarios"), { text })
        : sendJson<ScenarioText>("PUT", scenarioPath(market, id), { text, version }),
    onSuccess: keep,
  });
  const rename = useMutation({
    mutationFn: ({ id, to }: { id: string; to: string }) =>
      sendJson<ScenarioText>("POST", `${scenarioPath(market, id)}/rename`, { to }),
    onSuccess: keep,
  });
  const remove = useMutation({
    mutationFn: (id: string) => sendJson<null>("DELETE", scenarioPath(market, id)),
    onSuccess: () => queries.invalidateQueries({ queryKey: [market, "scenarios"] }),
  });
  return { save, rename, remove };
}

/** Milliseconds of rest after the last key before a text is checked. */
const REST = 300;
const NO_FAULTS: readonly ScenarioFault[] = [];

export interface Checked {
  /** Null until the text as it is now has been checked. */
  readonly check: ScenarioCheck | null;
  /** Of the last check: marks stay while the next one is under way. */
  readonly faults: readonly ScenarioFault[];
}

/** Has a text checked, soon after it has stopped to change. */
export function useCheck(market: string, id: string, text: string | null): Checked {
  const [known, setKnown] = useState<{ text: string; check: ScenarioCheck } | null>(null);
  useEffect(() => {
    if (text === null) return;
    const stop = new AbortController();
    const timer = window.setTimeout(() => {
      sendJson<ScenarioCheck>("POST", marketPath(market, "scenarios/check"), { text, id }, stop.signal).then(
        check => setKnown({ text, check }),
        // A server that is away is told of where something is asked for.
        () => undefined,
      );
    }, REST);
    return () => {
      window.clearTimeout(timer);
      stop.abort();
    };
  }, [market, id, text]);
  return {
    check: known !== null && known.text === text ? known.check : null,
    faults: known?.check.faults ?? NO_FAULTS,
  };
}

const questionOf = (market: string, run: string) => ({
  queryKey: [market, "question", run],
  queryFn: () => getJson<RunQuestion>(runPath(market, run, "/question")),
  ...LASTING,
  retry: false,
});

/** What a run asks, as it was when it was started: never what its file or a draft says now. */
export const useQuestion = (market: string, run: string | null) =>
  useQuery({ ...questionOf(market, run ?? ""), enabled: run !== null });

/** Starts a run; when its id is known, so is what it asks. */
export function useStart(market: string, onStarted: (run: string) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (question: RunRequest) => {
      const { id } = await sendJson<RunStatus>("POST", marketPath(market, "runs"), question);
      await queries.fetchQuery(questionOf(market, id));
      return id;
    },
    onSuccess: onStarted,
  });
}

export const cancelRun = (market: string, run: string) =>
  sendJson<RunStatus>("POST", runPath(market, run, "/cancel"));

export const useResult = (market: string, run: string | null, done: boolean) =>
  useQuery({
    queryKey: [market, "result", run],
    queryFn: () => getJson<RunResult>(runPath(market, run!, "/result")),
    enabled: run !== null && done,
    ...LASTING,
  });

/** How far a run is, see {@link useJob}. */
export const useRun = (market: string, run: string | null) =>
  useJob(run === null ? null : runPath(market, run));
