import { listLanes } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { Definition, Loaded, Waiting } from "../ui/index.ts";
import { usePromiseWords } from "./promise-words.ts";
import type { PromiseSearch } from "./promises-page.tsx";

const shown = 20;

/** The busiest lanes, with how long they take. */
export function LanesTable({ search }: { search: PromiseSearch }) {
  const words = usePromiseWords();
  const { t, number } = words.texts;
  const query = useQuery(reading(listLanes, { limit: shown }));
  const day = (days: number | undefined) => (days === undefined ? "–" : number(days));
  return (
    <Loaded query={query} waiting={<Waiting lines={4} height={44} />}>
      {({ lanes }) =>
        lanes.length === 0 ? null : (
          <section className="section">
            <h2>
              {t("promises.lanes")}
              <Definition of={t("promises.lanes")}>{t("promises.lanes-definition")}</Definition>
            </h2>
            <table className="table rows stack">
              <thead>
                <tr>
                  <th scope="col">{t("promises.lane")}</th>
                  {["journeys", "open", "handover50", "days50", "days90"].map((column) => (
                    <th key={column} scope="col" className="n">
                      {t(`promises.lanes.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lanes.map(({ lane, journeys, open, handover50, days50, days90 }) => (
                  <tr key={lane}>
                    <td>
                      <Link to="/console/promises" search={{ ...search, by: "month", lane }} data-list-item="">
                        {words.lane(lane)}
                      </Link>
                    </td>
                    <td data-label={t("promises.lanes.journeys")} className="n">
                      {number(journeys)}
                    </td>
                    <td data-label={t("promises.lanes.open")} className="n">
                      {number(open)}
                    </td>
                    <td data-label={t("promises.lanes.handover50")} className="n">
                      {day(handover50)}
                    </td>
                    <td data-label={t("promises.lanes.days50")} className="n">
                      {day(days50)}
                    </td>
                    <td data-label={t("promises.lanes.days90")} className="n">
                      {day(days90)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )
      }
    </Loaded>
  );
}
