import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { Definition } from "../ui/index.ts";
import { type Service, useShippingWords } from "./shipping-words.ts";

/** Services in the order in which shoppers see them. */
export function ServiceTable({ services }: { services: readonly Service[] }) {
  const { t } = useTexts();
  const words = useShippingWords();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("shipping.service")}</th>
          <th scope="col">{t("shipping.goes-to")}</th>
          <th scope="col">{t("shipping.delivery-days")}</th>
          <th scope="col">
            {t("shipping.stated")}
            <Definition of={t("shipping.stated")}>{t("shipping.stated-definition")}</Definition>
          </th>
          <th scope="col" className="n">
            {t("shipping.price")}
          </th>
        </tr>
      </thead>
      <tbody>
        {services.map((service) => (
          <tr key={service.key}>
            <td>
              <Link to="/console/shipping/services/$key" params={{ key: service.key }} data-list-item="">
                {words.title(service)}
              </Link>
              <span className="under">
                {[
                  words.kind(service.kind),
                  service.key,
                  ...(service.carrier === undefined ? [] : [service.carrier]),
                  ...(service.active ? [] : [t("shipping.not-offered")]),
                ].join(" · ")}
              </span>
            </td>
            <td data-label={t("shipping.goes-to")} className="wide">
              {service.countries.join(", ")}
              <span className="under">{t("shipping.from-origin", { origin: service.origin })}</span>
            </td>
            <td data-label={t("shipping.delivery-days")}>{words.weekdays(service.deliveryDays ?? [])}</td>
            <td data-label={t("shipping.stated")}>{words.stated(service)}</td>
            <td className="n" data-label={t("shipping.price")}>
              {words.price(service)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
