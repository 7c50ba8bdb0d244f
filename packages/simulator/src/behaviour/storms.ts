import { seededRandom } from "@aftercare/learn";
import { dayLength } from "../calendar/index.ts";
import { chance } from "../distributions.ts";

/** Days on which carriers of a country bring nothing, because of snow, floods or a strike of the weather otherwise. */
export type Storms = (country: string, instant: number) => boolean;

/** In each such stretch of a country there is one storm, or none. */
const stretchDays = 14;
/** The chance of one, in winter and in the rest of the year. */
const often = { winter: 0.3, else: 0.08 } as const;

/** The same seed has the same weather, whoever asks for whichever day first. */
export function stormsOf(seed: string): Storms {
  const known = new Map<string, { from: number; until: number } | undefined>();
  return (country, instant) => {
    const stretch = Math.floor(instant / (stretchDays * dayLength));
    const key = `${country}/${stretch}`;
    if (!known.has(key)) known.set(key, stormIn(seed, country, stretch));
    const storm = known.get(key);
    return storm !== undefined && instant >= storm.from && instant < storm.until;
  };
}

function stormIn(seed: string, country: string, stretch: number): { from: number; until: number } | undefined {
  const random = seededRandom(`${seed}/storm/${country}/${stretch}`);
  const begins = stretch * stretchDays * dayLength;
  const month = new Date(begins).getUTCMonth();
  if (!chance(random, month >= 10 || month <= 2 ? often.winter : often.else)) return undefined;
  const from = begins + random.int(stretchDays - 3) * dayLength;
  return { from, until: from + (1 + random.int(3)) * dayLength };
}
