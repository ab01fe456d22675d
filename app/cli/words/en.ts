import type { Period } from "../../../core/period.ts";
import type { Step, Task } from "../../../core/progress.ts";
import type { Guess } from "../../../data/ingest/context.ts";
import type { PlanReason } from "../../../data/market/planRows.ts";
import type { AxisKey } from "../../../models/segments/types.ts";
import type { PlanPart } from "../../../scenarios/effects/planChange.ts";
import type { NamedPlan } from "../../../territory/plan/places.ts";
import type { UnitKind } from "../../../territory/units/units.ts";
import type { FigureName } from "../../stages/changes.ts";
import type { CleanItem } from "../../upkeep/clean.ts";

/**
 * What the command line says, in English. Figures and names come as text that is written already. The Turkish is of the
 * same type, so that a sentence that it lacks does not compile.
 */
export const cli = {
  synthetic: "synthetic data: no figure is real",
  given: "data as given",
  unknown: "not known",
  worthKnowing: "Worth knowing",
  restsOn: "Rests on",
  from: { data: "data", prior: "prior", assumption: "assumption", scenario: "scenario" },
  /** How many periods of a kind. */
  periods: {
    week: (n: string) => `${n} weeks`,
    month: (n: string) => `${n} months`,
  },

  init: {
    example: (dir: string, name: string) =>
      `Made ${dir}: the ${name} example, a synthetic market; no figure in it is real.`,
    template: (dir: string) =>
      `Made ${dir}: a template. README.txt says what to fill in; begin with accounts.csv.`,
    next: (command: string) => `Next: penumbra ${command}`,
    imported: (dir: string, file: string, stores: string, brands: string, first: string, last: string) =>
      `Made ${dir} from ${file}: ${stores} stores, ${brands} brands, ${first} to ${last}.`,
    rows: "rows in",
    dollars: "dollars",
    ownBrand: "own brand",
    sum: (read: string, kept: string, rejected: string) => `${read} = ${kept} kept + ${rejected} rejected`,
    rejected: (file: string) => `Rejected, the first (all of them: ${file})`,
    line: (n: string) => `line ${n}`,
  },

  check: {
    sound: (dir: string, currency: string) => `${dir} can be built. Amounts are in ${currency}.`,
    rows: {
      table: "table",
      read: "read",
      kept: "kept",
      rejected: "rejected",
      outside: "outside history",
      amount: "amount read",
    },
    history: (periods: string, first: string, last: string) =>
      `History: ${periods} periods, the first from ${first}, the last from ${last}`,
    unplaced: (accounts: string, amount: string) =>
      `Unplaced: ${accounts} accounts without coordinates, with ${amount} of sales; they stay in the totals`,
    rejected: (folder: string) => `Rejected, the first of each table (all of them: ${folder})`,
    record: "the record",
    places: {
      line: (file: string, n: string) => `${file} line ${n}`,
      row: (file: string, n: string) => `${file} row ${n}`,
    },
    reject: (place: string, what: string, reason: string) => `${place}: ${what} ${reason}`,
    readThisWay: "Read this way",
    /** What was guessed of a file. */
    settings: {
      encoding: "encoding",
      delimiter: "delimiter",
      sheet: "sheet",
      header: "header",
      decimal: "decimal",
      date_format: "date format",
      hours: "hours",
      span: "span",
      words: "words",
    } satisfies Record<Guess["what"], string>,
    guessed: (place: string, what: string, value: string, evidence: string) =>
      `${place}: read with ${what} ${value} (${evidence})`,
    column: (file: string, column: string) => `${file} column ${column}`,
    ready: (score: string) => `Ready for a twin: ${score} of 100`,
    points: (points: string, most: string) => `${points} of ${most}`,
    next: "What to do next, what brings most first",
    inPlace: "In place",
    state: (name: string, files: string, bytes: string, runs: string) =>
      `State ${name}: ${files} files, ${bytes} bytes; kept runs: ${runs}; `,
    whole: "all are what was written",
    damaged: (n: string) => `${n} damaged`,
    scenario: (name: string, levers: number, periods: string) =>
      `${name} can be run: ${levers === 1 ? "1 lever" : `${levers} levers`} over ${periods}`,
  },

  build: {
    waiting: (holder: string, minutes: number) =>
      `waiting for another build of this market${minutes > 0 ? ` (waited ${minutes} min)` : ""}: ${holder}`,
    upToDate: (dir: string) => `${dir} is up to date; nothing had changed`,
    built: (dir: string, stages: string) => `Built ${dir}: ${stages}`,
    takenOver: "everything was taken over",
    outdated: "The last state was written by another version: everything was made anew.",
    damaged: "Damaged, and made anew",
    damage: (expected: string, found: string) => `expected ${expected}, found ${found}`,
    known: "known accounts",
    sites: (n: string) => `${n} sites open at the end of history`,
    history: "history",
    span: (first: string, last: string, periods: string) => `${first} to ${last}, ${periods} periods`,
    own: "own sales",
    lastYear: (whose: string) => `last 52 weeks (12 months), at ${whose}`,
    rivals: "rivals' sales",
    notInInput: "not in the input",
    atKnown: "at known accounts",
    ahead: "own sales ahead",
    nextYear: (whose: string, runs: string) =>
      `next 52 weeks (12 months) at ${whose}, mean and 90% interval of ${runs} runs`,
    twin: "twin",
    againstLastYear: "The forecast against last year",
    noDark: "The dark side: too few known accounts with coordinates to estimate it",
    dark: (situation: string) => `The dark side (${situation})`,
    darkAccounts: "dark accounts",
    besideKnown: (known: string) => `beside ${known} known; mean and 90% interval`,
    darkSales: "dark sales",
    allBrands: "all brands, last 52 weeks (12 months)",
    ours: "of that ours",
    market: "market",
    knownAndDark: "known and dark",
    untapped: "untapped",
    notOurs: "of the market is not ours",
    neverHeard: "never heard of us",
    ofDark: "of the dark accounts",
    tried: (share: string) => `Tried on this market: ${share} of the known accounts hidden, then estimated`,
    record: (how: string, accounts: string, accountsHeld: string, sales: string, salesHeld: string) =>
      `${how}: accounts ${accounts} (${accountsHeld}), sales ${sales} (${salesHeld})`,
    held: "interval held",
    missed: "interval missed",
  },

  changes: {
    changed: "Changed since the last build",
    did: "What that did",
    nothing: "no main figure is another",
    data: "data",
    settings: "settings",
    code: "code",
    file: { added: "added", removed: "removed", changed: "changed" },
    figures: {
      known_accounts: "known accounts",
      dark_accounts: "dark accounts",
      own_amount_52w: "own sales",
      rival_amount_52w: "rivals' sales",
      dark_amount_52w: "dark sales",
      market_amount_52w: "market",
      untapped_share: "untapped",
      own_forecast_52w: "own sales ahead",
    } satisfies Record<FigureName, string>,
  },

  /** Kinds of hiding known accounts. */
  hidden: { random: "at random", "small-far": "small and far first", area: "whole areas" },
  /** What the estimate of the dark side has to go by. */
  situations: {
    panel: { short: "panel", long: "totals of areas tell of the whole" },
    list: { short: "list", long: "another list of the market tells of the dark side" },
    "panel+list": {
      short: "panel+list",
      long: "totals of areas and another list tell of the dark side",
    },
    none: {
      short: "none",
      long: "neither area totals nor another list: coverage and surroundings only, so the level is weakly known",
    },
  },

  metrics: {
    own_amount: "own sales",
    own_amount_known: "own sales",
    market_amount: "market",
    market_amount_known: "market",
    own_share: "own share",
    visits: "visits",
    wasted_contacts: "wasted contacts",
    new_accounts: "new customers",
    lapsed_accounts: "lapsed customers",
    own_orders: "own orders",
  },

  lastYear: {
    course: "this course",
    behind: "last year",
    times: "times",
    alike: (factor: string) => `within a factor of ${factor}`,
    levers: "moved by its levers",
    unexplained: "NOT EXPLAINED by any lever: do not rely on it",
    odd: (n: string, factor: string) =>
      `${n} figures are more than ${factor} times last year's, or less than 1/${factor} of them, and no lever moves them.`,
  },

  simulate: {
    course: (name: string, periods: string, from: string) => `${name}, ${periods} from ${from}: `,
    runs: (runs: string, seed: string) => `mean and 90% interval of ${runs} runs, seed ${seed}`,
    visits: (contacts: string, wasted: string) => `${contacts} contacts, ${wasted} of them wasted`,
    accounts: (n: string) => `${n} accounts`,
    territory: "territory",
    againstLastYear: "Against last year",
    kept: (hash: string, folder: string) => `result ${hash}, kept in ${folder}`,
  },

  compare: {
    course: (periods: string, from: string, runs: string, seed: string) =>
      `${periods} from ${from}, ${runs} paired runs, seed ${seed}`,
    interval: "5% to 95% of runs",
    range: (low: string, high: string) => `${low} to ${high}`,
    relative: "relative",
    runsAbove: "runs > 0",
    chanceAbove: "P(> 0)",
    points: (value: string) => `${value} points`,
    notMeasurable: "not measurable",
    byTerritory: "Own sales by territory",
    byType: "Own sales by type",
    cost: "Cost and return",
    behind: (course: string) => `${course} against last year`,
    kept: (a: string, b: string, folder: string) => `results ${a} and ${b}, kept in ${folder}`,
    given: "Given, the same in every run and not measured in this market:",
    underGiven:
      "Shares of runs and intervals hold under these; they do not say how likely these are to be right.",
    same: "No effect on own sales: both courses are the same in every run.",
    unmeasurable: (runs: string, mean: string, error: string, more: string) =>
      `No measurable effect on own sales at ${runs} runs: ${mean} on average, ${error}${more}.`,
    giveOrTake: (error: string) => `give or take ${error}`,
    unknownError: "with an unknown error",
    never: (draws: string) =>
      `; no number of runs would tell an effect of that size, because they share the twin's ${draws} draws of what it learned`,
    needed: (runs: string) => `; about ${runs} runs would be needed to see an effect of the size observed`,
    brings: (amount: string, more: boolean, relative: string, low: string, high: string) =>
      `B brings ${amount} ${more ? "more" : "less"} own sales than A${relative}, ${low} to ${high} in nine of ten runs.`,
    profit: (profit: string, afterCosts: boolean) =>
      ` ${afterCosts ? "After costs that is" : "That is"} ${profit} of profit.`,
    grossProfit: "gross profit",
    contacts: "contacts",
    repWeeks: "rep weeks",
    left: "left",
    return: "return",
    eachUnit: (value: string) => `${value} for each unit spent`,
    shares: (data: string, prior: string, assumption: string, scenario: string) =>
      `${data} of the quantities used come from the market's data, ${prior} from print, ${assumption} are assumptions, ${scenario} come from the scenario itself`,
    fixed: "the same in every run",
  },

  backtest: {
    title: (seed: string) => `how well the twin knows what was hidden from it, seed ${seed}`,
    forecast: (hidden: string, times: number, brand: string, period: "week" | "month") =>
      `Forecast: ${hidden} hidden ${times === 1 ? "once" : `${times} times`}; sales of ${brand} by ${period}`,
    scores: {
      forecast: "forecast",
      naive: "a year before",
      index: "index",
      best: "best",
      inside: (share: string) => `in ${share}`,
    },
    byTerritory: (count: string) => `${count} territories`,
    byMarket: "the market",
    ahead: (from: string, to: string, period: "week" | "month") =>
      from === to ? `${period} ${from} ahead` : `${period}s ${from} to ${to} ahead`,
    benchmarks: (period: "week" | "month", shares: string) =>
      `Errors are what was missed as a share of what was sold (WAPE). A year before: the same ${period} of it; index: level of the last half year times the ${period}'s share of a year; in ${shares}: sales inside the forecast's intervals`,
    better: (ratio: string, benchmark: string) =>
      `the forecast errs less: ${ratio} of the error of ${benchmark}`,
    worse: (ratio: string, benchmark: string) =>
      `the forecast errs more: ${ratio} times the error of ${benchmark}`,
    sum: (level: string, held: string, times: string) =>
      `Sum of the market: ${level} of what came was foretold on average; the 90% interval held in ${held} of ${times}`,
    crps: (value: string, naive: string) =>
      `CRPS by territory: ${value}; ${naive} of a year before with its own errors`,
    accounts: (count: string) => `Account by account: ${count} that had bought within two years`,
    errors: (ours: string, repeated: string) => `error ${ours}, by repeating last year ${repeated}`,
    lastYear: "repeating last year",
    tenths: "expected for bought, tenths of the accounts from the largest to the smallest",
    accountIntervals: (share: string) =>
      `90% intervals of accounts that bought in the last year held ${share} of them (90% should)`,
    repurchase: (ours: string, silence: string) =>
      `who buys again within a year: Brier score ${ours}; ${silence} by the time since the last purchase alone`,
    brands: "By brand and territory",
    origins: "By origin",
    knownUpTo: "known up to",
    dark: (share: string, situation: string) =>
      `Dark: ${share} of the known sites hidden, and estimated from the rest (${situation})`,
    columns: {
      hidden: "hidden",
      accounts: "accounts",
      estimated: "estimated (90%)",
      amount: "amount",
      correlation: "rank correlation",
      areas: "areas inside 90%",
      territories: "territories inside 90%",
    },
    maps: "Where they are: cell by cell, against simple maps whose floor and total were chosen with the truth in hand",
    deviance: "deviance",
    bestTenth: "in the best tenth",
    estimate: "this estimate",
    population: "by population",
    knownAccounts: "by known accounts",
    noPopulation: "no population known",
    deviances:
      "Deviance is lower for the better map; the best tenth are the cells with the highest estimates, with their part of the hidden amount",
  },

  heat: {
    units: {
      contacts: "expected contacts a week",
      orders: "expected orders a week",
      activity: "expected weight of the signal a week",
    },
    daysOnly: "Only days are known; hours within a day are even.",
    all: (unit: string, total: string) => `${unit}, smoothed: ${total} in all, by hour of the week`,
    busiest: "Busiest hours by territory",
    hottest: (n: string) => `The ${n} hottest cells`,
    noCell: "no cell",
    noTerritory: "no territory",
    aWeek: (value: string) => `${value} a week`,
    hours: (hours: string, share: string) => `${hours} (${share} of it)`,
    shades: (shades: string, most: string) =>
      `each shade of ${shades} is a fifth of the busiest hour, ${most} a week`,
    days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  },

  segments: {
    title: "Customer segments; amounts of the last 52 weeks (12 months)",
    segment: "segment",
    accounts: "accounts",
    own: "own sales",
    ofOwn: "of own sales",
    withRivals: "own + rivals",
    names: "Names",
    axes: "Mean by axis, 0 to 1 of the market's range; – is not in the input",
    axis: {
      value: "value",
      frequency: "frequency",
      recency: "recency",
      trend: "trend",
      power: "power",
      loyalty: "loyalty",
      interest: "interest",
      influence: "influence",
      digital: "digital",
      channel: "channel",
      hour: "hour",
    } satisfies Record<AxisKey, string>,
    tooShort: "History is too short to tell how accounts move between segments.",
    moves: (dates: string, first: string, last: string) =>
      `Moves within a quarter in percent, with 90% intervals; ${dates} dates from ${first} to ${last}`,
    fromTo: "from \\ to",
    seen: "seen",
    howGood: "How good they are",
    stability: "stability",
    rand: (median: string, samples: string, low: string) =>
      `adjusted Rand index ${median} (median of ${samples} bootstrap samples; 5% of them below ${low})`,
    prediction: "prediction",
    r2: (segments: string, abc: string, accounts: string) =>
      `segments of a year ago tell R² ${segments} of own sales since, ABC classes ${abc} (${accounts} accounts)`,
  },

  clean: {
    kinds: {
      run: "run",
      damaged_run: "damaged run",
      rejects: "rejects",
      old_state: "old state",
      leftover: "unfinished",
    } satisfies Record<CleanItem["kind"], string>,
    would: (dir: string, size: string) => `Would remove from ${dir}: ${size}`,
    removed: (dir: string, size: string) => `Removed from ${dir}: ${size}`,
    nothing: (dir: string) => `Nothing to remove from ${dir}`,
    building: "A build is running: its states are left alone",
    kept: (items: string, size: string) => `${items} runs, rejects and old states are kept, ${size}`,
  },

  export: {
    written: (table: string, rows: string, file: string, format: string) =>
      `${table}: ${rows} rows in ${file} (${format})`,
  },

  serve: { at: (address: string) => `Penumbra is at ${address}  (Ctrl-C ends it)` },

  bench: {
    replicate: (n: string, ms: string) => `replicate ${n}: ${ms} ms`,
    means: "Means over the replicates",
    speed: (steps: string) => `${steps} agent-steps a second`,
    statistics: [
      "units",
      "units of brand 0",
      "units of brand 1",
      "units of brand 2",
      "units of brand 3",
      "own share, weeks 39-51",
      "brand 1 in promotion",
      "aware, week 12",
      "aware, week 25",
      "aware, week 38",
      "aware, week 51",
      "own units squared by hex",
      "own units x aware by hex",
    ],
  },

  price: {
    plans: "All plans against today's, own sales: screened by expected value, the best of them played",
    whatChanges: (plan: string) => `What changes own sales under ${plan}, each part after those above it`,
    parts: {
      capacity: "who calls on whom",
      travel: "time on the road",
      handover: "weeks without a contact",
      relations: "broken relationships",
    } satisfies Record<PlanPart, string>,
    expected: "expected",
    played: "played",
    notPlayed: "not played",
    calls: { week: "Calls a week", month: "Calls a month" } satisfies Record<Period, string>,
    today: "today",
    planned: "planned",
    noRep: "without a rep",
    changeRep: "change rep",
    movedShare: "of own sales",
  },

  plan: {
    title: (plan: string) => `plan ${plan}`,
    none: "No plan is saved, and there is no proposal.",
    plan: "plan",
    kind: "kind",
    version: "version",
    written: "written",
    source: { saved: "saved", proposal: "proposal" } satisfies Record<NamedPlan["source"], string>,
    territory: "territory",
    rep: "rep",
    sites: "customers",
    own: "own sales",
    nobody: "nobody's",
    judgedBy: {
      area: "Shape is judged by areas.",
      cell: "Shape is judged by cells.",
      account: "Shape is judged by the ground nearest to each account.",
    },
    meanings: "What they are and rest on",
    decided: "What decided, in the order of precedence",
    because: {
      own: "its own territory_id",
      account: "named account",
      family: "another one of its family is named",
      area: "its area",
      cell: "its cell",
      house: "the house: no other territory has it",
    } satisfies Record<PlanReason, string>,
    basis: {
      week: "Customers: sites open at the end of history. Own sales: the last 52 weeks, from the sales table.",
      month:
        "Customers: sites open at the end of history. Own sales: the last 12 months, from the sales table.",
    },
    inForceFrom: "in force from",
    region: "region",
    bySources: "Also for past weeks, by today's plan: that of the sources; no saved plan is in force.",
    byPlan: (plan: string, from: string) =>
      `Also for past weeks, by the plan in force now: ${plan}, from ${from}. Targets go by the plan of their day.`,
    diff: (a: string, b: string) => `From ${a} to ${b}`,
    changesHands: (moved: string, accounts: string, amount: string, share: string) =>
      `${moved} customers get another territory, ${accounts} another rep, with ${amount} of own sales (${share})`,
    before: "before",
    after: "after",
    gains: "takes over",
    loses: "hands over",
    perCell: "Each figure: customers / own sales.",
    filesWritten: (n: string, folder: string) =>
      `Wrote ${n} files into ${folder}: map, hand-over lists by rep, and one page.`,
    imported: (file: string, plan: string) =>
      `${file} is saved as plan ${plan}. Where it says nothing, today's plan holds.`,
    readAs: "Its columns, and what they were read as",
    silentPostcodes: (n: string) => `${n} of its postcodes have no customer in this market`,
    activated: (plan: string, from: string) => `market.yaml says that plan ${plan} is in force from ${from}.`,
    buildNow: (command: string) => `Next: ${command}`,
    buildLater: (day: string) =>
      `History goes to ${day}: figures go by it from the build on whose history has come to its day. Until then compare it as a scenario.`,
    accountBecause: (account: string, territory: string, rep: string, why: string) =>
      `${account}: ${territory} (rep ${rep}) because: ${why}`,
    accountNobody: (account: string) =>
      `${account}: nobody's; no row of the plan names it, its area or its cell`,
  },

  rebalance: {
    title: (territories: string, units: string) => `Plans of ${territories} territories, cut from ${units}`,
    units: {
      area: (n: string) => `${n} areas`,
      cell: (n: string) => `${n} cells`,
      account: (n: string) => `${n} customers`,
    } satisfies Record<UnitKind, (n: string) => string>,
    plan: "plan",
    balance: "most off target",
    disruption: "changes rep",
    compactness: "compactness",
    travel: "travel a week",
    hours: (n: string) => `${n} h`,
    gap: "above the bound",
    today: "today",
    why: "Why these (* to look at first)",
    brokenToday: "What today's plan breaks of what was asked",
    brokenBy: (plan: string) => `What ${plan} breaks of what was asked`,
    stands: "Where today's plan stands among the plans that were passed",
    better: (balance: string, borders: string, travel: string) =>
      `better than today: ${balance} of them in balance, ${borders} in borders cut, ${travel} in estimated travel`,
    infeasible: "No plan can meet what was asked",
    leastMoved: (share: string) =>
      `in every plan within the tolerances at least ${share} of the own amount changes rep`,
    searched: "searched",
    steps: (walks: string, steps: string, seed: string) =>
      `${walks} walks of ${steps} proposals, seed ${seed}`,
    kept: "kept in",
    basis:
      "Most off target: the largest deviation of a territory from its target, over all balances. Changes rep: share of the own amount of the last year. Above the bound: no plan can be more even than by that much. Compactness: mean of the territories by Polsby and Popper, 1 for circles. Travel: all reps together, by great circle with detour and speed, or the market's matrix.",
  },

  progress: {
    tasks: {
      accounts: "accounts",
      compare: "compare",
      dark: "dark",
      files: "files",
      fit: "fit",
      forecast: "forecast",
      heat: "heat",
      ingest: "ingest",
      read: "read",
      rebalance: "plans",
      sales: "sales",
      segments: "segments",
      simulate: "simulate",
      stores: "stores",
      tours: "tours",
      wallet: "wallet",
      weeks: "weeks",
    } satisfies Record<Task, string>,
    steps: {
      accounts: "accounts",
      activity: "activity",
      areas: "areas",
      calendar: "calendar",
      calibration: "calibration",
      cells: "cells",
      columns: "columns",
      finish: "finish",
      forecast: "forecast",
      "hidden accounts": "hidden accounts",
      "hidden periods": "own sales of hidden periods",
      history: "history",
      plan: "plan",
      purchases: "purchases",
      relations: "relations",
      sales: "sales",
      visits: "visits",
    } satisfies Record<Step, string>,
    secondsLeft: (n: string) => `${n} s left`,
    minutesLeft: (n: string) => `${n} min left`,
  },

  routes: {
    title: (rep: string, from: string, to: string, timezone: string) =>
      `Tours of ${rep}, ${from} to ${to}, times of ${timezone}`,
    visits: (made: string, possible: string) => `${made} of ${possible} visits`,
    spent: (road: string, waiting: string, onSite: string) =>
      `${road} min on the road, ${waiting} min waiting, ${onSite} min on site`,
    gainOf: (gain: string) => `gain ${gain}`,
    day: (leave: string, back: string, visits: string) => `leave ${leave}, back ${back}, ${visits} visits`,
    noStops: "no visits",
    when: "visit",
    account: "account",
    road: "road",
    waiting: "waiting",
    window: "takes visits",
    anyTime: "at any time",
    gain: "gain",
    minutes: (n: string) => `${n} min`,
    onRoad: (n: string) => `${n} min on the road to it`,
    calendar: (rep: string) => `Visits of ${rep}`,
    written: (file: string, visits: string) => `Wrote ${file}: ${visits} visits.`,
  },

  outcome: {
    cancelled: "cancelled; nothing was changed",
    bug: "this is a bug in penumbra; please report it with the lines above, the command and the version",
  },
};

/** What every language has to say. */
export type CliWords = Widened<typeof cli>;

type Widened<T> = T extends string
  ? string
  : T extends (...given: infer G) => string
    ? (...given: G) => string
    : { readonly [K in keyof T]: Widened<T[K]> };
