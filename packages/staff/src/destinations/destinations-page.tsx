import { listDestinations } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { type Destination, useItemWords } from "../inspection/index.ts";
import { Empty, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { areaText } from "./area-text.ts";

/** Who takes goods that came back, and what they have taken. */
export function DestinationsPage() {
  const { t } = useItemWords();
  const query = useQuery(reading(listDestinations, {}));
  return (
    <>
      <PageHead
        title={t("dispositions.destinations.title")}
        lead={t("dispositions.destinations.lead")}
        actions={
          <>
            <Link to="/console/destinations/new" className="button-link">
              {t("dispositions.destinations.new")}
            </Link>
            <Link to="/console/destinations/scorecard" className="button-link quiet">
              {t("dispositions.scorecard.title")}
            </Link>
            <Link to="/console/destinations/settings" className="button-link quiet">
              {t("dispositions.settings.title")}
            </Link>
          </>
        }
      />
      <Loaded query={query} waiting={<Waiting lines={6} height={44} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("dispositions.destinations.none")}>
              <p>{t("dispositions.destinations.none-text")}</p>
            </Empty>
          ) : (
            <DestinationTable items={items} />
          )
        }
      </Loaded>
    </>
  );
}

function DestinationTable({ items }: { items: readonly Destination[] }) {
  const words = useItemWords();
  const { t } = words;
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("dispositions.destinations.name")}</th>
          <th scope="col">{t("dispositions.destinations.area")}</th>
          <th scope="col">{t("dispositions.destinations.takes")}</th>
          <th scope="col" className="n">
            {t("dispositions.destinations.waiting")}
          </th>
          <th scope="col" className="n">
            {t("dispositions.destinations.taken")}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((destination) => (
          <DestinationRow key={destination.destinationId} destination={destination} />
        ))}
      </tbody>
    </table>
  );
}

function DestinationRow({ destination }: { destination: Destination }) {
  const words = useItemWords();
  const { t } = words;
  const { destinationId, title, kind, active, fromShoppers, catchment, acceptance, waiting, taken } = destination;
  const { categories = [], grades, dispositions } = acceptance;
  return (
    <tr>
      <td>
        <Link to="/console/destinations/$id" params={{ id: destinationId }} data-list-item="">
          {title}
        </Link>
        <span className="under">
          {words.kindName(kind)}
          {fromShoppers && ` · ${t("dispositions.destinations.from-shoppers-tag")}`}
        </span>
        {!active && <span className="tag">{t("dispositions.destinations.closed")}</span>}
      </td>
      <td data-label={t("dispositions.destinations.area")}>{areaText(catchment).split("\n").join("; ")}</td>
      <td data-label={t("dispositions.destinations.takes")}>
        <span>{(kind === "refurbisher" ? ["refurbish"] : dispositions).map(words.optionName).join(", ")}</span>
        <span className="under">
          {[grades.join(" "), ...(categories.length === 0 ? [] : [categories.join(", ")])].join(" · ")}
        </span>
      </td>
      <td className="n" data-label={t("dispositions.destinations.waiting")}>
        <span>{words.number(waiting)}</span>
      </td>
      <td className="n" data-label={t("dispositions.destinations.taken")}>
        <span>{words.number(taken.units)}</span>
        {taken.units > 0 && (
          <span className="under num">
            {words.kilograms(taken.weightGrams)}
            {taken.lastAt !== undefined &&
              ` · ${t("dispositions.destinations.last", { day: words.date(new Date(taken.lastAt)) })}`}
          </span>
        )}
      </td>
    </tr>
  );
}
