import { join } from "node:path";
import { openMarket } from "../app/state/database.ts";
import { lastYearFrom } from "../core/period.ts";
import { CHANNELS } from "../data/config/vocabulary.ts";
import { readHourSignals } from "../data/hourSignals.ts";
import { currentState } from "../data/store/state.ts";
import { readTruth } from "../data/synthetic/truth.ts";
import { isWelcome } from "../data/synthetic/windows.ts";
import { openDatabase } from "../data/tables/duckdb.ts";
import { nextContacts } from "../models/heat/nextContact.ts";

/** How many next best contacts lie inside of what a synthetic market has planted: `npm run bench:contacts -- ANKARA` (built). */
const dir = process.argv[2];
if (!dir) {
  console.error("usage: npm run bench:contacts -- DIR");
  process.exit(2);
}
const market = await openMarket(dir);
const db = await openDatabase(join((await currentState(dir))!, "market.duckdb"), { readOnly: true });
const signals = await readHourSignals(db).finally(() => db.close());
const truth = await readTruth(dir);
const { contact } = truth.spec;
const planted = new Map(truth.accounts.map(account => [account.id, account]));

/** 1 where the whole hour of the week is welcome, 0 where not; null for accounts that the truth does not know. */
function welcome(account: number, channel: string, hourOfWeek: number): number | null {
  const known = planted.get(market.accounts.ids[account]);
  if (!known) return null;
  const index = contact.channels.findIndex(({ id }) => id === channel);
  const minute = 60 * (hourOfWeek % 24);
  const at = (m: number) => isWelcome(contact, known.welcome, index, Math.floor(hourOfWeek / 24), m);
  return at(minute) && at(minute + 59) ? 1 : 0;
}

function mean(values: readonly (number | null)[]): number {
  const known = values.filter(value => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

const proposals = nextContacts(market, signals);
const known = proposals.flatMap((next, account) => (next?.hour == null ? [] : [{ account, next }]));
const { visits } = market;
const recent = [...visits.period.keys()].filter(v => visits.period[v] >= lastYearFrom(market));
console.log(
  JSON.stringify({
    proposals: known.length,
    inside: mean(
      known.map(({ account, next }) => welcome(account, next.channel, 24 * next.day! + next.hour!)),
    ),
    contacts_of_last_year: mean(
      recent.map(v => welcome(visits.account[v], CHANNELS[visits.channel[v]], visits.hourOfWeek[v])),
    ),
    thursday_13_for_all: mean(known.map(({ account }) => welcome(account, "face_to_face", 3 * 24 + 13))),
  }),
);
