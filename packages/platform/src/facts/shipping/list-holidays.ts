import { dayText } from "../../foundation/calendar/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { holidaysOf } from "./holidays.ts";
import { listHolidays } from "./shipping.contract.ts";

export const listHolidaysOperation = operation(listHolidays, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run(_, { country, subdivision, year }) {
    const holidays = await holidaysOf(country, subdivision, year);
    return { items: holidays.map(({ day, name }) => ({ on: dayText(day), name })) };
  },
});
