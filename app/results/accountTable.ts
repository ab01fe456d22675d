import { estimate, number, type Table, text } from "./table.ts";

/** All that is known and was learned of each account. */
export const accountTable: Table = {
  name: "accounts",
  rows: "each account, in the order of their ids; amounts of the last 52 weeks (12 months) in the currency",
  columns: [
    text("account_id", "as in the input"),
    text("site_id", "the same place under other accounts"),
    text("cell", "H3 index; null: no coordinates"),
    text("place_precision", "point; null: no place"),
    text("territory_id", "by today's plan"),
    text(
      "territory_reason",
      "what decided: own (territory_id), account, family, area, cell or house; null: it is in none",
    ),
    text("type", "as in the input"),
    number("own_amount", "own brand"),
    number("rival_amount", "rivals; null: not in the input"),
    text("lifecycle", "unaware, aware, prospect, customer, loyal, lapsed, won back or closed"),
    text("segment", "id of its customer segment"),
    number(
      "p_alive",
      "chance of at least one own purchase in the next 52 weeks (12 months); null: it never bought",
    ),
    ...estimate("expected_amount_52w", "own amount expected over the next 52 weeks (12 months)"),
    ...estimate("clv", "customer lifetime value"),
    ...estimate("wallet", "what it could buy in all, a year: a 90% quantile, at least what it bought"),
    number("share_of_wallet", "own amount / wallet"),
    ...estimate("headroom", "wallet less own amount: a ceiling, not to be summed"),
    text("next_best_contact", "channel, day and hour"),
  ],
  also: [
    text("name", "as in the input"),
    number("lat", "as in the input"),
    number("lon", "as in the input"),
    text("area_id", "the given one, else that of the polygon it lies in"),
    text("closed", "day of its closing; null: open at the end of history"),
    text("successor", "account under which its site goes on"),
    number("headroom_expected", "what such accounts buy of rivals in a year on average, to be summed"),
  ],
  geometry: async (_, table) => (await import("../export/geojson.ts")).pointGeometry(table),
  read: async state => (await import("./accountRows.ts")).accountRows(state),
};
