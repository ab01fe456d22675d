import { Component, type ReactNode, Suspense } from "react";
import { Broken } from "./Broken.tsx";

interface Props {
  children: ReactNode;
  /** What stands there while code is on its way. */
  waiting?: ReactNode;
  /** It fills its view, rather than being one of several in it. */
  whole?: boolean;
}

interface State {
  error: Error | null;
}

/** A part of the page that can fail without the others: what it throws is told in its place, with the way back. */
export class Part extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { children, waiting = null, whole = false } = this.props;
    const { error } = this.state;
    if (error) return <Broken error={error} whole={whole} retry={() => this.setState({ error: null })} />;
    return <Suspense fallback={waiting}>{children}</Suspense>;
  }
}
