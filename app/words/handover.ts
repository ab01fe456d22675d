import type { Language } from "../../core/figures.ts";

/** Words of the hand-over lists, which people print and pass on. */
export const HANDOVER_WORDS = {
  en: {
    title: (a: string, b: string) => `Hand-over: from ${a} to ${b}`,
    summary: (accounts: string, amount: string, share: string) =>
      `${accounts} customers change hands, with ${amount} of own sales (${share}).`,
    basis: {
      week: "Customers: sites open at the end of history. Own sales: the last 52 weeks, from the sales table; a count of what was sold, no estimate.",
      month:
        "Customers: sites open at the end of history. Own sales: the last 12 months, from the sales table; a count of what was sold, no estimate.",
    },
    synthetic: "Synthetic data: no figure is real.",
    rep: "Rep",
    vacant: "nobody",
    before: "before",
    after: "after",
    gains: "takes over",
    loses: "hands over",
    customers: "customers",
    own: "own sales",
    takes: (rep: string) => `${rep}: takes over`,
    hands: (rep: string) => `${rep}: hands over`,
    account: "customer",
    name: "name",
    type: "type",
    from: "from",
    to: "to",
    none: "none",
  },
  tr: {
    title: (a: string, b: string) => `Devir listesi: ${a} → ${b}`,
    summary: (accounts: string, amount: string, share: string) =>
      `${accounts} müşteri el değiştiriyor; kendi satışımız: ${amount} (${share}).`,
    basis: {
      week: "Müşteri: geçmişin sonunda açık olan yerler. Kendi satışımız: son 52 hafta, sales tablosundan; satılanın sayımı, tahmin değil.",
      month:
        "Müşteri: geçmişin sonunda açık olan yerler. Kendi satışımız: son 12 ay, sales tablosundan; satılanın sayımı, tahmin değil.",
    },
    synthetic: "Sentetik veri: hiçbir rakam gerçek değildir.",
    rep: "Temsilci",
    vacant: "kimse",
    before: "önce",
    after: "sonra",
    gains: "devraldığı",
    loses: "devrettiği",
    customers: "müşteri",
    own: "kendi satışımız",
    takes: (rep: string) => `${rep}: devraldıkları`,
    hands: (rep: string) => `${rep}: devrettikleri`,
    account: "müşteri",
    name: "ad",
    type: "tip",
    from: "kimden",
    to: "kime",
    none: "yok",
  },
} as const satisfies Record<Language, unknown>;
