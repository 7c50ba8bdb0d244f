import { seededRandom } from "@aftercare/learn";
import { chance } from "../distributions.ts";
import type { ShopperRecord } from "../sample-record.ts";
import type { Person } from "./person.ts";

/** The Berlin numbers that the Federal Network Agency keeps for films: they reach nobody. */
const filmNumbers = "+493023125";

/** How somebody with an account wants to be reached: near half have asked for offers, one in five has left a number. */
export function wishesOf({
  role,
  number,
}: Pick<Person, "role" | "number">): Pick<ShopperRecord, "phone" | "marketing"> {
  const random = seededRandom(`wishes/${role}/${number}`);
  return {
    ...(chance(random, 0.45) && { marketing: ["email" as const] }),
    ...(chance(random, 0.2) && { phone: `${filmNumbers}${String(random.int(1000)).padStart(3, "0")}` }),
  };
}
