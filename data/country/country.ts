/** Node 20 has `timeZones`, newer engines `getTimeZones()`; TypeScript's library knows neither. */
interface LocaleWithZones {
  readonly timeZones?: readonly string[];
  getTimeZones?(): readonly string[] | undefined;
}

/**
 * The country (ISO 3166-1 alpha-2) that keeps an IANA time zone, from Unicode CLDR by way of Intl; null for zones of no
 * country, such as UTC.
 */
export function countryOfZone(timezone: string): string | null {
  const canonical = new Intl.DateTimeFormat("en", { timeZone: timezone }).resolvedOptions().timeZone;
  for (const code of regionCodes()) {
    const zones = zonesOf(code);
    if (zones.includes(timezone) || zones.includes(canonical)) return code;
  }
  return null;
}

function zonesOf(region: string): readonly string[] {
  const locale = new Intl.Locale(`und-${region}`) as unknown as LocaleWithZones;
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** All two-letter codes that name a region of their own. */
function* regionCodes(): Generator<string> {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  for (let a = 65; a <= 90; a++) {
    for (let b = 65; b <= 90; b++) {
      const code = String.fromCharCode(a, b);
      if (names.of(code) !== undefined) yield code;
    }
  }
}
