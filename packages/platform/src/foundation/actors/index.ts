export { type Actor, anonymous, operator, type Role, roles } from "./actor.ts";
