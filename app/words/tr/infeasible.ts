import type { Words } from "../../../core/note.ts";
import type { infeasibleNote } from "../../../territory/exact/obstacles/notes.ts";

export const infeasible: Words<typeof infeasibleNote> = {
  "infeasible.amount_moved":
    "tutarın en az {{least}} kadarının temsilci değiştirmesi gerekiyor; en çok {{most}} olabilir",
  "infeasible.capacity":
    "satış bölgelerinin toplam kapasitesi yetmiyor: istenen, kapasitenin {{needed}} katı",
  "infeasible.crowd":
    "{{count}} birim ({{units}}) {{what}} toplamının {{share}} kadarını tutuyor: kalan, öteki {{left}} satış bölgesini ±{{tolerance}} içine getirmeye yetmez",
  "infeasible.fewer": "en çok {{count}} satış bölgesiyle olabilir",
  "infeasible.locks_apart":
    "{{territory}} satış bölgesine kilitlenenler bitişik olamaz: {{units}} arasında başka yere kilitli birimler var",
  "infeasible.locks_heavy":
    "{{territory}} satış bölgesine kilitlenen veya adıyla verilenler {{what}} toplamının {{share}} kadarını tutuyor; en çok {{most}} olabilir",
  "infeasible.locks_light":
    "başka yerlerdeki kilitler {{territory}} satış bölgesine {{what}} toplamının en çok {{share}} kadarını bırakıyor; en az {{least}} gerekir",
  "infeasible.of_customers": "müşteriler",
  "infeasible.of_potential": "potansiyel",
  "infeasible.of_prospects": "aday müşteriler",
  "infeasible.of_travel": "yol süresi",
  "infeasible.of_workload": "iş yükü",
  "infeasible.parts":
    "harita birbirine değmeyen {{parts}} parçadan oluşuyor; parçaların payları ({{what}}) ±{{tolerance}} içinde {{territories}} satış bölgesine bölünemez",
  "infeasible.parts_many":
    "harita birbirine değmeyen {{parts}} parçadan oluşuyor: {{territories}} bitişik satış bölgesi bunları kapsayamaz",
  "infeasible.searched": "bütün planlar arandı: hiçbiri istenenlerin hepsini karşılamıyor",
  "infeasible.split": "bölünürse olabilir (örneğin hücrelerle): {{units}}",
  "infeasible.sums":
    "{{what}} bölünmez parçalar hâlinde: hiçbir birleşim ±{{tolerance}} içinde bir satış bölgesi etmiyor",
  "infeasible.unit":
    "{{unit}} tek başına {{what}} toplamının {{share}} kadarını tutuyor; ±{{tolerance}} içinde {{territories}} satış bölgesinden biri en çok {{most}} tutabilir",
  "infeasible.unit_branches":
    "{{unit}}, yalnız onun üzerinden ulaşılanlarla birlikte, {{what}} toplamının {{share}} kadarını tutuyor; ±{{tolerance}} içinde {{territories}} satış bölgesinden biri en çok {{most}} tutabilir",
  "infeasible.unit_capacity": "{{unit}} tek başına bütün satış bölgelerinin kapasitesini aşıyor",
  "infeasible.wider": "en az ±{{tolerance}} toleransla olabilir",
};
