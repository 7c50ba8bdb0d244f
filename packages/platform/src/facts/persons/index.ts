export { familyIds, familyOf, lockPersons } from "./family.ts";
export { labelsOf, type PersonLabel } from "./labels.ts";
export { everyMemberOf, shoppersNamed } from "./search.ts";
