import { Link } from "@tanstack/react-router";
import { Definition, IntervalBar } from "../ui/index.ts";
import { type Division, keptOf, type PromiseGroup, usePromiseWords } from "./promise-words.ts";
import type { PromiseSearch } from "./promises-page.tsx";

interface PromiseGroupsProps {
  readonly groups: readonly PromiseGroup[];
  readonly by: Division;
  readonly search: PromiseSearch;
}

const columns = ["kept", "early", "promised-days", "width", "shop"] as const;

/** Promises side by side, by what they are told apart by. */
export function PromiseGroups({ groups, by, search }: PromiseGroupsProps) {
  const words = usePromiseWords();
  const { t } = words.texts;
  const kept = groups.flatMap((group) => keptOf(group) ?? []);
  const from = Math.min(0.9, ...kept.map(({ low }) => low));
  return (
    <section className="section">
      <h2>{t("promises.groups", { by })}</h2>
      <table className="table rows stack">
        <thead>
          <tr>
            <th scope="col">{t(`promises.by.${by}`)}</th>
            <th scope="col" className="n">
              {t("promises.judged")}
              <Definition of={t("promises.judged")}>{t("promises.judged-definition")}</Definition>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="n">
                {t(`promises.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <GroupRow key={group.key} group={group} by={by} search={search} from={from} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface GroupRowProps extends Omit<PromiseGroupsProps, "groups"> {
  readonly group: PromiseGroup;
  /** Where the scale of shares begins. */
  readonly from: number;
}

function GroupRow({ group, by, search, from }: GroupRowProps) {
  const words = usePromiseWords();
  const { t, number } = words.texts;
  const { key = "-", judged, waiting, early, promisedDays, width, slack, shop } = group;
  const kept = keptOf(group);
  const name = words.group(by, key);
  return (
    <tr>
      <td>
        {by === "lane" ? (
          <Link to="/console/promises" search={{ ...search, by: "month", lane: key }} data-list-item="">
            {name}
          </Link>
        ) : (
          name
        )}
      </td>
      <td data-label={t("promises.judged")} className="n">
        {number(judged)}
        {waiting > 0 && <span className="under">{t("promises.waiting", { count: waiting })}</span>}
      </td>
      <td data-label={t("promises.kept")} className="n">
        {kept ? (
          <>
            <strong>{words.share(kept.value)}</strong>
            <IntervalBar interval={kept} from={from} to={1} strong={kept.low >= 0.9} />
            <span className="under">{words.interval(kept)}</span>
          </>
        ) : (
          "–"
        )}
      </td>
      <td data-label={t("promises.early")} className="n">
        {words.share(early?.value)}
      </td>
      <td data-label={t("promises.promised-days")} className="n">
        {words.days(promisedDays)}
        {slack !== undefined && <span className="under">{t("promises.slack", { days: words.days(slack) })}</span>}
      </td>
      <td data-label={t("promises.width")} className="n">
        {words.days(width)}
      </td>
      <td data-label={t("promises.shop")} className="n">
        {shop ? (
          <>
            {words.days(shop.promisedDays)}
            <span className="under">{t("promises.shop-kept", { share: words.share(1 - shop.late.value) })}</span>
          </>
        ) : (
          "–"
        )}
      </td>
    </tr>
  );
}
