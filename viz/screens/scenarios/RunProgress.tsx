import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { RunStatus } from "../../../app/api/scenarios.ts";
import { formatWhole } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { useView } from "../../state/view.ts";
import { cancelRun } from "./client.ts";

/** How far the run is, the time left, and the way to stop it. */
export function RunProgress({ market, status }: { market: string; status: RunStatus }) {
  const { t, language } = useWords();
  const { run } = useView();
  const cancel = useMutation({ mutationFn: () => cancelRun(market, run!) });
  const { done, total, state, position, seconds_left: left } = status;
  const share = total > 0 ? done / total : 0;
  const words =
    state === "queued"
      ? t("run.queued", { count: position })
      : t("run.progress", { done: formatWhole(done, language), total: formatWhole(total, language) });
  return (
    <div className="run-progress">
      <div
        className="progress"
        role="progressbar"
        aria-label={t("run.label")}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={words}
      >
        <span style={{ width: `${100 * share}%` }} />
      </div>
      <div className="run-words">
        <span className="figure">{words}</span>
        {left !== null && <span className="small figure">{timeLeft(left)}</span>}
        <Button
          variant="default"
          size="compact-xs"
          loading={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          {t("run.cancel")}
        </Button>
      </div>
    </div>
  );

  function timeLeft(seconds: number): string {
    return seconds < 100
      ? t("run.secondsLeft", { value: seconds })
      : t("run.minutesLeft", { value: Math.ceil(seconds / 60) });
  }
}
