import { CarriedMethod, ReturnMethod } from "../../facts/return-requests/return-request.schema.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type CarbonFigure, carbonOf } from "./carbon.ts";
import { providerNamed } from "./label-providers.ts";
import { readLabelSettings, wayFor } from "./label-settings.ts";

/** What sending goods back by one method costs, takes and emits. */
export interface LabelMethod {
  readonly method: ReturnMethod;
  /** As it is printed; undefined where nothing is carried. */
  readonly carrier: string | undefined;
  /** Handed over without a box and without anything printed. */
  readonly boxless: boolean;
  /** What it costs the shop, minor units of the retailer's currency; undefined where nobody can say. What a shopper pays is for the policy to say. */
  readonly price: bigint | undefined;
  /** Working days from the hand-over until the goods are back. */
  readonly days: { readonly earliest: number; readonly latest: number };
  readonly carbon: CarbonFigure | undefined;
}

/**
 * Every method by which goods can come back from a country, or stay where they are. Carried ones are there only where the settings know a way.
 * @param country where the goods are, ISO 3166-1; undefined where nobody said
 */
export async function labelMethods(tx: DatabaseTx, country: string | undefined): Promise<LabelMethod[]> {
  const settings = await readLabelSettings(tx);
  const carriage = { from: country, to: settings.returnTo?.country, grams: settings.parcelGrams };
  return ReturnMethod.options.flatMap((method): LabelMethod[] => {
    const carbon = carbonOf(method, carriage);
    const carried = CarriedMethod.safeParse(method);
    if (!carried.success) {
      const days = { earliest: 0, latest: 0 };
      return [{ method, carrier: undefined, boxless: true, price: 0n, days, carbon }];
    }
    const way = wayFor(settings, carried.data, country);
    if (!way) return [];
    const { carrier, boxless, days, provider } = way;
    return [{ method, carrier, boxless, price: providerNamed(provider).price(way), days, carbon }];
  });
}
