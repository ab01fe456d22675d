import "../state/failure.css";
import { Button, Skeleton } from "@mantine/core";
import { ApiError } from "../api/client.ts";
import { Sentence } from "../i18n/Sentence.tsx";
import { useWords } from "../i18n/useWords.ts";
import { Detail } from "./Detail.tsx";

interface Props {
  error: Error;
  retry: () => void;
  /** What failed, in a sentence. */
  title?: string;
}

/** What went wrong and what to do next. */
export function Failure({ error, retry, title }: Props) {
  const { t } = useWords();
  const status = error instanceof ApiError ? error.status : null;
  if (status === 401)
    return (
      <div role="alert" className="failure">
        <strong>{t("app.signIn.title")}</strong>
        <p>{t("app.signIn.text")}</p>
        {/* The server answers the page itself with its sign-in, and leads back to this address. */}
        <Button variant="default" size="xs" onClick={() => window.location.reload()}>
          {t("app.signIn")}
        </Button>
      </div>
    );
  const silent = status === 0;
  return (
    <div role="alert" className="failure">
      <strong>{silent ? t("app.noAnswer.title") : (title ?? t("app.failed.title"))}</strong>
      <p>{silent ? <Sentence text={t("app.noAnswer.text")} /> : <Detail error={error} />}</p>
      <Button variant="default" size="xs" onClick={retry}>
        {t("app.retry")}
      </Button>
    </div>
  );
}

/** The room that a part will take, while it loads. */
export function Placeholder({ height }: { height: number }) {
  return <Skeleton height={height} radius="md" />;
}
