import { lacking } from "../readiness/lacking.ts";
import type { FigureFormat, ReadinessWords } from "../readiness/shape.ts";

/** The readiness score in English. What stands between backticks is code: names of tables and columns. */
export const readiness: ReadinessWords = {
  history: {
    title: "Length of history",
    evidence: ({ years }, { number }) =>
      `${number(years)} ${years === 1 ? "year" : "years"}; 5 to 10 are best`,
    unlocks: "Seasons, moving feasts and trend, each seen often enough to be told apart.",
    next: () =>
      "Add older sales, back to five years or more. They may be a file of their own: `sales` takes several.",
  },
  freshness: {
    title: "Freshness",
    evidence: ({ days }, { number }) => `history ended ${age(days, number)} ago`,
    unlocks: "Forecasts and alarms that start from the market of today.",
    next: () => "Export sales up to the last complete period, and build again.",
  },
  places: {
    title: "Places of accounts",
    evidence: ({ accounts, amount }, { share }) =>
      `${share(accounts)} of accounts, ${share(amount)} of amount`,
    unlocks: "The map, travel, and the dark market around each account.",
    next: () => "Fill `lat` and `lon` in `accounts` for the others: until then they count in totals only.",
  },
  attributes: {
    title: "What accounts are like",
    evidence: ({ type, size, opened, digital_affinity, influence }, { share }) =>
      `type ${share(type)}, size ${share(size)}, opening day ${share(opened)}, digital affinity ${share(digital_affinity)}, influence ${share(influence)}`,
    unlocks: "Wallets and segments, and which places like yours are still unknown.",
    next: figures => `Add to \`accounts\`: ${lacking(figures, COLUMNS).join("; ")}.`,
  },
  plan: {
    title: "Territories and reps",
    evidence: ({ accounts, territories, reps }, { share, number }) =>
      territories === 0
        ? "no territories"
        : `${share(accounts)} of accounts in one of ${number(territories)} territories, ${number(reps)} reps with weekly calls`,
    unlocks: "Territories by workload and potential, and what each rep can reach in a week.",
    next: ({ territories, reps }) => {
      if (territories === 0)
        return "Add `territories` (`territory_id` with `area_id` or `account_id, rep_id`), or `territory_id` to `accounts`.";
      return reps < territories
        ? "Add `reps` with `rep_id` and `weekly_calls`, and `rep_id` to `territories`."
        : "Give the other accounts a territory: `territory_id` in `accounts`, or their area in `territories`.";
    },
  },
  visits: {
    title: "Visits",
    evidence: ({ accounts, rep }, { share }) =>
      accounts === 0
        ? "no contacts in the input"
        : `${share(accounts)} of accounts contacted, ${share(rep)} by a named rep`,
    unlocks: "What a visit brings in your own market, instead of published averages.",
    next: ({ accounts }) =>
      accounts === 0
        ? "Add `visits`: `account_id, at, rep_id`. One year of the CRM's log is a good start."
        : "Add the visits that are missing (all reps, all years), and `rep_id` on each.",
  },
  channels: {
    title: "Channels and hours",
    evidence: ({ hours, channel, channels }, { share, number }) =>
      channel === 0 && hours === 0
        ? "neither channel nor hour of contacts"
        : `${number(channels)} ${channels === 1 ? "channel" : "channels"} at ${share(channel)} of accounts, hours at ${share(hours)}`,
    unlocks: "Which channel and hour works for whom, and channel plans that answer to it.",
    next: ({ channel }) =>
      channel === 0
        ? "Add `channel` (`face_to_face, phone, whatsapp, email` …) and the time of day to `visits`."
        : "Add contacts of the other channels (`phone, whatsapp, email` …), with their time of day, to `visits`.",
  },
  windows: {
    title: "Contact windows",
    evidence: ({ accounts }, { share }) =>
      accounts === 0 ? "no preferences" : `known for ${share(accounts)} of accounts`,
    unlocks: "Contacts when and how an account accepts them; wasted contacts are counted.",
    next: ({ accounts }) =>
      accounts === 0
        ? "Add `preferences`: `account_id, channel, allowed, days, from_hour, to_hour`."
        : "Add the preferences of more accounts: those of half of them tell of the others too.",
  },
  rivals: {
    title: "Rivals’ sales",
    evidence: ({ accounts, areas }, { share }) =>
      accounts === 0 && areas === 0
        ? "no rival brand in sales"
        : `at ${share(accounts)} of accounts, totals for ${share(areas)} of areas`,
    unlocks: "Own share, brand choice, rivals’ playbook, and the size of what is dark.",
    next: ({ accounts }) =>
      accounts < 0.5
        ? "Add rivals’ sales to `sales`, by `account_id` where reps see them, or a panel’s totals by `area_id` and `brand`."
        : "Add a panel’s totals to `sales`: `date, area_id, brand, amount`.",
  },
  lists: {
    title: "Second lists of the market",
    evidence: ({ lists, places }, { number }) =>
      lists === 0
        ? "no sightings"
        : `${number(places)} places in ${number(lists)} ${lists === 1 ? "list" : "lists"}`,
    unlocks: "How many accounts nobody has recorded, and where: capture and recapture.",
    next: ({ lists }) =>
      `Add ${lists === 0 ? "`sightings`" : "one more list to `sightings`"}: a register, a directory or field notes with \`source, ref, lat, lon\`, and \`account_id\` where the place is a known account.`,
  },
  categories: {
    title: "Categories",
    evidence: ({ categories, amount }, { share, number }) =>
      categories === 0
        ? "no category in sales"
        : `${number(categories)} categories on ${share(amount)} of amount`,
    unlocks: "Which product to improve, and what to sell beside it.",
    next: () => "Fill `category` in `sales`, rivals’ rows included.",
  },
  areas: {
    title: "Areas with population",
    evidence: ({ areas, populated }, { share, number }) =>
      areas === 0 ? "no areas" : `${number(areas)} areas, population in ${share(populated)}`,
    unlocks: "Dark accounts judged by who lives where, and figures by district.",
    next: ({ areas }) =>
      areas === 0
        ? "Add `areas` with outlines (GeoJSON): `area_id, name, population`."
        : "Add `population` to `areas`.",
  },
  activity: {
    title: "Activity by hour",
    evidence: ({ day, hour }, { share }) =>
      day === 0 ? "no timed signal" : `hours in ${share(hour)} of cells, days in ${share(day)}`,
    unlocks: "At what hour the market is hot, place by place.",
    next: ({ day }) =>
      day === 0
        ? "Add `activity`: orders, footfall or check-ins with `at`, and `account_id` or `lat` and `lon`."
        : "Give `at` in `activity` with its time of day, in every part of the market.",
  },
  targets: {
    title: "Targets",
    evidence: ({ days, territories }, { share, number }) =>
      days === 0
        ? "no targets"
        : `${number(days)} days covered, ${share(territories)} of territories with their own`,
    unlocks: "Actual against target, and an alarm when a territory leaves its course.",
    next: () => "Add `targets` for a year and for each territory: `period, amount, territory_id`.",
  },
  calendar: {
    title: "Calendar",
    evidence: ({ holidays, offers, supply }, { number }) =>
      holidays + offers + supply === 0
        ? "no entries"
        : `${number(offers)} promotions, prices and launches, ${number(supply)} stockouts and closures, ${number(holidays)} holidays`,
    unlocks: "What an event sold is not taken for season or trend.",
    next: figures =>
      `Add to \`calendar\` (\`name, start, end, kind, brand\`): ${lacking(figures, ENTRIES).join("; ")}.`,
  },
  reach: {
    title: "Ways to reach accounts",
    evidence: ({ phone, mail }, { share }) =>
      phone === 0 && mail === 0
        ? "neither phone nor e-mail in accounts"
        : `phone of ${share(phone)} of accounts, e-mail of ${share(mail)}`,
    unlocks: "Whom a call, a message or an e-mail can reach, in channel plans.",
    next: () => "Add phone and email columns to `accounts`; they stay in the market folder.",
  },
  service: {
    title: "Deals, tickets and surveys",
    evidence: ({ opportunities, tickets, surveys }, { share }) =>
      opportunities + tickets + surveys === 0
        ? "none in the input"
        : `deals at ${share(opportunities)} of accounts, tickets at ${share(tickets)}, surveys at ${share(surveys)}`,
    unlocks: "Conversion, win rate and cycle time; service level; NPS and CSAT.",
    next: figures => `Add ${lacking(figures, BOOKS, 0.1).join("; ")}.`,
  },
};

const COLUMNS = {
  type: "`type` (market, pharmacy, café …)",
  size: "a size in numbers (square metres, staff, tills)",
  opened: "`opened`",
  digital_affinity: "`digital_affinity` (0 to 1)",
  influence: "`influence` (1 = average)",
};

const ENTRIES = {
  offers: "own and rivals’ promotions, price changes and launches",
  supply: "stockouts and closures",
  holidays: "holidays and local feasts",
};

const BOOKS = {
  opportunities: "`opportunities` (`opportunity_id, account_id, opened, closed, outcome, amount`)",
  tickets: "`tickets` (`account_id, opened, resolved, first_contact, due`)",
  surveys: "`surveys` (`account_id, at, nps, csat`)",
};

function age(days: number, number: FigureFormat["number"]): string {
  if (days >= 548) return `${number(days / 365.25)} years`;
  if (days >= 60) return `${number(Math.round(days / 30.44))} months`;
  return days === 1 ? "1 day" : `${number(days)} days`;
}
