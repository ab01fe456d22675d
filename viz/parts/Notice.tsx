import "../state/notice.css";
import type { ReactNode } from "react";
import { Sentence } from "../i18n/Sentence.tsx";
import { Mark } from "../theme/icons.tsx";
import { Failure } from "./Failure.tsx";

type Props =
  | {
      readonly title: string;
      readonly text?: string;
      readonly busy?: boolean;
      /** Something went wrong: it is read out at once. */
      readonly alert?: boolean;
      /** Ways on from here. */
      readonly children?: ReactNode;
    }
  | { readonly error: Error; readonly retry: () => void };

/** A whole view while there is nothing else to show in it: loading, nothing there, or a failure. */
export function Notice(props: Props) {
  return (
    <main className="notice">
      <div className={"busy" in props && props.busy ? "notice-mark busy" : "notice-mark"}>
        <Mark />
      </div>
      {"error" in props ? (
        <Failure error={props.error} retry={props.retry} />
      ) : (
        <div role={props.alert ? "alert" : undefined} className="notice-words">
          <h1>
            <Sentence text={props.title} />
          </h1>
          {props.text && (
            <p>
              <Sentence text={props.text} />
            </p>
          )}
          {props.children}
        </div>
      )}
    </main>
  );
}
