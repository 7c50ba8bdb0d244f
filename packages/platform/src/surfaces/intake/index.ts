export { takeEvents } from "./take-events.ts";
