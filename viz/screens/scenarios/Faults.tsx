import type { ScenarioCheck, ScenarioFault } from "../../../app/api/scenarios.ts";
import type { Period } from "../../../core/period.ts";
import { Told } from "../../i18n/Told.tsx";
import { useWords } from "../../i18n/useWords.ts";

interface Props {
  faults: readonly ScenarioFault[];
  check: ScenarioCheck | null;
  period: Period;
  onGoTo: (fault: ScenarioFault) => void;
  onReplace: (fault: ScenarioFault, text: string) => void;
}

/** What is wrong with the text, each with its place; or that it is sound, and what it will do. */
export function Faults({ faults, check, period, onGoTo, onReplace }: Props) {
  const { t, language } = useWords();
  return (
    <div id="scenario-faults" className="faults" role="status">
      {faults.length > 0 && (
        <ul>
          {faults.map(fault => (
            <li key={`${fault.line}:${fault.column}:${fault.message}`}>
              <button type="button" className="link fault-place" onClick={() => onGoTo(fault)}>
                {t("scenario.place", { line: fault.line, column: fault.column })}
              </button>
              <span>{language === "tr" ? fault.message_tr : fault.message}</span>
              {fault.nearest !== null && (
                <button type="button" className="link" onClick={() => onReplace(fault, fault.nearest!)}>
                  {t("scenario.replaceWith", { nearest: fault.nearest })}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {check?.ok && (
        <p className="small">
          {check.levers === 0
            ? t("scenario.noLevers")
            : t(`scenario.sound_${period}`, { count: check.levers!, horizon: check.horizon! })}
        </p>
      )}
      {check?.ok &&
        check.remarks.map(remark => (
          <p key={JSON.stringify(remark)} className="small">
            <Told note={remark} />
          </p>
        ))}
    </div>
  );
}
