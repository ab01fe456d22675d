import { Button } from "@mantine/core";
import type { RunResult, Uplift } from "../../../app/api/scenarios.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { shortMoney } from "../../../core/figures.ts";
import type { Note } from "../../../core/note.ts";
import {
  formatChance,
  formatChange,
  formatSignedAmount,
  formatUplift,
  formatWhole,
} from "../../format/number.ts";
import { Told } from "../../i18n/Told.tsx";
import { useWords } from "../../i18n/useWords.ts";
import { scopeOf } from "./AgainstLastYear.tsx";
import { isSame } from "./metrics.ts";
import { useRunSettings } from "./runSettings.ts";

/** The server takes no more. */
const MOST_RUNS = 100_000;

interface Props {
  market: MarketInfo;
  result: RunResult;
  /** Of own sales. */
  own: Uplift;
}

/** The answer in one figure and one sentence. That nothing can be measured is an answer too. */
export function Hero({ market, result, own }: Props) {
  const { t, language } = useWords();
  const { currency, runs, horizon, period } = result;
  const label = `${t(`answer.own_${period}`, { horizon })}, ${scopeOf("own_amount", language)}`;
  const given = <Given notes={result.rests_on.fixed} />;
  if (isSame(own))
    return (
      <section className="hero">
        <p className="small">{label}</p>
        <p className="hero-calm">{t("answer.same.title")}</p>
        <p>{t("answer.same.text")}</p>
      </section>
    );
  if (!own.measurable)
    return (
      <>
        <NotMeasurable market={market} own={own} label={label} currency={currency} runs={runs} />
        {given}
      </>
    );
  const relative = own.relative === null ? null : formatChange(own.relative, language);
  return (
    <section className="hero" data-testid="uplift">
      <p className="small">{label}</p>
      <p className={own.mean > 0 ? "hero-figure" : "hero-figure less"}>
        <output>{formatUplift(own, currency, language)}</output>
      </p>
      <p className="small">{t("answer.interval")}</p>
      <dl className="hero-facts">
        <div>
          <dt className="small">
            {t(result.rests_on.fixed.length > 0 ? "answer.positive.runs" : "answer.positive")}
          </dt>
          <dd>{formatChance(own.p_positive, language)}</dd>
        </div>
        {relative && (
          <div>
            <dt className="small">{t("answer.relative")}</dt>
            <dd>{relative}</dd>
          </div>
        )}
        <div>
          <dt className="small">{t("answer.course")}</dt>
          <dd>
            {shortMoney(own.a, currency, language)} → {shortMoney(own.b, currency, language)}
          </dd>
        </div>
      </dl>
      {given}
    </section>
  );
}

/** What the answer takes for given: no chance is told without it. */
function Given({ notes }: { notes: readonly Note[] }) {
  const { t } = useWords();
  if (notes.length === 0) return null;
  return (
    <div className="given small" data-testid="given">
      <p>{t("answer.given")}</p>
      <ul>
        {notes.map(note => (
          <li key={JSON.stringify(note)}>
            <Told note={note} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface NotMeasurableProps {
  market: MarketInfo;
  own: Uplift;
  label: string;
  currency: string;
  runs: number;
}

function NotMeasurable({ market, own, label, currency, runs }: NotMeasurableProps) {
  const { t, language } = useWords();
  const [settings, setSettings] = useRunSettings(market);
  const needed = own.runs_needed;
  const canRun = needed !== null && needed > runs && needed <= MOST_RUNS && settings.runs !== needed;
  return (
    <section className="hero" data-testid="uplift">
      <p className="small">{label}</p>
      <p className="hero-calm">{t("answer.unmeasurable.title")}</p>
      <p>
        {t("answer.unmeasurable.text", {
          runs: formatWhole(runs, language),
          mean: formatSignedAmount(own.mean, currency, language),
          error: own.margin_of_error === null ? "?" : shortMoney(own.margin_of_error, currency, language),
        })}{" "}
        {needed === null
          ? own.mean !== 0 && own.se !== null && t("answer.unmeasurable.never")
          : t("answer.unmeasurable.needed", { needed: formatWhole(needed, language) })}
      </p>
      {canRun && (
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => setSettings({ ...settings, runs: needed })}
        >
          {t("answer.unmeasurable.choose", { needed: formatWhole(needed, language) })}
        </Button>
      )}
    </section>
  );
}
