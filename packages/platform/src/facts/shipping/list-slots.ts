import { dayAt } from "../../foundation/calendar/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { loadHolidays } from "./holidays.ts";
import { listSlots } from "./shipping.contract.ts";
import { readShippingBook } from "./shipping-book.ts";
import { slotsOn } from "./slots.ts";
import { nextDeliveryDay } from "./working-days.ts";

export const listSlotsOperation = operation(listSlots, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, { key, days }) {
    const { services, origins } = await readShippingBook(tx);
    const service = services.find((each) => each.key === key);
    const origin = service && origins.get(service.origin);
    const hours = service?.slot;
    if (!origin || !hours) throw notFound();
    const today = dayAt(clock.now(), origin.timeZone).day;
    const year = clock.now().getUTCFullYear();
    await loadHolidays([origin], [year, year + 1]);
    const delivering = Array.from({ length: days }, (_, i) => today + i).filter(
      (day) => nextDeliveryDay(service.deliveryDays, origin, day) === day,
    );
    const rows = await tx.db
      .selectFrom("shipping_slots")
      .select(["starts_at", "capacity", "booked"])
      .where("service_key", "=", key)
      .where("starts_at", ">=", clock.now())
      .execute();
    const taken = new Map(rows.map((row) => [row.starts_at.getTime(), row]));
    const slots = delivering.flatMap((day) => slotsOn(hours, day, origin.timeZone));
    return {
      timeZone: origin.timeZone,
      items: slots
        .filter(({ from }) => from >= clock.now())
        .map(({ from, until }) => {
          const { capacity = hours.capacity, booked = 0 } = taken.get(from.getTime()) ?? {};
          return { from, until, capacity, booked };
        }),
    };
  },
});
