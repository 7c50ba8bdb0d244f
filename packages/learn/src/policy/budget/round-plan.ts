import type { Dual } from "./minimise-dual.ts";

/** A plan of whole actions and what it uses of each limit. */
export interface RoundedPlan {
  readonly actions: Int32Array;
  readonly value: number;
  readonly used: Float64Array;
}

const passes = 4;

/**
 * Every row's best action at the prices, then the changes that lose least at these prices until every limit holds, then those that add
 * value within the limits. `undefined` where no such changes lead to a plan within the limits.
 */
export function roundPlan(dual: Dual, prices: Float64Array): RoundedPlan | undefined {
  const { value, uses, limits } = dual;
  const { rows, columns } = value;
  const actions = new Int32Array(rows);
  const used = new Float64Array(limits.length);
  const net = value.values.map((each, place) => uses.reduce((sum, use, k) => sum - prices[k]! * use[place]!, each));
  for (let i = 0; i < rows; i++) {
    const row = net.subarray(i * columns, (i + 1) * columns);
    actions[i] = row.indexOf(Math.max(...row));
    for (const [k, use] of uses.entries()) used[k]! += use[i * columns + actions[i]!]!;
  }
  const placeOf = (row: number) => row * columns + actions[row]!;
  // Sums of many amounts carry rounding; a limit holds if it holds to a billionth of what moves through it.
  const slack = limits.map((limit) => 1e-9 * Math.max(1, Math.abs(limit)));
  const excess = (k: number, amount: number) => Math.max(0, amount - limits[k]! - slack[k]!);
  const apply = (place: number) => {
    const row = Math.floor(place / columns);
    const from = placeOf(row);
    for (const [k, use] of uses.entries()) used[k]! += use[place]! - use[from]!;
    actions[row] = place - row * columns;
  };
  const moved = (k: number, place: number) =>
    used[k]! + uses[k]![place]! - uses[k]![placeOf(Math.floor(place / columns))]!;
  const violated = () => uses.some((_, k) => excess(k, used[k]!) > 0);
  const scale = limits.map((limit) => 1 / Math.max(1e-12, Math.abs(limit)));
  /** Places to change to, in the order of what the change loses at the dual prices: near 0 for rows that are nearly undecided. */
  const changes = (wanted: (place: number, from: number) => boolean): Uint32Array => {
    const loss = new Float64Array(net.length);
    const places: number[] = [];
    for (let place = 0; place < net.length; place++) {
      const from = placeOf(Math.floor(place / columns));
      loss[place] = net[from]! - net[place]!;
      if (place !== from && wanted(place, from)) places.push(place);
    }
    return Uint32Array.from(places).sort((a, b) => loss[a]! - loss[b]! || a - b);
  };
  for (let pass = 0; pass < passes && violated(); pass++) {
    for (const place of changes((to, from) =>
      uses.some((use, k) => excess(k, used[k]!) > 0 && use[to]! < use[from]!),
    )) {
      let before = 0;
      let after = 0;
      for (let k = 0; k < uses.length; k++) {
        before += scale[k]! * excess(k, used[k]!);
        after += scale[k]! * excess(k, moved(k, place));
      }
      if (after < before) apply(place);
      if (!violated()) break;
    }
  }
  if (violated()) return undefined;
  for (const place of changes((to, from) => value.values[to]! > value.values[from]!)) {
    const gains = value.values[place]! > value.values[placeOf(Math.floor(place / columns))]!;
    if (gains && uses.every((_, k) => excess(k, moved(k, place)) === 0)) apply(place);
  }
  return { actions, value: actions.reduce((sum, _, row) => sum + value.values[placeOf(row)]!, 0), used };
}
