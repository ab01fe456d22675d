import { stateStamp } from "../../../data/store/state.ts";
import { type BuiltMarket, openBuilt } from "../../state/builtMarket.ts";

/** Gives the state of a market that was published last. */
export type CurrentState = () => Promise<BuiltMarket>;

/**
 * Opens a state once, when it is published: whether there is another one is asked for every request, at the price of
 * one system call.
 */
export function currentStateOf(dir: string): CurrentState {
  let stamp: string | null = null;
  let opened: Promise<BuiltMarket> | null = null;
  return () => {
    const now = stateStamp(dir);
    if (opened && now !== null && now === stamp) return opened;
    const opening = openBuilt(dir);
    stamp = now;
    opened = opening;
    opening.catch(() => {
      if (opened === opening) opened = null;
    });
    return opening;
  };
}

/** Something that is made once of each state, when it is first asked for. What failed is tried again. */
export function onceEachState<T>(
  current: CurrentState,
  make: (built: BuiltMarket) => Promise<T>,
): () => Promise<T> {
  let of: BuiltMarket | null = null;
  let made: Promise<T> | null = null;
  return async () => {
    const built = await current();
    if (made && built === of) return made;
    const making = make(built);
    of = built;
    made = making;
    making.catch(() => {
      if (made === making) made = null;
    });
    return making;
  };
}

const numbers = new WeakMap<BuiltMarket, number>();
let next = 1;

/** The name of something that is made of a state: never another state's, whatever their folders are called. */
export function stateKey(built: BuiltMarket, ...names: readonly (string | undefined)[]): string {
  const number = numbers.get(built) ?? next++;
  numbers.set(built, number);
  return JSON.stringify([number, ...names]);
}
