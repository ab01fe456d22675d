/** Ranks from 1, ties share their mean rank. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b] || a - b);
  const rank = new Float64Array(order.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]] === values[order[from]]) to++;
    for (let k = from; k <= to; k++) rank[order[k]] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return rank;
}

/** Spearman's rank correlation: Pearson's of the ranks, right with ties. NaN where one side does not differ. */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [ranks(a), ranks(b)];
  const middle = (x.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - middle) * (y[i] - middle);
    xx += (x[i] - middle) ** 2;
    yy += (y[i] - middle) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

/**
 * Share of the total of `truth` that lies in the tenth of rows with the highest `score`. Rows that tie at the border count
 * in part, as if drawn at random from among themselves.
 */
export function shareInTopTenth(score: ArrayLike<number>, truth: ArrayLike<number>): number {
  const n = score.length;
  const order = Array.from(score, (_, i) => i).sort((a, b) => score[b] - score[a]);
  const size = n / 10;
  const border = score[order[Math.ceil(size) - 1]];
  let [total, above, tied, tiedCount, aboveCount] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    total += truth[i];
    if (score[i] > border) {
      above += truth[i];
      aboveCount++;
    } else if (score[i] === border) {
      tied += truth[i];
      tiedCount++;
    }
  }
  return (above + (tied * (size - aboveCount)) / tiedCount) / total;
}
