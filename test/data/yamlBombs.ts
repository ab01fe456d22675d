/** Lists of nine aliases of lists of nine aliases …: nine to the power of `levels` values in some fifty letters each. */
export function aliasBomb(levels: number): string {
  const rows = Array.from({ length: levels - 1 }, (_, i) => {
    const list = Array.from({ length: 9 }, () => `*a${i}`).join(",");
    return `a${i + 1}: &a${i + 1} [${list}]\n`;
  });
  return `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${rows.join("")}`;
}
