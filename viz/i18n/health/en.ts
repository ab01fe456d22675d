/** The model health view's English. */
export const healthEn = {
  "screen.health": "Health",
  "screen.health.hint": "Model health: what the twin could tell of what was hidden from it",
  "health.title": "Model health",
  "health.failed": "The model’s health could not be loaded.",
  "health.dark": "The dark side",
  "health.dark.none":
    "This build has no estimate of dark accounts and sales. Build the market again with this version: `penumbra build`.",
  "health.situation.panel":
    "It rests on area totals: known and dark sales add up to them; how they spread over cells is learned.",
  "health.situation.list":
    "It rests on a second list of the market: who is on one list and not on the other tells how many are on neither.",
  "health.situation.panel+list":
    "It rests on area totals and a second list together: the totals give the amounts, the list the number of accounts.",
  "health.situation.none":
    "It rests on coverage and covariates only: neither area totals nor a second list are in the input, so its level is weakly identified.",
  "situation.panel": "area totals",
  "situation.list": "second list",
  "situation.panel+list": "area totals and second list",
  "situation.none": "coverage and covariates only",
  "record.line_one":
    "Track record: hid {{hidden}} of the known {{count}} way. Accounts {{accounts}}, amount {{amount}}; the 90% interval held {{held}} of {{of}} times.",
  "record.line_other":
    "Track record: hid {{hidden}} of the known {{count}} ways. On average accounts {{accounts}}, amount {{amount}}; the 90% interval held {{held}} of {{of}} times.",
  "record.none": "Its track record was not measured in this build.",
  "record.more": "Model health",
  "recovery.title": "Hidden, and found again?",
  "recovery.hint": "known accounts were hidden from the model, which had to estimate them",
  "recovery.none":
    "Recovery was not measured in this build. Run: `penumbra backtest DIR --hide 0.3`, or build the market again.",
  "recovery.by.random": "At random",
  "recovery.by.small-far": "Small and far first",
  "recovery.by.area": "Whole areas",
  "recovery.kind": "What was hidden",
  "recovery.accounts": "Accounts",
  "recovery.amount": "Amount",
  "recovery.error.hint": "estimate ÷ hidden − 1",
  "recovery.held": "inside 90%",
  "recovery.missed": "outside 90%",
  "recovery.areas": "Areas inside 90%",
  "recovery.areas.hint": "accounts · amount; 90% is right",
  "recovery.spearman": "Rank correlation over cells",
  "recovery.benchmarks": "Against simple spreads",
  "recovery.deviance": "Misfit of hidden counts over cells (Poisson deviance), less is better",
  "recovery.top": "Hidden amount found in the top tenth of cells, more is better",
  "recovery.ours": "this twin",
  "recovery.population": "by population",
  "recovery.known": "by known accounts",
  "sales.title": "The forecast of own sales",
  "sales.hint": "errors are what was missed as a share of what was sold (WAPE)",
  "sales.none":
    "The last year could not be hidden: history is shorter than two years and a period. Add older sales and build the market again.",
  "sales.hidden.week_one": "{{count}} week",
  "sales.hidden.week_other": "{{count}} weeks",
  "sales.hidden.month_one": "{{count}} month",
  "sales.hidden.month_other": "{{count}} months",
  "sales.better":
    "The last {{hidden}} were hidden; {{origin}} was the last known day. The forecast missed {{error}}: {{ratio}} of the error of the better benchmark ({{benchmark}}).",
  "sales.worse":
    "The last {{hidden}} were hidden; {{origin}} was the last known day. The forecast missed {{error}}: {{ratio}} times the error of {{benchmark}}, which was better.",
  "sales.ahead": "Ahead",
  "sales.weeks": "weeks {{from}} to {{to}}",
  "sales.months": "months {{from}} to {{to}}",
  "sales.month": "month {{from}}",
  "sales.week": "week {{from}}",
  "sales.whole": "all",
  "sales.territories": "By territory",
  "sales.market": "The market",
  "sales.forecast": "Forecast",
  "sales.naive": "A year before",
  "sales.index": "Index",
  "sales.coverage80": "In 80%",
  "sales.coverage95": "In 95%",
  "sales.benchmarks":
    "Benchmarks: a year before is the same period of it; index is the level of the last half year times the period’s share of a year. In 80%: sales inside the forecast’s 80% interval.",
  "sales.sum.held":
    "In sum {{level}} of what came was foretold, and the 90% interval held it. CRPS: {{crps}} of seasonal naive’s.",
  "sales.sum.missed":
    "In sum {{level}} of what came was foretold, and the 90% interval missed it. CRPS: {{crps}} of seasonal naive’s.",
  "sales.brands": "By brand and how far ahead",
  "sales.brands.hint":
    "error by territory, or of the market where it has none; below it as a part of the better benchmark’s: below 1 the forecast is better",
  "sales.brand": "Brand",
  "sales.accounts": "Account by account",
  "sales.accounts.hint": "{{sites}} that bought in the two years before",
  "sales.accounts.better":
    "Expected amounts missed {{error}}: {{ratio}} of the error of repeating last year ({{repeated}}).",
  "sales.accounts.worse":
    "Expected amounts missed {{error}}: {{ratio}} times the error of repeating last year ({{repeated}}), which was better.",
  "sales.accounts.inside":
    "The 90% intervals of accounts that bought in the last year held {{held}} of them; 90% is right.",
  "sales.accounts.chance":
    "Who buys again within a year: Brier score {{brier}}, by the time since the last purchase alone {{silence}}; less is better.",
  "sales.tenth": "Tenth of accounts, the largest first",
  "sales.expected": "Expected",
  "sales.came": "Bought",
  "sales.ratio": "Expected ÷ bought",
  "sources.learned": "What each quantity rests on",
  "sources.learned.hint": "data: learned from this market; prior: from print or assumed",
  "sources.quantity": "Quantity",
  "sources.from": "From",
  "sources.because": "Because of",
  "sources.data": "data",
  "sources.assumption": "assumed",
  "sources.prior": "prior",
} as const;
