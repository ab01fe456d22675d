import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { listFile } from "./officeFiles.ts";
import type { SyntheticSpec } from "./spec.ts";

/** Columns by file: ours → the company's. */
export const ACCOUNT_COLUMNS = {
  account_id: "musteri_kodu",
  name: "unvan",
  type: "tip",
  lat: "enlem",
  lon: "boylam",
  site_id: "yer_kodu",
  territory_id: "bolge",
  opened: "acilis",
  closed: "kapanis",
  influence: "etki",
  digital_affinity: "dijital",
};

const SALES_COLUMNS = {
  date: "tarih",
  account_id: "musteri_kodu",
  brand: "marka",
  category: "kategori",
  units: "adet",
  amount: "tutar",
};

/** `market.yaml`: which file is which table. */
export async function writeConfig(dir: string, spec: SyntheticSpec, seed: number): Promise<void> {
  const config = {
    name: spec.name[spec.language],
    synthetic: true,
    own_brand: spec.brands[0]!.name,
    currency: spec.currency,
    timezone: spec.timezone,
    language: spec.language,
    resolution: spec.resolution,
    period: "week",
    seed,
    economics: spec.economics,
    sources: { ...bookSources(), ...planSources(), ...officeSources(spec) },
  };
  const head = "# Synthetic example: every firm, shop, person and sale in it is invented (see README.txt).\n";
  await writeFile(join(dir, "market.yaml"), head + stringify(config));
}

function bookSources() {
  const totals = { date: "ay", area_id: "ilce_id", brand: "marka", amount: "tutar" };
  return {
    accounts: { file: "musteriler.csv", columns: ACCOUNT_COLUMNS },
    sales: [
      { file: "satislar.csv.gz", columns: SALES_COLUMNS },
      { file: "panel.csv.gz" },
      { file: "ilce_paneli.csv", columns: totals, span: "month" },
    ],
    visits: {
      file: "ziyaretler.csv.gz",
      columns: {
        account_id: "musteri_kodu",
        at: "zaman",
        rep_id: "temsilci",
        channel: "kanal",
        minutes: "dakika",
        outcome: "sonuc",
      },
    },
    activity: [{ file: "yaya_sayimi.csv.gz" }, { file: "siparis_saatleri.csv.gz" }],
    calendar: { file: "takvim.csv" },
  };
}

function planSources() {
  return {
    areas: {
      file: "ilceler.geojson",
      columns: { area_id: "ilce_id", name: "ilce_adi", population: "nufus" },
    },
    territories: {
      file: "bolgeler.csv",
      columns: { territory_id: "bolge", name: "bolge_adi", area_id: "ilce_id", rep_id: "temsilci" },
    },
    reps: {
      file: "temsilciler.csv",
      columns: {
        rep_id: "temsilci",
        name: "ad_soyad",
        lat: "enlem",
        lon: "boylam",
        weekly_calls: "haftalik_ziyaret",
        weekly_cost: "haftalik_maliyet",
      },
    },
    targets: { file: "hedefler.csv", columns: { period: "ay", amount: "hedef", territory_id: "bolge" } },
  };
}

function officeSources(spec: SyntheticSpec) {
  return {
    preferences: {
      file: "iletisim_tercihleri.csv",
      columns: {
        account_id: "musteri_kodu",
        channel: "kanal",
        allowed: "izin",
        days: "gunler",
        from_hour: "baslangic",
        to_hour: "bitis",
        valid_from: "gecerli_tarih",
      },
    },
    sightings: spec.lists.map(({ id }) => ({ file: listFile(id) })),
    opportunities: {
      file: "firsatlar.csv",
      columns: {
        opportunity_id: "firsat_no",
        account_id: "musteri_kodu",
        opened: "acilis",
        closed: "kapanis",
        outcome: "sonuc",
        amount: "tutar",
      },
    },
    tickets: {
      file: "destek_kayitlari.csv",
      columns: {
        account_id: "musteri_kodu",
        opened: "acilis",
        resolved: "cozum",
        first_contact: "ilk_temasta",
        due: "son_tarih",
      },
    },
    surveys: { file: "anketler.csv", columns: { account_id: "musteri_kodu", at: "tarih" } },
  };
}
