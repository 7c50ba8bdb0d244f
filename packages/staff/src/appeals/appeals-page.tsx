import { type ContractInput, searchAppeals } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listing } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useRetailer } from "../time/index.ts";
import { Empty, Loaded, LoadMore, PageHead, useShopperName, Waiting } from "../ui/index.ts";
import type { Appeal } from "./appeal-words.ts";

const states = ["open", "granted", "kept"] as const;

/** Appeals; as long as nobody asks for others, the open ones, by when an answer was promised. */
export function AppealsPage() {
  const { t } = useTexts();
  const { state: asked } = useSearch({ from: "/staff/desk/appeals" });
  const navigate = useNavigate({ from: "/desk/appeals" });
  const input: ContractInput<typeof searchAppeals> =
    asked === "all" ? {} : { state: states.find((each) => each === asked) ?? "open" };
  const query = useInfiniteQuery(listing(searchAppeals, input));
  return (
    <>
      <PageHead title={t("appeals.title")} lead={t("appeals.lead")} />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("appeals.state-label")}
          value={asked ?? "open"}
          data={[...states, "all" as const].map((value) => ({ value, label: t(`appeals.state.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            void navigate({ search: value === "open" ? {} : { state: value } })
          }
        />
      </div>
      <Loaded query={query} waiting={<Waiting lines={4} height={48} />}>
        {({ pages }) => {
          const appeals = pages.flatMap(({ items }) => items);
          return appeals.length === 0 ? (
            <Empty title={t("appeals.none")}>
              <p>{t("appeals.none-text")}</p>
            </Empty>
          ) : (
            <>
              <AppealTable appeals={appeals} />
              <LoadMore query={query} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function AppealTable({ appeals }: { appeals: readonly Appeal[] }) {
  const { t } = useTexts();
  const shopperName = useShopperName();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("appeals.about")}</th>
          <th scope="col">{t("appeals.shopper")}</th>
          <th scope="col">{t("appeals.answer-due")}</th>
        </tr>
      </thead>
      <tbody>
        {appeals.map((appeal) => (
          <tr key={appeal.appealId}>
            <th scope="row">
              <Link to="/desk/appeals/$id" params={{ id: appeal.appealId }} data-list-item="" className="cover">
                {t(`appeals.desk-kind.${appeal.about.kind}`)}
              </Link>
              <span className="under clip">{appeal.about.outcome.join(" ")}</span>
            </th>
            <td data-label={t("appeals.shopper")}>
              {shopperName(appeal.shopper)}
              {appeal.orderNumber !== undefined && <span className="under">{appeal.orderNumber}</span>}
            </td>
            <td data-label={t("appeals.answer-due")}>
              <Due appeal={appeal} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Until when an answer was promised, as long as there is none. */
export function Due({ appeal: { state, answerBy, decidedAt } }: { appeal: Appeal }) {
  const texts = useTexts();
  const { t } = texts;
  const { data: retailer } = useRetailer();
  const now = retailer === undefined ? Date.now() : new Date(retailer.now).getTime();
  if (state !== "open")
    return (
      <>
        <span className={state === "granted" ? "tag good" : "tag"}>{t(`appeals.state.${state}`)}</span>
        {decidedAt !== undefined && <span className="under num">{texts.date(new Date(decidedAt))}</span>}
      </>
    );
  return (
    <>
      <span className="num">{texts.dateTime(new Date(answerBy))}</span>
      {new Date(answerBy).getTime() < now && <span className="tag warn beside">{t("appeals.overdue")}</span>}
    </>
  );
}
