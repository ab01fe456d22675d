/** An entry of a second list that may be an account nobody knows. */
export interface ListEntry {
  /** Row of the market's sightings. */
  readonly row: number;
  readonly lat: number;
  readonly lon: number;
  /** Index into the market's types; -1 where the list does not say, or names a type that no account has. */
  readonly type: number;
  /** Bits of the lists that hold it. */
  readonly pattern: number;
  /** Probability that it trades and is no known account. */
  readonly weight: number;
}
