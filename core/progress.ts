/** One report of a long task: `done` of `total` pieces of a stage. A stage may name its step: `ingest: sales`. */
export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}
