/** What a draft could do in each case, as matrices cases × arms, row after row; the first arm is nothing. */
export interface Choices {
  readonly arms: number;
  /** 1 where the draft lets the action be taken. */
  readonly eligible: Uint8Array;
  /** Worth by the draft's goal, and cost in minor units, as the draft would see them when it decides. */
  readonly worth: Float64Array;
  readonly cost: Float64Array;
}

/** Cases × arms: with what probability a policy takes each. */
export type Shares = Float64Array;

/** The best arm of each case when a minor unit of the budget costs `price` units of the goal. */
export function bestArms({ arms, eligible, worth, cost }: Choices, price: number): Uint8Array {
  const best = new Uint8Array(eligible.length / arms);
  for (let i = 0; i < best.length; i++) {
    let most = Number.NEGATIVE_INFINITY;
    for (let arm = 0; arm < arms; arm++) {
      const place = i * arms + arm;
      const net = worth[place]! - price * cost[place]!;
      if (eligible[place] === 1 && net > most) {
        most = net;
        best[i] = arm;
      }
    }
  }
  return best;
}

/** A draft's policy at a price: the best action, but for the share that explores, which is spread over all that may be given. */
export function sharesAt(choices: Choices, price: number, exploration: number): Shares {
  const { arms, eligible } = choices;
  const shares = new Float64Array(eligible.length);
  for (const [i, best] of bestArms(choices, price).entries()) {
    let open = 0;
    for (let place = i * arms; place < (i + 1) * arms; place++) open += eligible[place]!;
    for (let place = i * arms; place < (i + 1) * arms; place++) shares[place] = (eligible[place]! * exploration) / open;
    shares[i * arms + best]! += 1 - exploration;
  }
  return shares;
}

/** One arm wherever the draft lets it be taken, else nothing. */
export function constantShares({ eligible, arms }: Choices, arm: number): Shares {
  const shares = new Float64Array(eligible.length);
  for (let i = 0; i < eligible.length; i += arms) shares[eligible[i + arm] === 1 ? i + arm : i] = 1;
  return shares;
}

/** Expected cost per case of what is given with these shares, minor units. */
export function plannedSpend({ arms, cost }: Pick<Choices, "arms" | "cost">, shares: Shares): number {
  let sum = 0;
  for (let place = 0; place < shares.length; place++) sum += shares[place]! * cost[place]!;
  return shares.length === 0 ? 0 : (sum * arms) / shares.length;
}

/** In how many cases anything but nothing could be given. */
export function countConcerned({ eligible, arms }: Choices): number {
  let count = 0;
  for (let i = 0; i < eligible.length; i += arms) {
    if (eligible.subarray(i + 1, i + arms).includes(1)) count++;
  }
  return count;
}

/** How often an arm is given over all cases. */
export function meanShare(shares: Shares, arms: number, arm: number): number {
  let sum = 0;
  for (let i = 0; i < shares.length; i += arms) sum += shares[i + arm]!;
  return shares.length === 0 ? 0 : (sum * arms) / shares.length;
}
