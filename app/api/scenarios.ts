import { z } from "zod";
import { MAX_SEED } from "../../core/rng.ts";
import { COMPARED_NAMES, METRIC_NAMES, SCOPES } from "../../twin/metrics.ts";
import { writtenText } from "./languages.ts";
import { note } from "./notes.ts";

/**
 * Scenarios and their runs over HTTP, as zod schemas; see `schema.ts`. Amounts are in major currency units.
 *
 * | method and path, below /api/markets/:id | answer |
 * | --- | --- |
 * | GET /scenarios | ScenarioSummary[]: the market's own, then the library's |
 * | POST /scenarios {text} | ScenarioText of a new file of DIR/scenarios, named after the scenario |
 * | GET /scenarios/:scenario | ScenarioText |
 * | PUT /scenarios/:scenario {text, version} | ScenarioText; 409 where the file has changed since |
 * | POST /scenarios/:scenario/rename {to} | ScenarioText |
 * | DELETE /scenarios/:scenario | 204 |
 * | POST /scenarios/check {text, id} | ScenarioCheck |
 * | GET /scenario-names | ScenarioNames: what a scenario may name in this market |
 * | POST /runs RunRequest | RunStatus; the same question is asked once |
 * | GET /runs/:run | RunStatus |
 * | GET /runs/:run/events | Server-Sent Events, each a RunStatus; the stream ends with the run |
 * | POST /runs/:run/cancel | RunStatus |
 * | GET /runs/:run/result | RunResult; 404 until it is there |
 */

const LONGEST_TEXT = 100_000;
const yaml = z.string().max(LONGEST_TEXT).describe("YAML text of a scenario");

export const scenarioSummary = z.object({
  id: z.string().describe("name of the file without its ending"),
  name: writtenText,
  question: writtenText.nullable(),
  notes: writtenText.nullable(),
  source: z.enum(["market", "library"]),
  read_only: z.boolean(),
  problem: z.string().nullable().describe("what is wrong with the file; null: nothing"),
});

export const scenarioText = z.object({
  id: z.string(),
  source: z.enum(["market", "library"]),
  read_only: z.boolean(),
  text: z.string(),
  version: z.string().describe("of the text; to be sent back when it is saved"),
});

export const createScenario = z.object({ text: yaml });
export const saveScenario = z.object({ text: yaml, version: z.string() });
export const renameScenario = z.object({ to: z.string() });
export const checkScenario = z.object({
  text: yaml,
  id: z.string().default("draft").describe("name of its file in messages"),
});

/** One thing that is wrong, with its place in the text. Lines and columns count from 1; the end is exclusive. */
const scenarioFault = z.object({
  line: z.number(),
  column: z.number(),
  end_line: z.number(),
  end_column: z.number(),
  message: z.string().describe("as the command line says it"),
  message_tr: z.string().describe("the same in Turkish"),
  expected: z.string().nullable(),
  nearest: z.string().nullable().describe("the known name that may have been meant"),
});

export const scenarioCheck = z.object({
  ok: z.boolean(),
  faults: z.array(scenarioFault),
  /** Of a sound scenario. */
  levers: z.number().nullable(),
  horizon: z.number().nullable().describe("periods ahead that its runs will have"),
  remarks: z.array(note).describe("what a reader should know: what was clipped, what cannot work here"),
});

const named = z.object({ id: z.string(), name: z.string() });

export const scenarioNames = z.object({
  territories: z.array(named),
  areas: z.array(named),
  types: z.array(z.string()),
  rivals: z.array(z.string()).describe("brands but the own one, the largest first"),
  plans: z.array(z.string()).describe("saved plans of territories"),
});

/** One side of a run: a scenario by its name, or the text of a draft. */
const side = z.union([
  z.strictObject({ scenario: z.string() }),
  z.strictObject({ text: yaml, id: z.string() }),
]);

export const runRequest = z.object({
  a: side.default({ scenario: "baseline" }).describe("default: today's course"),
  b: side,
  runs: z.int().min(16).max(100_000),
  horizon: z.int().min(1).max(520).optional().describe("default: the scenarios' own, else a year"),
  seed: z.int().min(0).max(MAX_SEED).optional().describe("default: the market's"),
});

export const runStatus = z.object({
  id: z.string(),
  state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  position: z.number().describe("runs before this one"),
  done: z.number().describe("runs simulated"),
  total: z.number(),
  seconds_left: z.number().nullable().describe("at the pace so far; null: not known yet"),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
});

const uplift = z.object({
  mean: z.number(),
  se: z
    .number()
    .nullable()
    .describe("standard error of the mean, clustered by draw; null: not known from a single draw"),
  margin_of_error: z.number().nullable().describe("half the width of the 90% interval of the mean"),
  p05: z.number(),
  p50: z.number(),
  p95: z.number(),
  p_positive: z.number().describe("share of runs above zero, strictly; under rests_on.fixed"),
  relative: z.number().nullable().describe("mean over the mean of A; null: that is zero"),
  a: z.number().describe("mean of the figure itself in A"),
  b: z.number(),
  measurable: z
    .boolean()
    .describe("the 90% interval of the mean leaves zero out: what runs tell from luck, under rests_on.fixed"),
  runs_needed: z
    .number()
    .nullable()
    .describe(
      "runs at which an effect of this size would be measurable; null: it is zero, or no number would do",
    ),
});

