export { type FoldedEvent, foldEvent } from "./fold-event.ts";
export { foldProfiles, refoldProfile } from "./fold-profiles.ts";
export { type Profile, profileAt } from "./profile.ts";
export { emptyProfile, type LastOrder, type MoneySums, type ProfileState } from "./profile-state.ts";
export { readProfile } from "./read-profile.ts";
export {
  type PersonEvent,
  type Position,
  personEvents,
  profileBefore,
  profileThrough,
  replayProfile,
} from "./replay-profile.ts";
export { type ReturnVisit, walkProfiles } from "./walk-profiles.ts";

import "./profile-table.ts";
