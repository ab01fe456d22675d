import type { Language } from "../../format/number.ts";
import { type Sentences, sentenceIn } from "../../format/sentence.ts";

/**
 * Reasons, evidence and notes come from the ingest in English, as they stand in the rejects' files and in `check`.
 * These are their Turkish forms by pattern; $1 and $2 are what the pattern caught. What is not listed stays English.
 */
const TURKISH: Sentences = [
  [/^is missing$/, "boş"],
  [/^is a duplicate id$/, "yinelenen bir kod"],
  [/^is an unknown account$/, "bilinmeyen bir müşteri"],
  [/^is an account whose row was rejected.*$/, "satırı reddedilmiş bir müşteri (müşterilere bakın)"],
  [/^is missing, and there is no area_id either$/, "boş; area_id de yok"],
  [/^is missing, and there is no lat and lon either$/, "boş; lat ve lon da yok"],
  [/^is missing, and there is no csat either$/, "boş; csat da yok"],
  [/^is an unknown area$/, "bilinmeyen bir bölge"],
  [/^is an unknown brand$/, "bilinmeyen bir marka"],
  [/^is an unknown territory.*$/, "bilinmeyen bir satış bölgesi"],
  [/^is not a number; expected e\.g\. 12\.50 or 12,50$/, "sayı değil; beklenen örneğin 12.50 ya da 12,50"],
  [/^is no day of the calendar$/, "takvimde böyle bir gün yok"],
  [
    /^is not a date; expected e\.g\. 2020-12-31 or 31\.12\.2020$/,
    "tarih değil; beklenen örneğin 2020-12-31 ya da 31.12.2020",
  ],
  [/^is out of range; expected (\S+) to (\S+) \(today\)$/, "aralığın dışında; beklenen $1 – $2 (bugün)"],
  [/^is out of range; expected (\S+) to (\S+)$/, "aralığın dışında; beklenen $1 – $2"],
  [/^is an error of a spreadsheet.*$/, "bir tablo hatası; formülünü düzeltin ya da hücreyi boş bırakın"],
  [
    /^is a formula without its value.*$/,
    "değeri olmayan bir formül; dosyayı Excel’de açıp kaydedin ya da değerleri dışa aktarın",
  ],
  [/^has (\d+) fields; expected (\d+)$/, "$1 alan var; beklenen $2"],
  [
    /^has text after a closing quote.*$/,
    'kapanan tırnaktan sonra metin var; alanın içindeki tırnağı iki kez yazın ("")',
  ],
  [/^is not an hour; expected e\.g\. .*$/, "saat değil; beklenen örneğin 9, 09:30 ya da 9,5"],
  [/^is neither yes nor no.*$/, "ne evet ne hayır; beklenen örneğin evet, hayır, 1, 0"],
  [/^is no period; expected e\.g\. (.+) or a date$/, "dönem değil; beklenen örneğin $1 ya da bir tarih"],
  [
    /^names no days of the week; .*$/,
    "haftanın gününü söylemiyor; beklenen örneğin Pzt-Cum, 1-5 ya da hafta içi",
  ],
  [/^is after today \((.+)\)$/, "bugünden ($1) sonra"],
  [/^is before opened$/, "açılıştan önce"],
  [/^is before the start$/, "başlangıçtan önce"],
  [/^is before valid_from$/, "valid_from tarihinden önce"],
  [
    /^is outside the globe; expected (\S+) to ([^\s;]+)(; lat and lon look swapped)?$/,
    "yerkürenin dışında; beklenen $1 ile $2 arası",
  ],
  [
    /^is outside of ([^,]+), and inside when exchanged.*$/,
    "$1 dışında; enlem ile boylam yer değiştirmiş görünüyor",
  ],
  [/^is outside of (\S+) to (\S+)$/, "$1 ile $2 dışında"],
  [/^is 0° 0°, which stands for an unknown place$/, "0° 0°: bilinmeyen bir yer demektir"],
  [
    /^is not before to_hour; .*$/,
    "to_hour değerinden önce değil; gece yarısını aşan pencere iki satır ister",
  ],
  [
    /^is an unknown (\w+); did you mean "([^"]+)"\?; expected one of (.+)$/,
    "tanınmayan bir $1; “$2” mi demek istediniz? Beklenen: $3",
  ],
  [/^is an unknown (\w+); expected one of (.+)$/, "tanınmayan bir $1; beklenen: $2"],
  [/^is no outline; expected a Polygon or MultiPolygon$/, "sınır değil; beklenen Polygon ya da MultiPolygon"],
  [/^has no coordinates$/, "koordinatı yok"],
  [/^is no H3 cell of resolution (\d+) or coarser$/, "$1 ya da daha kaba çözünürlükte bir H3 hücresi değil"],
  [/^is less than (\S+)$/, "$1 değerinden küçük"],
  [/^is too large for an amount$/, "bir tutar için çok büyük"],
  [/^([\d,]+) values such as "(.*)"$/, "“$2” gibi $1 değer"],
  [
    /^([\d,]+) values such as "(.*)", ([\d,]+) against it, among a sample of the rows and all that differ from it$/,
    "satırların bir örneğinde ve ona uymayanların hepsinde “$2” gibi $1 değer; $3 tanesi aykırı",
  ],
  [
    /^([\d,]+) values such as "(.*)", among a sample of the rows and all that differ from it$/,
    "satırların bir örneğinde ve ona uymayanların hepsinde “$2” gibi $1 değer",
  ],
  [/^([\d,]+) values such as "(.*)", ([\d,]+) against it$/, "“$2” gibi $1 değer; $3 tanesi aykırı"],
  [
    /^([\d,]+) values such as "(.*)" could be either; the other columns of the file tell$/,
    "“$2” gibi $1 değer iki türlü de okunur; dosyanın öteki sütunları gösteriyor",
  ],
  [/^([\d,]+) columns in the header$/, "başlıkta $1 sütun"],
  [/^([\d,]+) periods such as "(.*)"$/, "“$2” gibi $1 dönem"],
  [/^([\d,]+) spellings$/, "$1 yazılış"],
  [/^([\d,]+) spellings, the first eight shown$/, "$1 yazılış, ilk sekizi gösteriliyor"],
  [/^([\d,]+) dates, (\S+) to (\S+)$/, "$1 tarih, $2 – $3"],
  [/^byte order mark$/, "bayt sırası işareti (BOM)"],
  [/^whole numbers only$/, "yalnızca tam sayılar"],
  [/^the only sheet with anything in it$/, "içi dolu tek sayfa"],
  [
    /^the (first|last) (week|month) is not whole: (\S+) to (\S+) is left out of history$/,
    "eksik uç dönem: $3 – $4 geçmişin dışında bırakıldı",
  ],
  [
    /^([\d,]+) accounts are closed before they opened \((.+)\): they count as open$/,
    "$1 müşterinin kapanışı açılışından önce ($2): açık sayıldılar",
  ],
  [
    /^([\d,]+) reps are in territories or visits, but not in reps: (.+)$/,
    "$1 temsilci satış bölgelerinde ya da ziyaretlerde var, temsilcilerde yok: $2",
  ],
  [
    /^every row of ([^:]+) was rejected: nothing of it counts; see (.+)$/,
    "$1 dosyasının her satırı reddedildi: hiçbiri sayılmıyor; bkz. $2",
  ],
];

/** A sentence of the ingest in the page's language. */
export function phrase(text: string, language: Language): string {
  return sentenceIn(language, TURKISH, text);
}
