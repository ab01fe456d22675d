import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SearchRequest, SearchResult } from "../../../app/api/planJobs.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { percent } from "../../../core/figures.ts";
import { ended } from "../../api/jobs.ts";
import { formatWhole } from "../../format/number.ts";
import { Told } from "../../i18n/Told.tsx";
import { useWords } from "../../i18n/useWords.ts";
import { Detail } from "../../parts/Detail.tsx";
import { JobProgress } from "../../parts/JobProgress.tsx";
import { changeView, useView } from "../../state/view.ts";
import { useCancel, usePlanJob, useProposals, useSearch } from "./client.ts";
import { FrontPlot } from "./FrontPlot.tsx";
import { titleOf } from "./figures.ts";

type Balance = NonNullable<SearchRequest["balances"]>[number];

interface Props {
  market: MarketInfo;
  by: SearchRequest["by"];
  territories: number;
  /** What this market can tell, and so can balance. */
  balances: readonly Balance[];
  tolerance: number;
  locks: SearchRequest["locks"];
  /** The plan that is shown. */
  plan: string;
}

/** Has better plans searched for, and shows what came of it: the front, the proposals and why. */
export function SearchPanel({ market, by, territories, balances, tolerance, locks, plan }: Props) {
  const { t, language } = useWords();
  const { search: job } = useView();
  const [count, setCount] = useState(territories);
  const [moved, setMoved] = useState(100);
  const [seconds, setSeconds] = useState(20);
  const [even, setEven] = useState<readonly Balance[]>(() => balances.slice(0, 1));
  const start = useSearch(market.id, id => changeView({ search: id }, "step"));
  const cancel = useCancel(market.id);
  const status = usePlanJob(market.id, job).data ?? null;
  const proposals = useProposals(market.id, job, status?.state === "done");
  const running = status !== null && !ended(status);
  const go = () =>
    start.mutate({
      by,
      territories: count,
      tolerance,
      locks,
      balances: [...even],
      maxDisruption: moved / 100,
      seconds,
    });
  const number = (
    label: string,
    value: number,
    [least, most]: [number, number],
    onChange: (value: number) => void,
  ) => (
    <TextInput
      size="xs"
      type="number"
      min={least}
      max={most}
      label={label}
      value={value}
      onChange={({ currentTarget: { valueAsNumber: next } }) => Number.isFinite(next) && onChange(next)}
    />
  );
  return (
    <div className="search-panel">
      <fieldset className="search-even">
        <legend className="small">{t("plans.search.even")}</legend>
        {balances.map(name => (
          <label key={name}>
            <input
              type="checkbox"
              checked={even.includes(name)}
              onChange={({ currentTarget: { checked } }) =>
                setEven(checked ? [...even, name] : even.filter(other => other !== name))
              }
            />
            {titleOf(name, language)}
          </label>
        ))}
      </fieldset>
      <div className="plan-choice">
        {number(t("plans.search.territories"), count, [1, 5000], setCount)}
        {number(t("plans.search.moved"), moved, [0, 100], setMoved)}
        <NativeSelect
          size="xs"
          label={t("plans.search.time")}
          data-testid="search-time"
          value={String(seconds)}
          data={SECONDS.map(value => ({
            value: String(value),
            label: t("plans.search.seconds", { value: formatWhole(value, language) }),
          }))}
          onChange={event => setSeconds(Number(event.currentTarget.value))}
        />
      </div>
      <p className="small">
        {t("plans.search.asked", {
          tolerance: percent(tolerance, language, 0),
          locks: t("plans.locks", { count: locks.length }),
        })}
      </p>
      {running ? (
        <JobProgress
          status={status}
          label={t("plans.search.label")}
          words={t("plans.search.progress", {
            share: percent(status.total > 0 ? status.done / status.total : 0, language, 0),
          })}
          cancelling={cancel.isPending}
          onCancel={() => cancel.mutate(status.id)}
        />
      ) : (
        <Button
          fullWidth
          className="run-button"
          disabled={even.length === 0}
          loading={start.isPending}
          onClick={go}
        >
          {t("plans.search.do")}
        </Button>
      )}
      {start.isError && (
        <p className="file-problem" role="alert">
          <Detail error={start.error} />
        </p>
      )}
      {status?.state === "failed" && status.problem && (
        <p className="file-problem" role="alert">
          <Detail error={status.problem} />
        </p>
      )}
      {status?.state === "cancelled" && <p className="small">{t("plans.search.cancelled")}</p>}
      {proposals.data && <Proposals result={proposals.data} plan={plan} />}
    </div>
  );
}

/** Seconds that a search may take. */
const SECONDS = [2, 20, 60, 300];

function Proposals({ result, plan }: { result: SearchResult; plan: string }) {
  const { t, language } = useWords();
  const { infeasible, plans, passed } = result;
  return (
    <div data-testid="proposals">
      {infeasible && (
        <div className="conflict">
          <p>{t("plans.search.infeasible")}</p>
          <ul className="small">
            {[infeasible.reason, ...infeasible.possible].map(note => (
              <li key={JSON.stringify(note)}>
                <Told note={note} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <FrontPlot result={result} chosen={plan} onChoose={id => changeView({ plan: id }, "step")} />
      <p className="small">
        {t("plans.search.passed", { count: passed, value: formatWhole(passed, language) })}
      </p>
      <ul className="proposals">
        {plans.map(({ id, balance, disruption, reason, broken, bound_gap }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={id === plan}
              data-proposal={id}
              onClick={() => changeView({ plan: id }, "step")}
            >
              <span className="figure">
                ±{percent(balance, language, 1)} · {percent(disruption, language, 1)}
              </span>
              <span className="small">
                <Told note={reason} />
              </span>
              <span className="small">{t("plans.search.gap", { gap: percent(bound_gap, language, 1) })}</span>
              {broken.map(note => (
                <span key={JSON.stringify(note)} className="small broken">
                  <Told note={note} />
                </span>
              ))}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
