/**
 * What a company's own columns of accounts are good for, read off their names, in English and Turkish. Only the
 * readiness score rests on this; models look at the values.
 */

const PHONE =
  /^(tel|telefon|phone|telephone|gsm|cep|ceptel|mobile|cell|whatsapp|fax|faks)(no|numarasi|number)?\d?$/;
const MAIL = /^(mail|email|eposta|emailaddress)\d?$/;

/** Words of numbers that name or place a thing and do not measure it. */
const NAMES_A_THING =
  /^(id|no|num|nr|number|numara|numarasi|code|kod|kodu|zip|zipcode|posta|postal|postcode|vergi|vkn|tckn|tax|fips|lat|lon|lng|latitude|longitude|enlem|boylam|x|y|year|yil|yili|date|tarih)$/;

/** Whether a column holds a way to reach the account: a number to call, or an address to write to. */
export function reachOf(column: string): "phone" | "mail" | null {
  const parts = words(column);
  // E-posta and e-mail fall into two words.
  const candidates = [...parts, ...parts.slice(1).map((part, i) => parts[i]! + part)];
  if (candidates.some(word => MAIL.test(word))) return "mail";
  return candidates.some(word => PHONE.test(word)) ? "phone" : null;
}

/** Whether a column of numbers can tell how large an account is. */
export function holdsSize(column: string): boolean {
  return !words(column).some(word => NAMES_A_THING.test(word));
}

/** `VergiNo` → vergi, no; `e-posta` → e, posta; letters without their accents. */
function words(column: string): string[] {
  return column
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLocaleLowerCase("en")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ı", "i")
    .split(/[^a-z0-9]+/)
    .filter(word => word !== "");
}
