export { familyOf, lockPersons } from "./family.ts";
