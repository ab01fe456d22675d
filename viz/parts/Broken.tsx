import { Button } from "@mantine/core";
import { useWords } from "../i18n/useWords.ts";
import { changeView, useView } from "../state/view.ts";
import { MissingPart } from "./lazyPart.ts";
import { Notice } from "./Notice.tsx";

interface Props {
  error: Error;
  whole: boolean;
  retry: () => void;
}

/** Says that a part of the page has failed, and offers the ways back: once more, anew, or to the map. */
export function Broken({ error, whole, retry }: Props) {
  const { t } = useWords();
  const { screen } = useView();
  const missing = error instanceof MissingPart;
  const title = t(missing ? "broken.missing.title" : "broken.title");
  const text = missing ? t("broken.missing.text") : t("broken.text", { reason: error.message });
  const ways = (
    <p className="ways">
      {!missing && (
        <Button variant="default" size="xs" onClick={retry}>
          {t("app.retry")}
        </Button>
      )}
      <Button variant="default" size="xs" onClick={() => window.location.reload()}>
        {t("broken.reload")}
      </Button>
      {whole && screen !== "map" && (
        <Button variant="default" size="xs" onClick={() => changeView({ screen: "map" }, "step")}>
          {t("broken.toMap")}
        </Button>
      )}
    </p>
  );
  if (whole)
    return (
      <Notice title={title} text={text} alert>
        {ways}
      </Notice>
    );
  return (
    <div role="alert" className="failure">
      <strong>{title}</strong>
      <p>{text}</p>
      {ways}
    </div>
  );
}
