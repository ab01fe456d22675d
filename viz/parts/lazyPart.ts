import { type LazyExoticComponent, lazy, type ReactNode } from "react";

/** A part of the page's code that could not be had: the page has been built anew since, or nobody answers. */
export class MissingPart extends Error {
  constructor(cause: unknown) {
    super("a part of the page could not be loaded", { cause });
    this.name = "MissingPart";
  }
}

type View<Props> = (props: Props) => ReactNode;

/** A component whose code is loaded when it is first shown. React remembers a failure: only a reload mends it. */
export function lazyPart<Props>(
  load: () => Promise<{ default: View<Props> }>,
): LazyExoticComponent<View<Props>> {
  return lazy(() =>
    load().catch(cause => {
      throw new MissingPart(cause);
    }),
  );
}
