export { hashToUnit } from "./hash-to-unit.ts";
export { type SeededRandom, seededRandom } from "./seeded-random.ts";