const summary = z.object({
  mean: z.number(),
  p05: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
});

const uplifts = z
  .partialRecord(z.enum(COMPARED_NAMES), uplift.nullable())
  .describe("by metric; null: no run has it, or it is withheld");
const summaries = z
  .partialRecord(z.enum(COMPARED_NAMES), summary.nullable())
  .describe("by metric; null: withheld");

const economics = z.object({
  gross_profit: uplift.nullable(),
  contact_cost: uplift.nullable(),
  rep_cost: z.number().nullable(),
  net: uplift.nullable(),
  return_on_cost: z.number().nullable(),
  notes: z.array(note).readonly(),
});

/** A side of a run as it was, whatever has become of its file since. */
const ranSide = z.object({
  id: z.string(),
  name: writtenText,
  question: writtenText.nullable(),
  texts: z
    .array(z.object({ file: z.string(), text: z.string() }))
    .readonly()
    .describe("the YAML texts that it was made from, its own last; none for today's course"),
});

/** What a run asks: known from when it is accepted on. */
export const runQuestion = z.object({ id: z.string(), a: ranSide, b: ranSide });

/** Figures of a course beside those of the year behind. */
const againstLastYear = z
  .array(
    z.object({
      metric: z.enum(METRIC_NAMES),
      level: z.enum(["market", "territory"]),
      id: z.string().nullable(),
      course: z.number().describe("mean over runs"),
      last_year: z.number(),
      ratio: z.number(),
      verdict: z
        .enum(["alike", "levers", "unexplained"])
        .describe("within the factor; beyond it and moved by a lever; beyond it and by none"),
    }),
  )
  .readonly();

/** The paired difference B − A, run by run. */
export const runResult = z.object({
  id: z.string(),
  a: ranSide,
  b: ranSide,
  currency: z.string(),
  period: z.enum(["week", "month"]),
  runs: z.number(),
  draws: z.number().describe("different joint draws of the twin's parameters among the runs"),
  horizon: z.number(),
  seed: z.number(),
  result_hash: z.object({ a: z.string(), b: z.string() }),
  uplift: uplifts,
  by_territory: z.record(z.string(), uplifts).describe("by the territory's id"),
  by_type: z.record(z.string(), uplifts),
  by_period: z
    .array(z.object({ period: z.string(), a: summaries, b: summaries, uplift: uplifts }))
    .readonly(),
  exceedance: z
    .partialRecord(z.enum(COMPARED_NAMES), z.array(z.object({ x: z.number(), p: z.number() })).readonly())
    .describe("P(uplift ≥ x) by metric, x ascending"),
  economics,
  rests_on: z.object({
    share: z.object({
      data: z.number(),
      prior: z.number(),
      assumption: z.number(),
      scenario: z.number(),
    }),
    fixed: z
      .array(note)
      .readonly()
      .describe(
        "what the levers take for the same in every run although nobody has measured it here: intervals, measurable and p_positive hold under it",
      ),
    sources: z
      .array(
        z.object({
          lever: z.string().nullable().describe("null: of today's course, which shapes both courses alike"),
          of: note.describe("what it is a source of"),
          from: z.enum(["data", "prior", "assumption", "scenario"]),
          note,
          fixed: z.boolean(),
        }),
      )
      .readonly(),
  }),
  scopes: z.record(z.enum(METRIC_NAMES), z.enum(SCOPES)).describe("whose figures each metric tells"),
  against_last_year: z
    .object({ a: againstLastYear, b: againstLastYear })
    .nullable()
    .describe("null: history is shorter than a year"),
  withheld: z
    .object({ metrics: z.array(z.enum(METRIC_NAMES)).readonly(), reason: note })
    .nullable()
    .describe("figures that are null because this market cannot know them; null: none"),
  remarks: z.array(note).readonly(),
});

export type ScenarioSummary = z.infer<typeof scenarioSummary>;
export type ScenarioText = z.infer<typeof scenarioText>;
export type ScenarioFault = z.infer<typeof scenarioFault>;
export type ScenarioCheck = z.infer<typeof scenarioCheck>;
export type ScenarioNames = z.infer<typeof scenarioNames>;
export type RunRequest = z.infer<typeof runRequest>;
export type RunStatus = z.infer<typeof runStatus>;
export type RanSide = z.infer<typeof ranSide>;
export type RunQuestion = z.infer<typeof runQuestion>;
export type RunResult = z.infer<typeof runResult>;
export type Uplift = z.infer<typeof uplift>;
export type AgainstLastYearRow = z.infer<typeof againstLastYear>[number];
