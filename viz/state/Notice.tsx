import "./notice.css";
import { Mark } from "../rail/icons.tsx";
import { Failure } from "./Failure.tsx";

type Props =
  | { readonly title: string; readonly text?: string; readonly busy?: boolean }
  | { readonly error: Error; readonly retry: () => void };

/** The whole page while there is no map to show: loading, nothing there, or a failure. */
export function Notice(props: Props) {
  return (
    <main className="notice">
      <div className={"busy" in props && props.busy ? "notice-mark busy" : "notice-mark"}>
        <Mark />
      </div>
      {"error" in props ? (
        <Failure error={props.error} retry={props.retry} />
      ) : (
        <>
          <h1>{props.title}</h1>
          {props.text && <p>{props.text}</p>}
        </>
      )}
    </main>
  );
}
