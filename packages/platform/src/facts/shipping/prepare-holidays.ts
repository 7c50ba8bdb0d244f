import type { Clock } from "../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import { knowsHolidays, loadHolidays, type Place } from "./holidays.ts";
import { readShippingBook } from "./shipping-book.ts";

/**
 * Works out the holidays of one place and year that quotes will ask for, before the first one does: whoever asks first would wait for it, and
 * all who ask meanwhile.
 * @returns 1, or 0 when all are known
 */
export async function prepareHolidays(work: UnitOfWork, clock: Clock): Promise<number> {
  const book = await work.run("shipping", readShippingBook);
  const countries = new Set(book.services.flatMap((service) => (service.active ? service.countries : [])));
  const places: Place[] = [...book.origins.values(), ...[...countries].map((country) => ({ country }))];
  const year = clock.now().getUTCFullYear();
  for (const each of [year, year + 1, year - 1]) {
    const next = places.find((place) => !knowsHolidays(place, each));
    if (!next) continue;
    await loadHolidays([next], [each]);
    return 1;
  }
  return 0;
}
