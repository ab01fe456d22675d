import type { Words } from "../../../core/note.ts";
import type { darkNote } from "../../../models/dark/draw/notes.ts";

export const dark: Words<typeof darkNote> = {
  "dark.areas_with_totals":
    "{{areas}} bölgenin {{covered}} tanesinin toplamı var; ötekiler onlardan öğrenileni alıyor, aralıkları daha geniş",
  "dark.areas_without_work": "{{areas}} bölgenin {{silent}} tanesinde hiç çalışılmamış gibi görünüyor",
  "dark.awareness_prior":
    "kaçının kendi markanızı hiç duymadığı, dolayısıyla ondan ne kadar aldıkları bir önsele dayanıyor",
  "dark.level_prior":
    "düzeyi bir önsele dayanıyor: bir şirket pazarının üçte ikisi kadarını bilir; yarısı ya da onda dokuzu da şaşırtmaz",
  "dark.list": "kaç müşterinin karanlıkta olduğunu ikinci liste söylüyor; ne kadar aldıkları kestirildi",
  "dark.lists":
    "{{entries}} liste kaydının {{named}} tanesi müşterisini adıyla söylüyor, {{matched}} tanesi yer, ad ve türle eşleştirildi (numarasızların yaklaşık {{wrong}} kadarı yanlış); {{dark}} tanesi kimsenin kaydetmediği müşteri",
  "dark.lists_joined":
    "iki listede de bulunan müşterilerin yaklaşık {{found}} kadarı eşleştirmede birleşiyor (bilinen müşterilerden görüldüğü üzere); sayı buna göre düzeltildi",
  "dark.none":
    "zayıf belirleniyor: ne kadarının karanlıkta olduğunu söyleyen ne bölge toplamı ne ikinci liste var",
  "dark.number_open":
    "bölge toplamları karanlık müşterilerin ne kadar aldığını söyler, kaç müşteri olduklarını söylemez: az sayıda büyük müşteri ile çok sayıda küçük müşteri aynı miktarı alır; bu yüzden sayı önsellere dayanıyor, aralığı da geniş; ikinci bir liste onları sayardı",
  "dark.panel": "ne kadarının karanlıkta olduğunu bölge toplamları söylüyor; sayısı ve yerleri kestirildi",
  "dark.panel+list":
    "ne kadarının karanlıkta olduğunu bölge toplamları, kaç müşterinin karanlıkta olduğunu ikinci liste söylüyor",
  "dark.rivals_prior": "girdide rakip satışı yok: kendi markanızın payı bir önsele dayanıyor",
};
