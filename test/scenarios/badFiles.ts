import { LEVERS } from "../../scenarios/levers/levers.ts";

/** Scenario files that are wrong, one thing each, and what the person is told. */
export interface BadFile {
  readonly yaml: string;
  readonly says: string;
}

const AVAILABLE = LEVERS.map(({ name }) => name).join(", ");
const head = "name: Test\nlevers:\n";

/** Wrong whatever the market is: found when the file is read. */
export const BAD_FORM: Readonly<Record<string, BadFile>> = {
  "an empty file": {
    yaml: "",
    says: "test.yaml line 1, column 1: expected a scenario with name and levers, got an empty file",
  },
  "a list instead of a scenario": {
    yaml: "- lever: visits\n",
    says: 'test.yaml line 1, column 1: expected a scenario with name and levers, got [{"lever":"visits"}]',
  },
  "text that is no YAML": {
    yaml: 'name: "Test\nlevers: []\n',
    says: 'test.yaml line 3, column 1: not readable as YAML: Missing closing "quote',
  },
  "a key that stands twice": {
    yaml: "name: Test\nname: Twice\nlevers: []\n",
    says: "test.yaml line 2, column 1: not readable as YAML: the key stands twice; keep one of the two",
  },
  "no name": {
    yaml: "levers: []\n",
    says: 'test.yaml line 1, column 1: "name" is missing; expected a name such as More visits in the east',
  },
  "no levers": {
    yaml: "name: Test\nhorizon: 12\n",
    says: 'test.yaml line 1, column 1: "levers" is missing; expected a list of levers; [] is today\'s course',
  },
  "a misspelt key": {
    yaml: "name: Test\nlever: []\nlevers: []\n",
    says: 'test.yaml line 2, column 1: unknown key "lever"; did you mean "levers"?',
  },
  "a key that means nothing": {
    yaml: "name: Test\nbudget: 5\nlevers: []\n",
    says: 'test.yaml line 2, column 1: unknown key "budget"; known keys: name, notes, levers, extends, horizon, question',
  },
  "a name in one of two languages": {
    yaml: "name: {en: Test}\nlevers: []\n",
    says: 'test.yaml line 1, column 7: "name.tr" is missing; expected a name such as More visits in the east',
  },
  "a question in a language that we do not speak": {
    yaml: "name: Test\nquestion: {en: What?, de: Was?, tr: Ne?}\nlevers: []\n",
    says: 'test.yaml line 2, column 23: unknown key "question.de"; did you mean "en"?',
  },
  "a list of names": {
    yaml: "name: [Test]\nlevers: []\n",
    says: 'test.yaml line 1, column 7: name: expected a name such as More visits in the east, got ["Test"]',
  },
  "a horizon in words": {
    yaml: "name: Test\nhorizon: a year\nlevers: []\n",
    says: 'test.yaml line 2, column 10: horizon: expected a whole number of periods from 1 to 520, got "a year"',
  },
  "a horizon of nothing": {
    yaml: "name: Test\nhorizon: 0\nlevers: []\n",
    says: "test.yaml line 2, column 10: horizon: expected a whole number of periods from 1 to 520, got 0",
  },
  "levers that are no list": {
    yaml: "name: Test\nlevers:\n  visits: +10%\n",
    says: 'test.yaml line 3, column 3: levers: expected a list of levers; [] is today\'s course, got {"visits":"+10%"}',
  },
  "a lever that is a word": {
    yaml: `${head}  - visits\n`,
    says: 'test.yaml line 3, column 5: lever 1: expected a lever such as {lever: visits, change: +25%}, got "visits"',
  },
  "a lever without its name": {
    yaml: `${head}  - {change: +10%}\n`,
    says: 'test.yaml line 3, column 5: lever 1: "lever" is missing; expected a lever such as {lever: visits, change: +25%}',
  },
  "a misspelt lever": {
    yaml: `${head}  - {lever: vists, change: +10%}\n`,
    says: `test.yaml line 3, column 13: lever 1: unknown lever "vists"; did you mean "visits"? available are ${AVAILABLE}`,
  },
  "a lever of a later version": {
    yaml: `${head}  - {lever: awareness, reach: 30%}\n`,
    says: `test.yaml line 3, column 13: lever 1: "awareness" is not available in this version; available are ${AVAILABLE}`,
  },
  "a lever without its size": {
    yaml: `${head}  - lever: visits\n    where: {types: [kafe]}\n`,
    says: 'test.yaml line 3, column 5: lever 1 (visits): "change" is missing; expected a change such as +25%, 5%..10% or normal(10%, 2%)',
  },
  "a size in words": {
    yaml: `${head}  - lever: visits\n    change: a lot\n`,
    says: 'test.yaml line 4, column 13: lever 1 (visits): change: expected a change such as +25%, 5%..10% or normal(10%, 2%), got "a lot"',
  },
  "a size without its percent sign": {
    yaml: `${head}  - {lever: visits, change: 25}\n`,
    says: "test.yaml line 3, column 29: lever 1 (visits): change: expected a change such as +25%, 5%..10% or normal(10%, 2%), got 25; a number without % is a fraction: write 25%",
  },
  "a range that ends before it begins": {
    yaml: `${head}  - {lever: demand, change: 10%..5%}\n`,
    says: 'test.yaml line 3, column 29: lever 1 (demand): change: expected the smaller end of a range first, got "10%..5%"',
  },
  "a normal without its spread": {
    yaml: `${head}  - {lever: demand, change: normal(10%)}\n`,
    says: 'test.yaml line 3, column 29: lever 1 (demand): change: expected a change such as +25%, 5%..10% or normal(10%, 2%), got "normal(10%)"',
  },
  "a price of nothing": {
    yaml: `${head}  - {lever: price, change: -100%}\n`,
    says: 'test.yaml line 3, column 28: lever 1 (price): change: expected -90% to 1000%, got "-100%"',
  },
  "more calls than there are": {
    yaml: `${head}  - {lever: discovery, calls: 120%}\n`,
    says: 'test.yaml line 3, column 31: lever 1 (discovery): calls: expected 0% to 100%, got "120%"',
  },
  "a normal that goes below nothing": {
    yaml: `${head}  - {lever: visits, change: "normal(-50%, 20%)"}\n`,
    says: 'test.yaml line 3, column 29: lever 1 (visits): change: expected -100% to 1000% within four standard deviations of the mean, got "normal(-50%, 20%)"',
  },
  "a misspelt key of a lever": {
    yaml: `${head}  - {lever: visits, chnage: +10%}\n`,
    says: 'test.yaml line 3, column 21: lever 1 (visits): unknown key "chnage"; did you mean "change"?',
  },
  "a misspelt place": {
    yaml: `${head}  - lever: visits\n    change: +10%\n    where:\n      teritories: [T1]\n`,
    says: 'test.yaml line 6, column 7: lever 1 (visits): unknown key "where.teritories"; did you mean "territories"?',
  },
  "a day that no calendar has": {
    yaml: `${head}  - {lever: visits, change: +10%, from: 2025-02-30}\n`,
    says: 'test.yaml line 3, column 41: lever 1 (visits): from: expected a day that the calendar has, got "2025-02-30"',
  },
  "a day in another order": {
    yaml: `${head}  - {lever: visits, change: +10%, from: 01.03.2025}\n`,
    says: 'test.yaml line 3, column 41: lever 1 (visits): from: expected a day such as 2026-03-01, or a time after the start such as 8w, got "01.03.2025"',
  },
  "an end before the beginning": {
    yaml: `${head}  - {lever: visits, change: +10%, from: 2025-03-01, to: 2025-02-01}\n`,
    says: "test.yaml line 3, column 57: lever 1 (visits): to: expected a day on or after from (2025-03-01), got 2025-02-01",
  },
  "a promotion that is stopped and moved": {
    yaml: `${head}  - {lever: rival_promotion, brand: Bozkır, stop: true, shift: 4w}\n`,
    says: "test.yaml line 3, column 5: lever 1 (rival_promotion): expected one of stop: true, shift: 4w and change: +50%, got stop and shift",
  },
  "a promotion to which nothing happens": {
    yaml: `${head}  - {lever: rival_promotion, brand: Bozkır}\n`,
    says: "test.yaml line 3, column 5: lever 1 (rival_promotion): expected one of stop: true, shift: 4w and change: +50%, got none of them",
  },
  "a season without a unit": {
    yaml: `${head}  - {lever: season, shift: 2}\n`,
    says: "test.yaml line 3, column 28: lever 1 (season): shift: expected a move in time such as 2w or -2w (d days, w weeks, m months), got 2",
  },
  "a base that is not there": {
    yaml: "name: Test\nextends: more-visit\n",
    says: 'test.yaml line 2, column 10: extends: there is no scenario "more-visit" in DIR/scenarios or in the library; did you mean "more-visits"?',
  },
  "several things at once": {
    yaml: "name: Test\nhorizon: soon\nlevers:\n  - {lever: vists}\n  - {lever: price, change: cheap}\n",
    says: 'test.yaml line 2, column 10: horizon: expected a whole number of periods from 1 to 520, got "soon" (and 2 more)',
  },
};

