export { appealDecided, appealMade } from "./appeal-facts.ts";
