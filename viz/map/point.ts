/** A place under the pointer. */
export interface MapPoint {
  readonly lon: number;
  readonly lat: number;
  /** Degrees of longitude in a pixel. */
  readonly pixel: number;
}

/** Told of a line that the pointer draws, from where it is pressed to where it is let go. */
export type OnStroke = (point: MapPoint, phase: "start" | "move" | "end") => void;
