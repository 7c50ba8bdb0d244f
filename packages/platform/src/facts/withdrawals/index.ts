export { withdrawalEnded, withdrawalStated } from "./withdrawal-facts.ts";
