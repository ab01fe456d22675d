import type * as core from "@tensorflow/tfjs-core";

/** The operations of TensorFlow.js, as they are once it is loaded. */
export type TensorOps = typeof core;
