import type { ContactReason } from "../../../models/heat/contactReasons.ts";

type Say = (params: ContactReason["params"]) => { readonly en: string; readonly tr: string };

/** Why a contact is proposed, in words. */
const WORDS: Readonly<Record<ContactReason["key"], Say>> = {
  window: ({ from, to }) => ({
    en: `It welcomes this channel from ${clock(from)} to ${clock(to)} on that day.`,
    tr: `O gün bu kanalı ${clock(from)}–${clock(to)} arasında kabul ediyor.`,
  }),
  taken_then: ({ hits, contacts }) => ({
    en: `Near that hour it took ${hits} of its ${contacts} contacts of the last year.`,
    tr: `Son bir yılda bu saatlerdeki ${contacts} temasın ${hits} tanesini kabul etti.`,
  }),
  taken: ({ hits, contacts }) => ({
    en: `In this channel it took ${hits} of its ${contacts} contacts of the last year.`,
    tr: `Son bir yılda bu kanaldaki ${contacts} temasın ${hits} tanesini kabul etti.`,
  }),
  own_hours: ({ times }) => ({
    en: `Its orders and taken contacts fall there ${number(times, "en")} times as often as in an even week.`,
    tr: `Siparişleri ve kabul ettiği temaslar bu saatte, eşit dağılmış bir haftanın ${number(times, "tr")} katı.`,
  }),
  similar: ({ type, share, contacts }) => ({
    en: `Accounts of type ${type} took ${percent(share, "en")} of ${number(contacts, "en")} contacts in this channel.`,
    tr: `${type} tipindeki müşteriler bu kanaldaki ${number(contacts, "tr")} temasın ${percent(share, "tr")} kadarını kabul etti.`,
  }),
  digital: ({ affinity, mean }) => ({
    en: `Digital channels reach it better than others: affinity ${number(affinity, "en")}, on average ${number(mean, "en")}.`,
    tr: `Dijital kanallar ona daha iyi ulaşıyor: yatkınlığı ${number(affinity, "tr")}, ortalama ${number(mean, "tr")}.`,
  }),
  unknown: () => ({
    en: "It had no contact in the last year: this rests on accounts like it.",
    tr: "Son bir yılda teması yok: öneri benzer müşterilere dayanıyor.",
  }),
};

/** A reason in both languages. */
export function reasonInWords({ key, params }: ContactReason): { readonly en: string; readonly tr: string } {
  return WORDS[key](params);
}

function clock(hour: number | string | undefined): string {
  const minutes = Math.round(60 * Number(hour));
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function number(value: number | string | undefined, language: "en" | "tr"): string {
  return new Intl.NumberFormat(language, { maximumSignificantDigits: Number(value) < 100 ? 2 : 21 }).format(
    Number(value),
  );
}

function percent(value: number | string | undefined, language: "en" | "tr"): string {
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(
    Number(value),
  );
}
