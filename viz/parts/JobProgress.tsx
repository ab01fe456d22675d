import "./progress.css";
import { Button } from "@mantine/core";
import type { RunStatus } from "../../app/api/scenarios.ts";
import { useWords } from "../i18n/useWords.ts";

interface Props {
  status: RunStatus;
  label: string;
  /** How much of it is done. */
  words: string;
  cancelling: boolean;
  onCancel: () => void;
}

/** How far something is that takes a while, the time left, and the way to stop it. */
export function JobProgress({ status, label, words: progress, cancelling, onCancel }: Props) {
  const { t } = useWords();
  const { done, total, state, position, seconds_left: left } = status;
  const words = state === "queued" ? t("run.queued", { count: position }) : progress;
  return (
    <div className="run-progress">
      <div
        className="progress"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={words}
      >
        <span style={{ width: `${total > 0 ? (100 * done) / total : 0}%` }} />
      </div>
      <div className="run-words">
        <span className="figure">{words}</span>
        {left !== null && <span className="small figure">{timeLeft(left)}</span>}
        <Button variant="default" size="compact-xs" loading={cancelling} onClick={onCancel}>
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
