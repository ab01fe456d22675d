import { literal } from "../tables/duckdb.ts";

/** Name and pattern (RE2, lower case); the first that matches wins. */
type Patterns = readonly (readonly [string, string])[];

/** Families of the State's hundred category names, which changed in 2016. */
const FAMILIES: Patterns = [
  ["COCKTAILS", "cocktail|rtd"],
  ["LIQUEURS", "liqueur|cordial|schnapps|creme de|amaretto|triple sec|anisette|rock & rye|sloe"],
  ["VODKA", "vodka"],
  ["RUM", "\\brum\\b"],
  ["GIN", "\\bgins?\\b"],
  ["TEQUILA", "tequila|mezcal|agave"],
  ["BRANDY", "brand(y|ies)|cognac"],
  ["WHISKEY", "whisk|bourbon|scotch|\\brye\\b|single malt"],
];

/** Chains, and what independents call themselves. */
const TYPES: Patterns = [
  ["Hy-Vee", "hy-? ?vee|wall to wall"],
  ["Fareway", "fareway"],
  ["Casey's", "casey'?s"],
  ["Kum & Go", "kum ?(&|and) ?go"],
  ["Walmart", "wal-? ?mart"],
  ["Sam's Club", "sam'?s club|sam's mainstreet"],
  ["Target", "\\btarget\\b"],
  ["Walgreens", "walgreen"],
  ["CVS", "\\bcvs\\b"],
  ["Kwik Stop & Star", "kwik|quik ?trip|quick ?trip"],
  ["Smokin' Joe's", "smokin'? joe"],
  ["Other grocery", "food|grocer|market|super|pantry|no frills|aldi|costco|price chopper"],
  ["Liquor store", "liquor|spirit|wine|beverage|bottle|liquid"],
  ["Tobacco", "tobacco|smoke|cigar"],
  ["Convenience", "mart|stop|express|oil|gas|station|\\bbp\\b|shell|sinclair|cenex|yesway|shop"],
];

function classify(column: string, patterns: Patterns, otherwise: string): string {
  const cases = patterns.map(
    ([name, pattern]) => `WHEN regexp_matches(lower(${column}), ${literal(pattern)}) THEN ${literal(name)}`,
  );
  return `CASE ${cases.join(" ")} ELSE ${literal(otherwise)} END`;
}

/** SQL of the category family of a category name. */
export function familyOf(column: string): string {
  return classify(`coalesce(${column}, '')`, FAMILIES, "OTHER");
}

/** SQL of a store's type by patterns over its name: not source data. */
export function typeOf(column: string): string {
  return classify(`coalesce(${column}, '')`, TYPES, "Independent or other");
}
