import type { Words } from "../../../core/note.ts";
import type { leverNote } from "../../../scenarios/levers/notes.ts";

export const lever: Words<typeof leverNote> = {
  "lever.of": "{{lever}}",
  "lever.handover_fades": "temsilci değişikliğinin kaybı {{weeks}} haftada doğrusal olarak söner",
  "lever.handover_missed": "temsilcisi değişen müşteriyle {{low}}–{{high}} hafta kimse temas kurmaz",
  "lever.handover_published":
    "temsilci değişikliği müşterinin bir yıllık satışının {{low}}–{{high}} kadarına mal olur (ayrılan temsilciler için yayımlanmış: Shi, Sridhar, Grewal, Lilien 2017)",
  "lever.handover_set":
    "temsilci değişikliği müşterinin bir yıllık satışının {{low}}–{{high}} kadarına mal olur (market.yaml böyle diyor)",
  "lever.price_elasticity": "fiyat esnekliği {{elasticity}} (Bijmolt, van Heerde, Pieters 2005)",
  "lever.says": "{{what}}",
  "lever.travel":
    "yol, kuş uçuşunun {{detour}} katıdır ve saatte {{kmh}} km hızla gidilir; temsilci bugünkü saatleri kadar çalışır",
};
