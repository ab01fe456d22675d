/** 0 … n − 1 in random order (Fisher and Yates). */
export function shuffled(n: number, next: () => number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
  return order;
}

/** [from × to] weights, uniform in ±√(6/(from + to)) (Glorot and Bengio 2010). */
export function glorotWeights(from: number, to: number, next: () => number): Float32Array {
  const limit = Math.sqrt(6 / (from + to));
  return Float32Array.from({ length: from * to }, () => limit * (2 * next() - 1));
}
