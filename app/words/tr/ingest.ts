import type { Words } from "../../../core/note.ts";
import type { ingestNote } from "../../../data/ingest/notes.ts";

export const ingest: Words<typeof ingestNote> = {
  "ingest.area_strangers":
    "{{count}} müşteri, bölgelerde olmayan bir bölgeyi anıyor; içinde bulundukları sınır alındı",
  "ingest.closed_before_opened":
    "{{count}} müşterinin kapanışı açılışından önce ({{accounts}}): açık sayıldılar",
  "ingest.column_left":
    "{{file}}: “{{column}}” ne sightings tablosunun bir sütunu ne müşterilerin bir özelliği; dışarıda bırakıldı",
  "ingest.column_left_near":
    "{{file}}: “{{column}}” ne sightings tablosunun bir sütunu ne müşterilerin bir özelliği; dışarıda bırakıldı. “{{near}}” mi demek istediniz?",
  "ingest.file_lost":
    "{{file}} dosyasının her satırı reddedildi: hiçbiri sayılmıyor; bkz. .penumbra/rejects/sales.csv",
  "ingest.first_month": "ilk ay tam değil: {{from}} – {{to}} geçmişin dışında bırakıldı",
  "ingest.first_week": "ilk hafta tam değil: {{from}} – {{to}} geçmişin dışında bırakıldı",
  "ingest.last_month": "son ay tam değil: {{from}} – {{to}} geçmişin dışında bırakıldı",
  "ingest.last_week": "son hafta tam değil: {{from}} – {{to}} geçmişin dışında bırakıldı",
  "ingest.overlapping_targets":
    "hedefler şu dönemlerle verilmiş: {{spans}}; aynı günleri kapsadıkları yerde çakışırlar",
  "ingest.reps_unlisted":
    "{{count}} temsilci satış bölgelerinde ya da ziyaretlerde var, temsilcilerde yok: {{reps}}",
  "ingest.rounded":
    "{{file}}: {{column}} sütununda {{count}} değerin ondalık basamağı {{decimals}} basamaktan fazla; her biri yuvarlandı",
  "ingest.rounded_sums":
    "tutarların ondalık basamağı {{finest}} basamağa çıkıyor ve toplamları tam olamayacak kadar çok tutar var; her biri {{decimals}} basamağa yuvarlandı",
};
