import { lacking } from "../readiness/lacking.ts";
import type { FigureFormat, ReadinessWords } from "../readiness/shape.ts";

/** The readiness score in Turkish. What stands between backticks is code: names of tables and columns. */
export const readiness: ReadinessWords = {
  history: {
    title: "Geçmişin uzunluğu",
    evidence: ({ years }, { number }) => `${number(years)} yıl; 5–10 yıl en iyisidir`,
    unlocks: "Mevsimler, yeri değişen bayramlar ve eğilim: ayırt edilecek kadar çok kez görülür.",
    next: () =>
      "Beş yıl ya da daha geriye giden satışları ekleyin. Ayrı bir dosya olabilir; `sales` birden çok dosya alır.",
  },
  freshness: {
    title: "Güncellik",
    evidence: ({ days }, { number }) => `geçmiş ${age(days, number)} önce bitiyor`,
    unlocks: "Bugünün pazarından başlayan tahminler ve uyarılar.",
    next: () => "Satışları son tam döneme kadar dışa aktarıp pazarı yeniden kurun.",
  },
  places: {
    title: "Müşterilerin yeri",
    evidence: ({ accounts, amount }, { share }) =>
      `müşterilerde ${share(accounts)}, tutarda ${share(amount)}`,
    unlocks: "Harita, yol süreleri ve her müşterinin çevresindeki karanlık pazar.",
    next: () =>
      "Kalan müşteriler için `accounts` tablosunda `lat` ve `lon` doldurun: o zamana dek yalnızca toplamlarda yer alırlar.",
  },
  attributes: {
    title: "Müşterilerin özellikleri",
    evidence: ({ type, size, opened, digital_affinity, influence }, { share }) =>
      `tür ${share(type)}, büyüklük ${share(size)}, açılış günü ${share(opened)}, dijital yatkınlık ${share(digital_affinity)}, etki ${share(influence)}`,
    unlocks: "Cüzdan ve segmentler; sizinkilere benzeyen hangi yerlerin hâlâ bilinmediği.",
    next: figures => `\`accounts\` tablosuna ekleyin: ${lacking(figures, COLUMNS).join("; ")}.`,
  },
  plan: {
    title: "Satış bölgeleri ve temsilciler",
    evidence: ({ accounts, territories, reps }, { share, number }) =>
      territories === 0
        ? "satış bölgesi yok"
        : `${number(territories)} satış bölgesi, müşterilerde ${share(accounts)}; haftalık ziyaret sayısı bilinen ${number(reps)} temsilci`,
    unlocks: "İş yükü ve potansiyele göre satış bölgeleri; bir temsilcinin haftada nereye yetişeceği.",
    next: ({ territories, reps }) => {
      if (territories === 0)
        return "`territories` tablosu (`territory_id` ile `area_id` ya da `account_id, rep_id`) ya da `accounts` tablosuna `territory_id` ekleyin.";
      return reps < territories
        ? "`rep_id` ve `weekly_calls` ile `reps` tablosunu, `territories` tablosuna da `rep_id` sütununu ekleyin."
        : "Kalan müşterilere satış bölgesi verin: `accounts` tablosunda `territory_id` ya da `territories` tablosunda bölgeleri.";
    },
  },
  visits: {
    title: "Ziyaretler",
    evidence: ({ accounts, rep }, { share }) =>
      accounts === 0
        ? "veride temas yok"
        : `temas edilen müşteri ${share(accounts)}, temsilcisi belli ${share(rep)}`,
    unlocks: "Bir ziyaretin sizin pazarınızda ne getirdiği: yayımlanmış ortalamalar yerine.",
    next: ({ accounts }) =>
      accounts === 0
        ? "`visits` tablosu ekleyin: `account_id, at, rep_id`. CRM kaydının bir yılı iyi bir başlangıçtır."
        : "Eksik ziyaretleri (tüm temsilciler, tüm yıllar) ve her birinde `rep_id` ekleyin.",
  },
  channels: {
    title: "Kanallar ve saatler",
    evidence: ({ hours, channel, channels }, { share, number }) =>
      channel === 0 && hours === 0
        ? "temasların kanalı da saati de yok"
        : `${number(channels)} kanal, müşterilerde ${share(channel)}; saatler ${share(hours)}`,
    unlocks: "Hangi kanal ve saatin kimde işe yaradığı; buna göre kanal planları.",
    next: ({ channel }) =>
      channel === 0
        ? "`visits` tablosuna `channel` (`face_to_face, phone, whatsapp, email` …) ve günün saatini ekleyin."
        : "Öteki kanalların (`phone, whatsapp, email` …) temaslarını saatiyle `visits` tablosuna ekleyin.",
  },
  windows: {
    title: "Temas pencereleri",
    evidence: ({ accounts }, { share }) =>
      accounts === 0 ? "tercih yok" : `müşterilerde ${share(accounts)}`,
    unlocks: "Müşterinin kabul ettiği gün, saat ve kanalda temas; boşa giden temaslar sayılır.",
    next: ({ accounts }) =>
      accounts === 0
        ? "`preferences` tablosu ekleyin: `account_id, channel, allowed, days, from_hour, to_hour`."
        : "Daha çok müşterinin tercihlerini ekleyin: yarısınınki ötekileri de anlatır.",
  },
  rivals: {
    title: "Rakiplerin satışları",
    evidence: ({ accounts, areas }, { share }) =>
      accounts === 0 && areas === 0
        ? "satışlarda rakip marka yok"
        : `müşterilerde ${share(accounts)}, bölge toplamlarında ${share(areas)}`,
    unlocks: "Pazar payınız, marka seçimi, rakiplerin oyun planı ve karanlık kısmın büyüklüğü.",
    next: ({ accounts }) =>
      accounts < 0.5
        ? "`sales` tablosuna rakip satışlarını ekleyin: temsilcilerin gördüğü yerde `account_id` ile ya da panel toplamlarını `area_id` ve `brand` ile."
        : "`sales` tablosuna panel toplamlarını ekleyin: `date, area_id, brand, amount`.",
  },
  lists: {
    title: "Pazarın başka listeleri",
    evidence: ({ lists, places }, { number }) =>
      lists === 0 ? "başka liste yok" : `${number(lists)} listede ${number(places)} yer`,
    unlocks: "Kimsenin kaydetmediği kaç müşteri var ve nerede: yakala-yeniden yakala yöntemi.",
    next: ({ lists }) =>
      `${lists === 0 ? "`sightings` tablosu" : "`sightings` tablosuna bir liste daha"} ekleyin: oda kaydı, rehber ya da saha notu; \`source, ref, lat, lon\` ve bilinen müşteriyse \`account_id\`.`,
  },
  categories: {
    title: "Kategoriler",
    evidence: ({ categories, amount }, { share, number }) =>
      categories === 0
        ? "satışlarda kategori yok"
        : `${number(categories)} kategori, tutarda ${share(amount)}`,
    unlocks: "Hangi ürünün geliştirileceği ve yanında ne satılacağı.",
    next: () => "`sales` tablosunda `category` sütununu, rakiplerin satırları dahil, doldurun.",
  },
  areas: {
    title: "Nüfusu bilinen bölgeler",
    evidence: ({ areas, populated }, { share, number }) =>
      areas === 0 ? "bölge yok" : `${number(areas)} bölge, nüfusu bilinen ${share(populated)}`,
    unlocks: "Karanlık müşteriler, nerede kimin yaşadığına göre; ilçe ilçe rakamlar.",
    next: ({ areas }) =>
      areas === 0
        ? "Sınırlarıyla `areas` tablosu (GeoJSON) ekleyin: `area_id, name, population`."
        : "`areas` tablosuna `population` ekleyin.",
  },
  activity: {
    title: "Saatlik hareket",
    evidence: ({ day, hour }, { share }) =>
      day === 0 ? "zamanlı sinyal yok" : `hücrelerde saat ${share(hour)}, gün ${share(day)}`,
    unlocks: "Pazarın nerede, hangi saatte canlı olduğu.",
    next: ({ day }) =>
      day === 0
        ? "`activity` tablosu ekleyin: sipariş, yaya sayımı ya da giriş kaydı; `at` ile `account_id` ya da `lat` ve `lon`."
        : "`activity` tablosunda `at` sütununu, pazarın her yerinde, günün saatiyle verin.",
  },
  targets: {
    title: "Hedefler",
    evidence: ({ days, territories }, { share, number }) =>
      days === 0 ? "hedef yok" : `${number(days)} gün, kendi hedefi olan satış bölgesi ${share(territories)}`,
    unlocks: "Plana karşı gerçekleşen; bir satış bölgesi rotasından çıkınca uyarı.",
    next: () => "Bir yıl ve her satış bölgesi için `targets` ekleyin: `period, amount, territory_id`.",
  },
  calendar: {
    title: "Takvim",
    evidence: ({ holidays, offers, supply }, { number }) =>
      holidays + offers + supply === 0
        ? "kayıt yok"
        : `${number(offers)} promosyon, fiyat ve lansman, ${number(supply)} stoksuzluk ve kapanış, ${number(holidays)} tatil`,
    unlocks: "Bir olayın sattırdığı, mevsim ya da eğilim sanılmaz.",
    next: figures =>
      `\`calendar\` tablosuna (\`name, start, end, kind, brand\`) ekleyin: ${lacking(figures, ENTRIES).join("; ")}.`,
  },
  reach: {
    title: "Müşteriye ulaşma yolları",
    evidence: ({ phone, mail }, { share }) =>
      phone === 0 && mail === 0
        ? "müşterilerin telefonu da e-postası da yok"
        : `telefonu bilinen müşteri ${share(phone)}, e-postası ${share(mail)}`,
    unlocks: "Kanal planlarında arama, mesaj ya da e-postanın kime ulaşacağı.",
    next: () =>
      "`accounts` tablosuna telefon ve e-posta sütunları ekleyin; pazar klasöründen dışarı çıkmazlar.",
  },
  service: {
    title: "Fırsatlar, destek ve anketler",
    evidence: ({ opportunities, tickets, surveys }, { share }) =>
      opportunities + tickets + surveys === 0
        ? "veride yok"
        : `müşterilerde fırsat ${share(opportunities)}, destek ${share(tickets)}, anket ${share(surveys)}`,
    unlocks: "Dönüşüm, kazanma oranı ve süre; hizmet düzeyi; NPS ve CSAT.",
    next: figures => `Ekleyin: ${lacking(figures, BOOKS, 0.1).join("; ")}.`,
  },
};

const COLUMNS = {
  type: "`type` (market, eczane, kafe …)",
  size: "sayıyla bir büyüklük (metrekare, çalışan, kasa)",
  opened: "`opened` (açılış günü)",
  digital_affinity: "`digital_affinity` (0–1)",
  influence: "`influence` (1 = ortalama)",
};

const ENTRIES = {
  offers: "kendi ve rakip promosyonları, fiyat değişiklikleri, lansmanlar",
  supply: "stoksuzluk ve kapanışlar",
  holidays: "tatiller ve yerel bayramlar",
};

const BOOKS = {
  opportunities: "`opportunities` (`opportunity_id, account_id, opened, closed, outcome, amount`)",
  tickets: "`tickets` (`account_id, opened, resolved, first_contact, due`)",
  surveys: "`surveys` (`account_id, at, nps, csat`)",
};

function age(days: number, number: FigureFormat["number"]): string {
  if (days >= 548) return `${number(days / 365.25)} yıl`;
  return days >= 60 ? `${number(Math.round(days / 30.44))} ay` : `${number(days)} gün`;
}
