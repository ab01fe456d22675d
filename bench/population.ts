import { gamma, gammaShape, normalQuantile } from "../core/distributions.ts";
import { InputError } from "../core/errors.ts";
import { deriveKey, threefry, uniform } from "../core/rng.ts";

/** The population of reference workload W: customers sorted by hex of a G × G torus. */
export interface Population {
  readonly side: number;
  readonly accounts: number;
  readonly hexes: number;
  readonly reps: number;
  /** H+1: first customer of each hex. */
  readonly start: Int32Array;
  readonly rate: Float32Array;
  /** N·4. */
  readonly preference: Float32Array;
  readonly aware: Uint8Array;
  readonly last: Uint8Array;
  readonly channel: Uint8Array;
  readonly segment: Uint8Array;
}

const BRANDS = 4;

/** Reads a population file (little endian: int32 G, N, H, R; int32 start[H+1]; f32 λ[N]; f32 α[N][4]; u8 × 4·N). */
export function readPopulation(bytes: Uint8Array, file: string): Population {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 16) throw wrongFile(file, `${bytes.length} bytes`, "a header of 16 bytes");
  const [side, accounts, hexes, reps] = [0, 4, 8, 12].map(at => view.getInt32(at, true)) as [
    number,
    number,
    number,
    number,
  ];
  if (side < 20 || side % 20 !== 0 || hexes !== side * side || reps !== hexes / 20 || accounts < 1)
    throw wrongFile(
      file,
      `G ${side}, N ${accounts}, H ${hexes}, R ${reps}`,
      "G a multiple of 20, H = G², R = H/20",
    );
  const expected = 16 + 4 * (hexes + 1) + 24 * accounts;
  if (bytes.length !== expected) throw wrongFile(file, `${bytes.length} bytes`, `${expected} bytes`);
  let at = 16;
  const take = (length: number) => {
    at += length;
    return new Uint8Array(bytes.subarray(at - length, at)).buffer;
  };
  const start = new Int32Array(take(4 * (hexes + 1)));
  if (start[0] !== 0 || start[hexes] !== accounts)
    throw wrongFile(file, `offsets ${start[0]} … ${start[hexes]}`, `0 … ${accounts}`);
  return {
    side,
    accounts,
    hexes,
    reps,
    start,
    rate: new Float32Array(take(4 * accounts)),
    preference: new Float32Array(take(16 * accounts)),
    aware: new Uint8Array(take(accounts)),
    last: new Uint8Array(take(accounts)),
    channel: new Uint8Array(take(accounts)),
    segment: new Uint8Array(take(accounts)),
  };
}

function wrongFile(file: string, got: string, expected: string): InputError {
  return new InputError(
    "workload_file",
    `${file}: not a population file of the reference workload: expected ${expected}, got ${got}`,
    { file },
  );
}

/** Random numbers of one population: words of Threefry by position. */
function wordSource(seed: number): { uniform(): number; gamma(shape: number): number } {
  const uniforms = deriveKey(seed, 0, 1);
  const gammas = deriveKey(seed, 0, 2);
  const block = new Int32Array(2);
  let n = 0;
  return {
    uniform() {
      threefry(uniforms[0]!, uniforms[1]!, n++, 0, block);
      return uniform(block[0]!);
    },
    gamma: shape => gamma(gammaShape(shape), gammas[0]!, gammas[1]!, n++, 0),
  };
}

/** Index drawn with the given weights. */
function categorical(weights: readonly number[], u: number): number {
  let rest = u * weights.reduce((a, b) => a + b, 0);
  for (let b = 0; b < weights.length - 1; b++) {
    rest -= weights[b]!;
    if (rest < 0) return b;
  }
  return weights.length - 1;
}

/** Makes a population by the law of the workload: hex weights exp(1.2 z), 100 customers a hex on average. */
export function generatePopulation(side: number, seed: number): Population {
  if (!(Number.isInteger(side) && side >= 20 && side % 20 === 0))
    throw new RangeError(`grid side ${side}; expected a multiple of 20`);
  const random = wordSource(seed);
  const hexes = side * side;
  const accounts = 100 * hexes;
  const start = hexStarts(hexes, accounts, random.uniform);
  const population: Population = {
    side,
    accounts,
    hexes,
    reps: hexes / 20,
    start,
    rate: Float32Array.from({ length: accounts }, () => 0.5 * random.gamma(1.2)),
    preference: new Float32Array(accounts * BRANDS),
    aware: Uint8Array.from({ length: accounts }, () => (random.uniform() < 0.2 ? 1 : 0)),
    last: new Uint8Array(accounts),
    channel: Uint8Array.from({ length: accounts }, () => categorical([0.5, 0.3, 0.2], random.uniform())),
    segment: Uint8Array.from({ length: accounts }, () => categorical([0.4, 0.3, 0.2, 0.1], random.uniform())),
  };
  for (let i = 0; i < accounts; i++) {
    const parts = [0.2, 0.35, 0.25, 0.2].map(share => random.gamma(4 * share));
    const sum = parts.reduce((a, b) => a + b, 0);
    const alpha = parts.map(part => Math.max(part / sum, 1e-4));
    population.preference.set(alpha, i * BRANDS);
    const known = population.aware[i] === 1 ? alpha : [0, ...alpha.slice(1)];
    population.last[i] = categorical(known, random.uniform());
  }
  return population;
}

/** Customers multinomial over log-normal hex weights, as first customers of the hexes. */
function hexStarts(hexes: number, accounts: number, next: () => number): Int32Array {
  const cumulative = new Float64Array(hexes);
  let sum = 0;
  for (let h = 0; h < hexes; h++) {
    sum += Math.exp(1.2 * normalQuantile(next()));
    cumulative[h] = sum;
  }
  const start = new Int32Array(hexes + 1);
  for (let i = 0; i < accounts; i++) {
    const point = next() * sum;
    let low = 0;
    let high = hexes - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > point) high = middle;
      else low = middle + 1;
    }
    start[low + 1]! += 1;
  }
  for (let h = 0; h < hexes; h++) start[h + 1]! += start[h]!;
  return start;
}
