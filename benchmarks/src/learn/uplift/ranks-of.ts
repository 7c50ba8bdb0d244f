/** 1 for the largest figure; equal figures share the mean of their ranks. */
export function ranksOf(figures: readonly number[]): number[] {
  return figures.map((own) => {
    const above = figures.filter((each) => each > own).length;
    const equal = figures.filter((each) => each === own).length;
    return above + (equal + 1) / 2;
  });
}
