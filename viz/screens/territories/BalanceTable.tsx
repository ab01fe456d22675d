import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { PlanMeasured } from "../../../app/api/plans.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { decimal, LOCALE, percent } from "../../../core/figures.ts";
import { named, Sentence } from "../../i18n/Sentence.tsx";
import { useWords } from "../../i18n/useWords.ts";
import { changeView } from "../../state/view.ts";
import {
  BALANCED,
  type BalanceRow,
  balanceRows,
  isBalanced,
  knownMeasures,
  type SortBy,
  type Sorting,
  sorted,
  type TableMeasure,
} from "./balance.ts";
import { formatChangeOf, formatMeasure, titleOf } from "./figures.ts";

interface Props {
  market: MarketInfo;
  measured: PlanMeasured;
  today: PlanMeasured;
  /** The plan as it was opened; null: that is today's. */
  plan: PlanMeasured | null;
  measure: TableMeasure;
  tolerance: number;
  chosen: string | null;
  locked: ReadonlySet<string>;
  /** Colour of each territory, by its id. */
  colors: ReadonlyMap<string, string>;
  onLock: (territory: string) => void;
}

/** The territories by one measure: how even they are, and what has changed. A row chooses who gets what is moved. */
export function BalanceTable(props: Props) {
  const { market, measured, today, plan, measure, tolerance, chosen, locked, colors, onLock } = props;
  const { t, language } = useWords();
  const [sorting, setSorting] = useState<Sorting>({ by: "name", descending: false });
  const rows = balanceRows(measured, measure, today, plan ?? today);
  const known = knownMeasures(measured);
  const further = known.filter(name => !isBalanced(name));
  const balanced = isBalanced(measure);
  const widest = Math.max(1 + 2 * tolerance, ...rows.map(row => row.ofMean ?? 0));
  const sortBy = (by: SortBy) =>
    setSorting({ by, descending: sorting.by === by ? !sorting.descending : by !== "name" });
  const head = (by: SortBy, words: string, className = "figure") => (
    <th
      scope="col"
      className={className}
      aria-sort={sorting.by !== by ? undefined : sorting.descending ? "descending" : "ascending"}
    >
      <button type="button" onClick={() => sortBy(by)}>
        {words}
      </button>
    </th>
  );
  const change = (value: number | null) => (
    <td className="figure small">{formatChangeOf(measure, value, market.currency, language)}</td>
  );
  return (
    <section className="balance surface" aria-label={t("plans.table")}>
      <div className="balance-head">
        <fieldset className="measure-switch">
          <legend className="visually-hidden">{t("plans.table")}</legend>
          {BALANCED.filter(id => known.includes(id)).map(id => (
            <label key={id} data-shown={id === measure || undefined}>
              <input
                type="radio"
                name="plan-measure"
                className="visually-hidden"
                checked={id === measure}
                onChange={() => changeView({ measure: id })}
              />
              {titleOf(id, language)}
            </label>
          ))}
        </fieldset>
        <NativeSelect
          size="xs"
          aria-label={t("plans.table.further")}
          data-testid="further"
          value={balanced ? "" : measure}
          onChange={event => changeView({ measure: event.currentTarget.value || null })}
        >
          <option value="">{t("plans.table.further")}</option>
          {further.map(id => (
            <option key={id} value={id}>
              {titleOf(id, language)}
            </option>
          ))}
        </NativeSelect>
        <Spread measured={measured} measure={measure} />
      </div>
      <div className="balance-scroll">
        <table>
          <thead>
            <tr>
              {head("name", t("plans.table.territory"), "")}
              {head("value", t(`plans.u.${measure}`, { span: t(`span.${market.period}`) }))}
              {balanced && head("ofMean", t("plans.table.ofMean"))}
              {balanced && (
                <th scope="col" className="small">
                  {t("plans.table.band", { tolerance: percent(tolerance, language, 0) })}
                </th>
              )}
              {head("sinceToday", t("plans.table.today"))}
              {plan && head("sincePlan", t("plans.table.plan"))}
              <th>
                <span className="visually-hidden">{t("plans.tool.lock")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted(rows, sorting, LOCALE[language]).map(row => (
              <tr key={row.id} data-territory={row.id} className={row.id === chosen ? "chosen" : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    aria-pressed={row.id === chosen}
                    onClick={() => changeView({ territory: row.id === chosen ? null : row.id })}
                  >
                    <span className="swatch" style={{ background: colors.get(row.id) }} />
                    <span translate="no">{row.name}</span>
                    <span className="small">
                      <Sentence
                        text={
                          row.rep === null
                            ? t("plans.table.noRep")
                            : t("plans.table.rep", { rep: named(row.rep) })
                        }
                      />
                    </span>
                  </button>
                </th>
                <td className="figure">
                  {formatMeasure(measure, row.value, market.currency, language)}
                  {row.interval && (
                    <span className="small">
                      {" "}
                      (
                      {row.interval
                        .map(end => formatMeasure(measure, end, market.currency, language))
                        .join("–")}
                      )
                    </span>
                  )}
                </td>
                {balanced && (
                  <td className="figure">{row.ofMean === null ? "–" : percent(row.ofMean, language, 0)}</td>
                )}
                {balanced && (
                  <td>
                    <Bar row={row} tolerance={tolerance} widest={widest} />
                  </td>
                )}
                {change(row.sinceToday)}
                {plan && change(row.sincePlan)}
                <td>
                  <button
                    type="button"
                    className="link lock"
                    aria-pressed={locked.has(row.id)}
                    aria-label={t("plans.table.lock", { territory: row.name })}
                    onClick={() => onLock(row.id)}
                  >
                    {t(locked.has(row.id) ? "plans.give.free" : "plans.give.lock")}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** How far apart the territories are. */
function Spread({ measured: { figures }, measure }: { measured: PlanMeasured; measure: TableMeasure }) {
  const { t, language } = useWords();
  const cv = figures[`balance_${measure}`]?.plan ?? null;
  if (cv === null) return null;
  const ratio = figures[`ratio_${measure}`]?.plan ?? null;
  return (
    <p className="small figure" data-testid="spread">
      {t("plans.table.spread", {
        ratio: ratio === null ? "∞" : decimal(ratio, 2, language),
        cv: percent(cv, language, 1),
      })}
    </p>
  );
}

/** How much a territory has of the mean, within the band that it shall be in. */
function Bar({ row, tolerance, widest }: { row: BalanceRow; tolerance: number; widest: number }) {
  if (row.ofMean === null) return null;
  const at = (ofMean: number) => `${(100 * ofMean) / widest}%`;
  const inside = Math.abs(row.ofMean - 1) <= tolerance;
  return (
    <span className={inside ? "balance-bar" : "balance-bar outside"} aria-hidden="true">
      <span className="band" style={{ left: at(1 - tolerance), width: at(2 * tolerance) }} />
      <span className="value" style={{ width: at(row.ofMean) }} />
    </span>
  );
}
