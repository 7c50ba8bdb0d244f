import type { Profile } from "../../facts/profiles/index.ts";
import { isAboutFit } from "../../facts/returns/reasons/index.ts";

/** How somebody buys and gives back. */
export const segments = ["new", "keeper", "fitter", "frequent-returner", "lapsed", "regular"] as const;
export type BehaviourSegment = (typeof segments)[number];

const known = { orders: 3, units: 5 };
/** Shares of units that came back, which single out the ends of what fashion shops see. */
const lowRate = 0.1;
const highRate = 0.6;
/** A share of reasons that are about fit, from which on it is fit that drives the returns. */
const fitShare = 0.5;
const lapsedDays = 365;

/**
 * The one segment that a profile belongs to, by the first rule that holds: too little is known; not seen for a year; most units come back, mostly
 * because of fit (who can be helped with sizes) or for other reasons; hardly any do; or none of that. Pure: the same profile, the same segment.
 */
export function behaviourSegment(profile: Profile | undefined): BehaviourSegment {
  if (!profile || profile.orders < known.orders || profile.unitsBought < known.units) return "new";
  if ((profile.recencyDays ?? 0) > lapsedDays) return "lapsed";
  const rate = profile.returnRate ?? 0;
  if (rate >= highRate) {
    const all = profile.reasons.reduce((sum, { units }) => sum + units, 0);
    const fit = profile.reasons.reduce((sum, { reason, units }) => sum + (isAboutFit(reason) ? units : 0), 0);
    return all > 0 && fit / all >= fitShare ? "fitter" : "frequent-returner";
  }
  return rate <= lowRate ? "keeper" : "regular";
}
