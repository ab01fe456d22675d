import { join } from "node:path";
import type { SyntheticAccount } from "./accounts.ts";
import { isoDate } from "./calendar.ts";
import { isoMinute, turkishAmount, turkishDate } from "./dialect.ts";
import type { AreaTotal, Target } from "./months.ts";
import type { OfficeWeek } from "./office.ts";
import type { Sighting } from "./sightings.ts";
import type { SyntheticSpec } from "./spec.ts";
import { type LineFile, openLines } from "./textFile.ts";
import { windowsOf } from "./windows.ts";

/** What the office writes in its own words: the file says `evet`, the door reads yes. */
const YES_NO = ["evet", "hayır"] as const;
const DAYS = ["Pzt", "Sal", "Çar", "Per", "Cum", "Cmt", "Paz"] as const;
const OUTCOMES = { won: "kazanıldı", lost: "kaybedildi", open: "açık" } as const;

/** Contact windows of the known accounts that were asked: one row a channel and window, one a forbidden channel. */
export async function writePreferences(
  dir: string,
  spec: SyntheticSpec,
  accounts: readonly SyntheticAccount[],
): Promise<void> {
  const file = openLines(
    join(dir, "iletisim_tercihleri.csv"),
    "musteri_kodu;kanal;izin;gunler;baslangic;bitis;gecerli_tarih",
  );
  for (const account of accounts) {
    if (!account.known || account.asked === null) continue;
    const { welcome } = account;
    const since = turkishDate(account.asked);
    for (const [c, channel] of spec.contact.channels.entries()) {
      if (!welcome.allowed[c]) {
        file.line([account.id, channel.id, YES_NO[1], "", "", "", since].join(";"));
        continue;
      }
      const days = welcome.days.map(d => DAYS[d]!).join(",");
      for (const [from, to] of windowsOf(spec.contact, welcome, c))
        file.line([account.id, channel.id, YES_NO[0], days, from, to, since].join(";"));
    }
  }
  await file.close();
}

/** One file a list: the chamber's in the local dialect, the others as bought data comes. */
export async function writeSightings(
  dir: string,
  spec: SyntheticSpec,
  sightings: readonly Sighting[],
): Promise<void> {
  for (const { id } of spec.lists) {
    const file = openLines(join(dir, listFile(id)), "source,ref,name,type,lat,lon,account_id");
    for (const s of sightings.filter(one => one.list === id)) {
      const place = [s.at[1].toFixed(6), s.at[0].toFixed(6)];
      file.line([s.list, s.ref, s.name, s.type, ...place, s.linkedId ?? ""].join(","));
    }
    await file.close();
  }
}

/** The file of a list. */
export function listFile(id: string): string {
  return `liste_${id}.csv`;
}

/** District totals by month, as the panel reports them. */
export async function writePanelTotals(dir: string, totals: readonly AreaTotal[]): Promise<void> {
  const file = openLines(join(dir, "ilce_paneli.csv"), "ay;ilce_id;marka;tutar");
  for (const { month, areaId, brand, reported } of totals)
    file.line([month, areaId, brand, turkishAmount(reported)].join(";"));
  await file.close();
}

/** The targets by territory and month. */
export async function writeTargets(
  dir: string,
  spec: SyntheticSpec,
  targets: readonly Target[],
): Promise<void> {
  const file = openLines(join(dir, "hedefler.csv"), "ay;bolge;hedef");
  for (const { month, territory, amount } of targets)
    file.line([month, spec.territories[territory]!.id, turkishAmount(amount)].join(";"));
  await file.close();
}

/** The books that grow with the weeks. */
export interface OfficeFiles {
  write(week: OfficeWeek): void;
  close(): Promise<void>;
}

export function openOfficeFiles(dir: string, accounts: readonly SyntheticAccount[]): OfficeFiles {
  const deals = openLines(join(dir, "firsatlar.csv"), "firsat_no;musteri_kodu;acilis;kapanis;sonuc;tutar");
  const tickets = openLines(
    join(dir, "destek_kayitlari.csv"),
    "musteri_kodu;acilis;cozum;ilk_temasta;son_tarih",
  );
  const surveys = openLines(join(dir, "anketler.csv"), "musteri_kodu;tarih;nps;csat");
  let number = 0;
  return {
    write(week) {
      for (const { account, opened, closed, outcome, amount } of week.opportunities) {
        const days = [turkishDate(opened), closed === null ? "" : turkishDate(closed)];
        const id = `F${String(++number).padStart(6, "0")}`;
        const price = turkishAmount(amount);
        deals.line([id, accounts[account]!.id, ...days, OUTCOMES[outcome], price].join(";"));
      }
      for (const { account, opened, resolved, firstContact, due } of week.tickets) {
        const solved = resolved === null ? "" : isoMinute(resolved);
        const first = YES_NO[firstContact ? 0 : 1];
        tickets.line([accounts[account]!.id, isoMinute(opened), solved, first, isoMinute(due)].join(";"));
      }
      for (const { account, day, nps, csat } of week.surveys)
        surveys.line([accounts[account]!.id, isoDate(day), nps, csat].join(";"));
    },
    async close() {
      await Promise.all([deals, tickets, surveys].map((file: LineFile) => file.close()));
    },
  };
}
