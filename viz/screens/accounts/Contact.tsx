import type { AccountDetail } from "../../../app/api/accounts.ts";
import { clock } from "../../../core/figures.ts";
import { formatHour, weekdayNames } from "../../format/date.ts";
import { Told } from "../../i18n/Told.tsx";
import { useWords } from "../../i18n/useWords.ts";
import { useContactWords } from "./useContactWords.ts";
import { describeDays } from "./windows.ts";

/** When and how to reach it next, and what it has said about that. */
export function Contact({ account }: { account: AccountDetail }) {
  const { t, language } = useWords();
  const { channelName } = useContactWords();
  const { next_best_contact: next, windows } = account;
  return (
    <section className="card surface">
      {next && (
        <>
          <h2>{t("account.contact")}</h2>
          <p className="contact-next" data-testid="next-best-contact">
            {channelName(next.channel)}
            {next.day !== null && `, ${weekdayNames(language, "long")[next.day]}`}
            {next.hour !== null && ` ${formatHour(next.hour)}`}
          </p>
          <ul className="contact-reasons">
            {next.reasons.map(reason => (
              <li key={reason.key}>
                <Told note={reason} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{t("account.windows")}</h2>
      {windows.length === 0 ? (
        <p className="small">{t("account.windows.none")}</p>
      ) : (
        <table className="windows">
          <tbody>
            {windows.map((window, k) => {
              const again = windows[k - 1]?.channel === window.channel;
              const always = window.days.length === 7 && window.from_hour === 0 && window.to_hour === 24;
              const when = `${describeDays(window.days, weekdayNames(language, "short"))}, ${clock(window.from_hour)}–${clock(window.to_hour)}`;
              return (
                <tr key={JSON.stringify(window)}>
                  <th scope="row" className={again ? "again" : undefined}>
                    {channelName(window.channel)}
                  </th>
                  <td className="figure">
                    {!window.allowed && <span className="never">{t("account.windows.never")}</span>}
                    {(window.allowed || !always) && ` ${always ? t("account.windows.always") : when}`}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
