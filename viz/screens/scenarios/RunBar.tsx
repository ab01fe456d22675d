import { Button, NativeSelect, TextInput } from "@mantine/core";
import type { RefObject } from "react";
import type { RunStatus, ScenarioCheck, ScenarioSummary } from "../../../app/api/scenarios.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { inLanguage } from "../../../core/figures.ts";
import { formatWhole } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { Detail } from "../../parts/Detail.tsx";
import { useStart } from "./client.ts";
import { BASELINE } from "./names.ts";
import { RunProgress } from "./RunProgress.tsx";
import { type RunSettings, useRunSettings } from "./runSettings.ts";

interface Props {
  market: MarketInfo;
  id: string;
  text: string;
  /** What is known of the text as it is now; null while that is being found out. */
  check: ScenarioCheck | null;
  scenarios: readonly ScenarioSummary[];
  status: RunStatus | null;
  /** Where the editor finds what its run key does. */
  run: RefObject<() => void>;
  onStarted: (run: string) => void;
}

const RUNS = [64, 256, 1024, 4096, 16_384];

/** What to compare with, how often and how far ahead; then the run itself, with its progress. */
export function RunBar({ market, id, text, check, scenarios, status, run, onStarted }: Props) {
  const { t } = useWords();
  const [settings, setSettings] = useRunSettings(market);
  const faulty = check?.ok === false;
  const start = useStart(market.id, onStarted);
  const go = () => {
    if (faulty || start.isPending || status !== null) return;
    start.mutate({
      a: { scenario: settings.against },
      b: { text, id },
      runs: settings.runs,
      ...(settings.horizon !== null && { horizon: settings.horizon }),
    });
  };
  run.current = go;
  return (
    <div className="run-bar">
      <Settings
        market={market}
        settings={settings}
        horizon={check?.horizon ?? null}
        scenarios={scenarios.filter(s => s.id !== id)}
        onChange={setSettings}
      />
      {status ? (
        <RunProgress market={market.id} status={status} />
      ) : (
        <Button fullWidth className="run-button" disabled={faulty} loading={start.isPending} onClick={go}>
          {t("run.start")}
        </Button>
      )}
      {faulty && !status && <p className="small">{t("run.mendFirst")}</p>}
      {start.isError && (
        <p className="file-problem" role="alert">
          <Detail error={start.error} />
        </p>
      )}
    </div>
  );
}

interface SettingsProps {
  market: MarketInfo;
  settings: RunSettings;
  /** Periods ahead that the scenario asks for; null while that is not known. */
  horizon: number | null;
  scenarios: readonly ScenarioSummary[];
  onChange: (settings: RunSettings) => void;
}

function Settings({ market, settings, horizon, scenarios, onChange }: SettingsProps) {
  const { t, language } = useWords();
  const choices = RUNS.includes(settings.runs) ? RUNS : [...RUNS, settings.runs].sort((a, b) => a - b);
  return (
    <div className="run-settings">
      <NativeSelect
        size="xs"
        label={t("run.against")}
        value={settings.against}
        data={[
          { value: BASELINE, label: t("run.today") },
          ...scenarios
            .filter(s => s.problem === null)
            .map(s => ({ value: s.id, label: inLanguage(s.name, language) })),
        ]}
        onChange={event => onChange({ ...settings, against: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        label={t("run.runs")}
        value={String(settings.runs)}
        data={choices.map(runs => ({ value: String(runs), label: formatWhole(runs, language) }))}
        onChange={event => onChange({ ...settings, runs: Number(event.currentTarget.value) })}
      />
      <TextInput
        size="xs"
        type="number"
        min={1}
        max={520}
        label={t(`run.horizon_${market.period}`)}
        placeholder={horizon === null ? "" : String(horizon)}
        value={settings.horizon ?? ""}
        onChange={event => {
          const periods = event.currentTarget.valueAsNumber;
          onChange({ ...settings, horizon: Number.isInteger(periods) && periods > 0 ? periods : null });
        }}
      />
    </div>
  );
}