/** Wrong in a market with territories T1 and T2, types kafe and market, and 10 weeks ahead from 2025-12-29. */
export const BAD_IN_MARKET: Readonly<Record<string, BadFile>> = {
  "a territory that is not there": {
    yaml: `${head}  - {lever: visits, change: +10%, where: {territories: [T1, T3]}}\n`,
    says: 'test.yaml line 3, column 61: lever 1 (visits): where.territories: expected a name of the market, got "T3"; known: T1, T2, Batı, Doğu',
  },
  "a misspelt type": {
    yaml: `${head}  - {lever: visits, change: +10%, where: {types: [cafe]}}\n`,
    says: 'test.yaml line 3, column 51: lever 1 (visits): where.types: expected a name of the market, got "cafe"; did you mean "kafe"?',
  },
  "a misspelt segment": {
    yaml: `${head}  - {lever: visits, change: +10%, where: {segments: [lapsd]}}\n`,
    says: 'test.yaml line 3, column 54: lever 1 (visits): where.segments: expected a name of the market, got "lapsd"; did you mean "lapsed"?',
  },
  "a segment of another market": {
    yaml: `${head}  - {lever: visits, change: +10%, where: {segments: [growing]}}\n`,
    says: 'test.yaml line 3, column 54: lever 1 (visits): where.segments: expected a name of the market, got "growing"; known: lapsed, large-loyal',
  },
  "an account that is not there": {
    yaml: `${head}  - {lever: visits, change: +10%, where: {accounts: A400}}\n`,
    says: 'test.yaml line 3, column 53: lever 1 (visits): where.accounts: expected a name of the market, got "A400"; nearest: A0, A10, A20, A30, A4, A1, A11, A12',
  },
  "a cell that is none": {
    yaml: `${head}  - {lever: visits, change: +10%, where: {cells: [abc]}}\n`,
    says: 'test.yaml line 3, column 51: lever 1 (visits): where.cells: expected an H3 cell of resolution 7 or coarser, got "abc"',
  },
  "a place where nobody is": {
    yaml: `${head}  - {lever: visits, change: +10%, where: {territories: [T1], accounts: [A30]}}\n`,
    says: "test.yaml line 3, column 42: lever 1 (visits): where: expected at least one account there, got none; accounts by key: territories: 20; accounts: 1",
  },
  "a misspelt rival": {
    yaml: `${head}  - {lever: rival_exit, brand: Bozkir}\n`,
    says: 'test.yaml line 3, column 32: lever 1 (rival_exit): brand: expected a name of the market, got "Bozkir"; did you mean "Bozkır"?',
  },
  "the own brand as a rival": {
    yaml: `${head}  - {lever: rival_exit, brand: Kervan}\n`,
    says: 'test.yaml line 3, column 32: lever 1 (rival_exit): brand: expected a rival\'s brand, got the own brand "Kervan"',
  },
  "a rival without promotions": {
    yaml: `${head}  - {lever: rival_promotion, brand: Hitit, stop: true}\n`,
    says: 'test.yaml line 3, column 37: lever 1 (rival_promotion): brand: expected a rival with promotions in the market\'s calendar, got "Hitit"; it names some of Bozkır',
  },
  "a day after the horizon": {
    yaml: `${head}  - {lever: visits, change: +10%, from: 2026-06-01}\n`,
    says: "test.yaml line 3, column 41: lever 1 (visits): from: expected a day inside the horizon (10 weeks, 2025-12-29 to 2026-03-08), got 2026-06-01",
  },
  "an end before the horizon": {
    yaml: `${head}  - {lever: visits, change: +10%, to: 2025-06-01}\n`,
    says: "test.yaml line 3, column 39: lever 1 (visits): to: expected a day inside the horizon (10 weeks, 2025-12-29 to 2026-03-08), got 2025-06-01",
  },
  "half a week": {
    yaml: `${head}  - {lever: season, shift: 3d}\n`,
    says: 'test.yaml line 3, column 28: lever 1 (season): shift: expected whole weeks such as 2w, for a market of weeks, got "3d"',
  },
  "a plan that nobody saved": {
    yaml: `${head}  - {lever: territories, plan: plan-7}\n`,
    says: 'test.yaml line 3, column 32: lever 1 (territories): plan: expected a saved plan or a .csv or .geojson file in the market folder, got "plan-7"',
  },
  "a plan outside the market folder": {
    yaml: `${head}  - {lever: territories, plan: ../plan.csv}\n`,
    says: 'test.yaml line 3, column 32: lever 1 (territories): plan: expected a file inside the market folder, got "../plan.csv"',
  },
  "a plan from a day on": {
    yaml: `${head}  - {lever: territories, plan: east.csv, from: 2w}\n`,
    says: "test.yaml line 3, column 48: lever 1 (territories): from is not available for territories: a plan holds for the whole horizon",
  },
  "a horizon beyond the twin's": {
    yaml: "name: Test\nhorizon: 300\nlevers: []\n",
    says: "test.yaml line 2, column 10: horizon: expected 1 to 52 periods, as far as the twin looks ahead, got 300",
  },
};
