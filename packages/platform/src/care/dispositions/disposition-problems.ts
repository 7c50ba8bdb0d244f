import { problemKind } from "../../foundation/problems/index.ts";

/** Goods announced as faulty go back into stock, and nobody has said what was found instead. */
export const needsExplanation = problemKind("restocking-needs-evidence", 409);

/** Nobody had announced these goods, and nobody has said yet that they are a return or ours. */
export const notOurs = problemKind("stray-not-ours", 409);

/** Only goods that nobody had announced, and whose shopper is known, go back to a shopper. */
export const notTheirs = problemKind("disposition-not-theirs", 409);

/** It is a return, or somebody has decided already what becomes of it. */
export const notAStray = problemKind("not-a-stray", 409);

/** Somebody may still ask for it. */
export const notUnclaimed = problemKind("not-unclaimed", 409);

/** Somebody has saved another version since. */
export const changedMeanwhile = problemKind("destination-changed", 409);

/** A law lets goods be destroyed on a ground alone; the parameters name the law and the grounds. */
export const needsGround = problemKind("destruction-needs-ground", 409);

/** A ground without what proves it. */
export const needsEvidence = problemKind("ground-needs-evidence", 409);

/** Too few charities have been asked, or one of them has not refused. */
export const donationNotRefused = problemKind("donation-not-refused", 409);

/** The destination is closed, far away, or does not take such goods. */
export const destinationRefuses = problemKind("destination-refuses", 409);

/** The goods were counted or sold since they went back into stock: what would be taken back is not there any more. */
export const counted = problemKind("disposition-counted", 409);
