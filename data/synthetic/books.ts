import { join } from "node:path";
import type { SyntheticAccount } from "./accounts.ts";
import { orderMinute } from "./activity.ts";
import { isoDate } from "./calendar.ts";
import { isoMinute, plainAmount, turkishAmount, turkishDate } from "./dialect.ts";
import { stream } from "./random.ts";
import type { Purchase, WeekEvents } from "./simulate.ts";
import type { SyntheticSpec } from "./spec.ts";
import { openLines } from "./textFile.ts";
import type { Ledger } from "./truth.ts";
import type { Visit } from "./visits.ts";

const DAY_MINUTES = 1440;
const RECENT_WEEKS = 52;
/** Weeks of own orders whose hours go into the activity signal. */
const ORDER_WEEKS = 13;

/** The big files, which grow week by week: own sales, the panel, visits and the hours of orders. */
export interface Books {
  /** Books one week: known accounts into the files. */
  enter(events: WeekEvents): void;
  /** Waits until the files have taken what was written. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export function openBooks(
  dir: string,
  spec: SyntheticSpec,
  seed: number,
  accounts: readonly SyntheticAccount[],
): Books {
  const sales = openLines(join(dir, "satislar.csv.gz"), "tarih;musteri_kodu;marka;kategori;adet;tutar");
  const panel = openLines(join(dir, "panel.csv.gz"), "date,account_id,brand,category,units,amount");
  const visits = openLines(join(dir, "ziyaretler.csv.gz"), "musteri_kodu;zaman;temsilci;kanal;dakika;sonuc");
  const orders = openLines(join(dir, "siparis_saatleri.csv.gz"), "at,account_id,weight,kind");
  const hours = stream(seed, "order hours");
  const all = [sales, panel, visits, orders];
  return {
    enter(events) {
      for (const visit of events.visits) visits.line(visitLine(spec, accounts[visit.account]!, visit));
      for (const purchase of events.purchases) {
        const account = accounts[purchase.account]!;
        if (!account.known) continue;
        (purchase.brand === 0 ? sales : panel).line(purchaseLine(spec, account, purchase));
        if (purchase.brand !== 0 || events.week < spec.history.weeks - ORDER_WEEKS) continue;
        orders.line(`${isoMinute(orderMinute(hours, account, purchase))},${account.id},1,orders`);
      }
    },
    async drain() {
      await Promise.all(all.map(book => book.drain()));
    },
    async close() {
      await Promise.all(all.map(book => book.close()));
    },
  };
}

/** Enters one week into the truth's ledger: all accounts, known or dark. */
export function enterLedger(
  spec: SyntheticSpec,
  accounts: readonly SyntheticAccount[],
  ledger: Ledger,
  { week, purchases, aware }: WeekEvents,
): void {
  const districts = new Map(spec.geography.districts.map((d, i) => [d.id, i]));
  for (const purchase of purchases) {
    const { account: i, brand, category, amount } = purchase;
    const account = accounts[i]!;
    ledger.account[brand]![i]! += amount;
    if (week >= spec.history.weeks - RECENT_WEEKS) ledger.account52[brand]![i]! += amount;
    (account.known ? ledger.known : ledger.dark)[brand]![week]! += amount;
    (account.known ? ledger.categoryKnown : ledger.categoryDark)[brand]![category]! += amount;
    ledger.districts.add(districts.get(account.district)!, brand, purchase);
    if (account.known && brand === 0) ledger.territories.add(account.territory, 0, purchase);
  }
  ledger.aware[week] = aware;
}

/** Own sales as the company's books write them, rivals' as the panel does. */
function purchaseLine(spec: SyntheticSpec, account: SyntheticAccount, purchase: Purchase): string {
  const { brand, category, day, units } = purchase;
  const names = [spec.brands[brand]!.name, spec.categories.names[category]!];
  return brand === 0
    ? [turkishDate(day), account.id, ...names, units, turkishAmount(purchase.amount)].join(";")
    : [isoDate(day), account.id, ...names, units, plainAmount(purchase.amount)].join(",");
}

function visitLine(spec: SyntheticSpec, account: SyntheticAccount, visit: Visit): string {
  const minute = visit.day * DAY_MINUTES + visit.minute;
  const rep = spec.territories[visit.territory]!.rep.id;
  const channel = spec.contact.channels[visit.channel]!.id;
  return [account.id, isoMinute(minute), rep, channel, visit.minutes, visit.outcome].join(";");
}
