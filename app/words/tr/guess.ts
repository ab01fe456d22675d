import type { Words } from "../../../core/note.ts";
import type { guessNote } from "../../../data/ingest/notes.ts";

export const guess: Words<typeof guessNote> = {
  "guess.among_sample": "satırların bir örneğinde ve ona uymayanların hepsinde {{evidence}}",
  "guess.any_day_month": "{{dates}}, herhangi günler: aya göre toplandı",
  "guess.any_day_week": "{{dates}}, herhangi günler: haftaya göre toplandı",
  "guess.bare_thousands": "ayrılmamış binliklerin yanında “{{example}}”",
  "guess.columns": "başlıkta {{count}} sütun",
  "guess.dates": "{{count}} tarih, {{first}} – {{last}}",
  "guess.either":
    "“{{example}}” gibi {{count}} değer iki türlü de okunur; dosyanın öteki sütunları gösteriyor",
  "guess.excel_days": "Excel’in gün sayıları",
  "guess.first_line": "{{table}} tablosunun gerektirdiği sütun adlarını taşıyan ilk satır",
  "guess.first_row": "sayfada {{table}} tablosunun gerektirdiği sütun adlarını taşıyan ilk satır",
  "guess.month": "ay",
  "guess.month_names": "ay adları",
  "guess.only_sheet": "içi dolu tek sayfa",
  "guess.periods": "“{{example}}” gibi {{count}} dönem",
  "guess.quarter": "çeyrek",
  "guess.spellings": "{{count}} yazılış",
  "guess.spellings_first": "{{count}} yazılış, ilk sekizi gösteriliyor",
  "guess.tab": "sekme",
  "guess.values": "“{{example}}” gibi {{count}} değer",
  "guess.values_against": "“{{example}}” gibi {{count}} değer; {{against}} tanesi aykırı",
  "guess.week": "hafta",
  "guess.whole_numbers": "yalnızca tam sayılar",
  "guess.year": "yıl",
};
