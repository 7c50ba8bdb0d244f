import { listSlots } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, ShareBar, Waiting } from "../ui/index.ts";
import { type Service, useShippingWords } from "./shipping-words.ts";

/** How full the windows of a service are in the next two weeks; nothing where no service has any. */
export function SlotSection({ services }: { services: readonly Service[] }) {
  const { t } = useTexts();
  const words = useShippingWords();
  const navigate = useNavigate();
  const search = useSearch({ from: "/staff/console/shipping" });
  const withSlots = services.filter(({ slot }) => slot !== undefined);
  const shown = withSlots.find(({ key }) => key === search.slots) ?? withSlots[0];
  if (shown === undefined) return null;
  return (
    <section className="section">
      <h3>{t("shipping.slots")}</h3>
      {withSlots.length > 1 && (
        <NativeSelect
          className="shipping-choice"
          label={t("shipping.service")}
          value={shown.key}
          data={withSlots.map((service) => ({ value: service.key, label: words.title(service) }))}
          onChange={({ currentTarget: { value } }) =>
            void navigate({ to: ".", search: { ...search, slots: value }, replace: true })
          }
        />
      )}
      <Slots service={shown.key} />
    </section>
  );
}

function Slots({ service }: { service: string }) {
  const texts = useTexts();
  const { t } = texts;
  const query = useQuery(reading(listSlots, { key: service }));
  return (
    <Loaded query={query} waiting={<Waiting lines={4} height={32} />}>
      {({ items, timeZone }) => {
        const there = texts.inTimeZone(timeZone);
        const days = Map.groupBy(items, ({ from }) => there.weekday(new Date(from), "short"));
        return (
          <table className="table slots">
            <tbody>
              {[...days].map(([day, slots]) => (
                <tr key={day}>
                  <th scope="row">{day}</th>
                  <td>
                    <ul>
                      {slots.map(({ from, until, capacity, booked }) => (
                        <li key={from}>
                          <span className="num">
                            {t("common.from-to", { from: there.time(new Date(from)), to: there.time(new Date(until)) })}
                          </span>
                          <ShareBar share={capacity === 0 ? 1 : booked / capacity} />
                          <span className="under num">
                            {t("shipping.booked", { booked: texts.number(booked), capacity: texts.number(capacity) })}
                          </span>
                        </li>
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      }}
    </Loaded>
  );
}
