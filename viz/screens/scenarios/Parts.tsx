import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { RunResult, Uplift } from "../../../app/api/scenarios.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { formatChance, formatSignedAmount, formatUplift } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { changeView, useView } from "../../state/view.ts";
import { isSame } from "./metrics.ts";

interface Part {
  readonly id: string;
  readonly name: string;
  readonly uplift: Uplift;
}

const BY = ["territory", "type"] as const;

/** Where the difference comes from: own sales by territory or by type of account. */
export function Parts({ market, result }: { market: MarketInfo; result: RunResult }) {
  const { t } = useWords();
  const territories = asParts(
    result.by_territory,
    id => market.territories.find(one => one.id === id)?.name ?? id,
  );
  const types = asParts(result.by_type, id => id);
  const there = { territory: territories, type: types };
  const choices = BY.filter(by => there[by].length > 1);
  const [chosen, setChosen] = useState<(typeof BY)[number]>("territory");
  const by = choices.includes(chosen) ? chosen : choices[0];
  if (!by) return null;
  return (
    <section className="parts">
      <div className="parts-head">
        <h3>{t("answer.where")}</h3>
        {choices.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t("answer.where")}
            value={by}
            data={choices.map(choice => ({ value: choice, label: t(`answer.by.${choice}`) }))}
            onChange={choice => setChosen(choice === "type" ? "type" : "territory")}
          />
        )}
      </div>
      <Bars parts={there[by]} currency={result.currency} selects={by === "territory"} />
    </section>
  );
}

function asParts(groups: RunResult["by_territory"], nameOf: (id: string) => string): Part[] {
  return Object.entries(groups)
    .flatMap(([id, { own_amount }]) => (own_amount ? [{ id, name: nameOf(id), uplift: own_amount }] : []))
    .sort((one, other) => other.uplift.mean - one.uplift.mean);
}

interface BarsProps {
  parts: readonly Part[];
  currency: string;
  /** Whether a bar chooses its territory on the map. */
  selects: boolean;
}

/** One bar a part on a common scale around zero, with the interval of nine in ten runs. */
function Bars({ parts, currency, selects }: BarsProps) {
  const { t, language } = useWords();
  const { territory } = useView();
  const low = Math.min(0, ...parts.map(({ uplift }) => uplift.p05));
  const high = Math.max(0, ...parts.map(({ uplift }) => uplift.p95));
  const at = (value: number) => (high > low ? (100 * (value - low)) / (high - low) : 0);
  return (
    <ul className="uplift-bars">
      {parts.map(({ id, name, uplift }) => {
        const { mean, p05, p95, p_positive } = uplift;
        const same = isSame(uplift);
        const sure = Math.abs(2 * p_positive - 1);
        const words = same
          ? t("answer.same.short")
          : `${formatUplift(uplift, currency, language)}, ${t("answer.positiveOf", { share: formatChance(p_positive, language) })}`;
        const content = (
          <>
            <span className="part-name" translate="no">
              {name}
            </span>
            <span className="figure">{same ? "0" : formatSignedAmount(mean, currency, language)}</span>
            <span className="part-track" aria-hidden="true">
              <span className="part-zero" style={{ left: `${at(0)}%` }} />
              <span
                className={mean < 0 ? "part-bar less" : "part-bar"}
                style={{
                  left: `${at(Math.min(0, mean))}%`,
                  width: `${Math.abs(at(mean) - at(0))}%`,
                  opacity: 0.35 + 0.65 * sure,
                }}
              />
              {!same && (
                <span
                  className="part-range"
                  style={{ left: `${at(p05)}%`, width: `${at(p95) - at(p05)}%` }}
                />
              )}
            </span>
          </>
        );
        return (
          <li key={id} title={words}>
            {selects ? (
              <button
                type="button"
                aria-pressed={territory === id}
                aria-label={`${name}: ${words}`}
                onClick={() => changeView({ territory: territory === id ? null : id })}
              >
                {content}
              </button>
            ) : (
              <div className="part">{content}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
