/**
 * Numbers as people and their systems write them, as SQL over text: `1.234,50`, `1 234.50`, `₺1.234,50`, `12,50 TL`,
 * `(12.50)`, `12,50-`, `1'234.50`, `1,5E+03`, `20%`. Only whole groups of three digits are thousands: `12 34` is no number.
 */

export type DecimalMark = "," | ".";

/** Signs and codes of other currencies, so that nobody's dollars are taken for liras. */
const FOREIGN = "[$€£¥₺₽₴₼]|USD|EUR|GBP|CHF|TRY|TL|JPY|CNY|RUB|AED|SAR|AZN";
/** What the currency is called beside its symbols in the Common Locale Data Repository. */
const HOME_NAMES: Readonly<Record<string, readonly string[]>> = { TRY: ["TL"] };

/** What the market's own currency may be written as: `TRY`, `TL`, `₺`. */
export function currencySigns(currency: string): readonly string[] {
  const shown = (["symbol", "narrowSymbol", "code"] as const).flatMap(currencyDisplay =>
    ["en", "tr"].map(locale =>
      new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay })
        .formatToParts(1)
        .find(part => part.type === "currency"),
    ),
  );
  return [...new Set([...shown.map(part => part!.value), ...(HOME_NAMES[currency] ?? [])])];
}

function pattern(signs: readonly string[]): string {
  return signs.map(sign => sign.replace(/[$.|()*+?[\]\\]/g, "\\$&").replaceAll("'", "''")).join("|");
}

/** SQL: spaces of all kinds are plain, apostrophes and minus signs too. */
function evened(text: string): string {
  return `trim(translate(${text}, '\u00a0\u2007\u2009\u202f\t\u2019\u2212', '     ''-'))`;
}

/** SQL: the text of a number without the given signs before and after it. */
export function bareNumber(text: string, signs: readonly string[]): string {
  const sign = pattern(signs);
  const before = `regexp_replace(${evened(text)}, '^([(+-]?) *(?:${sign}) *', '\\1', 'i')`;
  return `regexp_replace(${before}, ' *(?:${sign}) *([)-]?)$', '\\1', 'i')`;
}

/**
 * SQL: the text of a number as SQL would write it, or null. Signs of currency and thousands separators go, the decimal
 * mark becomes a point, `12-` and `(12)` are negative as in accounting exports.
 * @param signs what may stand before or after a number without a change of its meaning
 */
export function plainNumber(text: string, mark: DecimalMark, signs: readonly string[]): string {
  const group = mark === "," ? "[.]" : ",";
  const point = mark === "," ? "," : "[.]";
  const bare = bareNumber(text, signs);
  const signed = `regexp_replace(regexp_replace(${bare}, '^([^+-].*|[0-9]) ?-$', '-\\1'), '^[(] *([^+-].*[0-9.,]|[0-9]) *[)]$', '-\\1')`;
  const groups = [group, " ", "''"].map(g => `(${g}[0-9]{3})+`).join("|");
  const shape = `[+-]? ?([0-9]+|[0-9]{1,3}(${groups}))?(${point}[0-9]*)?([eE][+-]?[0-9]{1,2})?`;
  const cleaned = `replace(regexp_replace(${signed}, '[ ''${mark === "," ? "." : ","}]', '', 'g'), '${mark}', '.')`;
  // Most numbers are plain, and one match tells: the long way costs five.
  const plain = `[+-]?[0-9]+(${point}[0-9]+)?`;
  const pointed = mark === "," ? `replace(${text}, ',', '.')` : text;
  return `CASE WHEN regexp_full_match(${text}, '${plain}') THEN ${pointed}
    WHEN regexp_full_match(${signed}, '${shape}') AND regexp_matches(${signed}, '[0-9]') THEN ${cleaned} END`;
}

/** SQL: whether a text that is no number is money in another currency. */
export function foreignMoney(text: string): string {
  return `regexp_matches(${text}, '(?i)^[(+-]? *(${FOREIGN}) *[0-9]|[0-9] *(${FOREIGN}) *[)-]?$')`;
}

/** Every number tells for comma, for point, for neither, or could be either ("1.234"). SQL over the bare text t. */
export const NUMBER_CLASS = `CASE
  WHEN regexp_full_match(t, '[(+-]? ?[0-9]{1,3}(([ ][0-9]{3})+|([''][0-9]{3})+)([.,][0-9]*)?[)-]?') THEN
    CASE WHEN contains(t, ',') THEN 'comma' WHEN contains(t, '.') THEN 'point' ELSE 'plain' END
  WHEN NOT regexp_full_match(t, '[(+-]? ?[0-9.,]+([eE][+-]?[0-9]{1,2})?[)-]?') THEN 'other'
  WHEN NOT contains(t, ',') AND NOT contains(t, '.') THEN CASE WHEN regexp_full_match(t, '[+-]?[1-9][0-9]{3,}') THEN 'plain_big' ELSE 'plain' END
  WHEN contains(t, ',') AND contains(t, '.') THEN
    CASE WHEN strpos(reverse(t), ',') < strpos(reverse(t), '.') THEN 'comma' ELSE 'point' END
  WHEN contains(t, ',') THEN CASE
    WHEN length(t) - length(replace(t, ',', '')) > 1 THEN 'point'
    WHEN regexp_full_match(t, '[(+-]? ?[1-9][0-9]{0,2},[0-9]{3}[)-]?') THEN 'either_comma' ELSE 'comma' END
  ELSE CASE
    WHEN length(t) - length(replace(t, '.', '')) > 1 THEN 'comma'
    WHEN regexp_full_match(t, '[(+-]? ?[1-9][0-9]{0,2}[.][0-9]{3}[)-]?') THEN 'either_point' ELSE 'point' END
  END`;
