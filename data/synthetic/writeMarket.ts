import { join } from "node:path";
import { CancelledError } from "../../core/errors.ts";
import { plantAccounts, type SyntheticAccount } from "./accounts.ts";
import { countFootfall, orderMinute } from "./activity.ts";
import { isoDate } from "./calendar.ts";
import * as files from "./marketFiles.ts";
import { type Random, stream } from "./random.ts";
import { chartCourse, liveThrough, type Purchase, type WeekEvents } from "./simulate.ts";
import type { SyntheticSpec } from "./spec.ts";
import { type LineFile, openLines } from "./textFile.ts";
import { type Ledger, openLedger, writeTruth } from "./truth.ts";
import type { Visit } from "./visits.ts";

export interface WriteOptions {
  readonly seed: number;
  readonly onProgress?: (progress: { stage: string; done: number; total: number }) => void;
  readonly signal?: AbortSignal;
}

const DAY_MINUTES = 1440;
const RECENT_WEEKS = 52;
/** Weeks of own orders whose hours go into the activity signal. */
const ORDER_WEEKS = 13;

interface Books {
  readonly sales: LineFile;
  readonly panel: LineFile;
  readonly visits: LineFile;
  readonly orders: LineFile;
  readonly hours: Random;
}

/**
 * Plants a market and writes its folder: the files of `market.yaml`, README.txt, and `truth/`.
 * The same spec and seed give the same bytes.
 * @param dir an empty folder that exists
 * @throws CancelledError when the signal aborts
 */
export async function writeMarket(dir: string, spec: SyntheticSpec, options: WriteOptions): Promise<void> {
  const { seed, onProgress, signal } = options;
  onProgress?.({ stage: "accounts", done: 0, total: spec.accounts });
  const accounts = plantAccounts(spec, seed);
  const course = chartCourse(spec, seed);
  onProgress?.({ stage: "accounts", done: accounts.length, total: accounts.length });

  const ledger = openLedger(spec, accounts.length);
  const books = openBooks(dir, seed);
  const all = [books.sales, books.panel, books.visits, books.orders];
  try {
    for (const events of liveThrough(spec, seed, accounts, course)) {
      if (signal?.aborted) throw new CancelledError();
      enter(spec, accounts, books, ledger, events);
      await Promise.all(all.map(book => book.drain()));
      onProgress?.({ stage: "weeks", done: events.week + 1, total: spec.history.weeks });
    }
  } finally {
    await Promise.all(all.map(book => book.close()));
  }

  onProgress?.({ stage: "files", done: 0, total: 1 });
  await files.writeFootfall(dir, countFootfall(spec, seed, accounts, course.weeks));
  await files.writeAccounts(dir, spec, seed, accounts);
  await files.writeAreas(dir, spec);
  await files.writeTerritories(dir, spec);
  await files.writeCalendar(dir, course);
  await files.writeReadme(dir, spec);
  await writeTruth(dir, spec, seed, accounts, course, ledger);
  await files.writeConfig(dir, spec, seed);
  onProgress?.({ stage: "files", done: 1, total: 1 });
}

function openBooks(dir: string, seed: number): Books {
  return {
    sales: openLines(join(dir, "satislar.csv.gz"), files.SALES_HEADER),
    panel: openLines(join(dir, "panel.csv.gz"), files.PANEL_HEADER),
    visits: openLines(join(dir, "ziyaretler.csv.gz"), files.VISITS_HEADER),
    orders: openLines(join(dir, "siparis_saatleri.csv.gz"), "at,account_id,weight,kind"),
    hours: stream(seed, "order hours"),
  };
}

/** Books one week: known accounts into the files, all accounts into the truth's ledger. */
function enter(
  spec: SyntheticSpec,
  accounts: readonly SyntheticAccount[],
  books: Books,
  ledger: Ledger,
  { week, visits, purchases, aware }: WeekEvents,
): void {
  for (const visit of visits) books.visits.line(visitLine(spec, accounts[visit.account]!, visit));
  for (const purchase of purchases) {
    const { account: i, brand, amount } = purchase;
    const account = accounts[i]!;
    ledger.account[brand]![i]! += amount;
    if (week >= spec.history.weeks - RECENT_WEEKS) ledger.account52[brand]![i]! += amount;
    (account.known ? ledger.known : ledger.dark)[brand]![week]! += amount;
    if (!account.known) continue;
    (brand === 0 ? books.sales : books.panel).line(purchaseLine(spec, account, purchase));
    if (brand !== 0 || week < spec.history.weeks - ORDER_WEEKS) continue;
    const minute = orderMinute(books.hours, spec.types[account.type]!, purchase);
    books.orders.line(`${files.isoMinute(minute)},${account.id},1,orders`);
  }
  ledger.aware[week] = aware;
}

/** Own sales as the company's books write them, rivals' as the panel does. */
function purchaseLine(spec: SyntheticSpec, account: SyntheticAccount, purchase: Purchase): string {
  const brand = spec.brands[purchase.brand]!.name;
  const amount = purchase.amount / 100;
  return purchase.brand === 0
    ? `${files.turkishDate(purchase.day)};${account.id};${brand};${purchase.units};${files.decimalComma(amount, 2)}`
    : `${isoDate(purchase.day)},${account.id},${brand},${purchase.units},${amount.toFixed(2)}`;
}

function visitLine(spec: SyntheticSpec, account: SyntheticAccount, visit: Visit): string {
  const minute = visit.day * DAY_MINUTES + visit.minute;
  const rep = spec.territories[visit.territory]!.rep.id;
  const channel = spec.contact.channels[visit.channel]!.id;
  return [account.id, files.isoMinute(minute), rep, channel, visit.minutes, visit.outcome].join(";");
}
