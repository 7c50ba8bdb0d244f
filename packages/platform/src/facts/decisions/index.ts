export { decisionMade } from "./decision-facts.ts";
