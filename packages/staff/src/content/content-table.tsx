import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { Definition, IntervalBar } from "../ui/index.ts";
import { type ContentRow, useContentWords } from "./content-words.ts";

/** Guides by name, with whom they are for and what came of each. */
export function ContentTable({ items }: { items: readonly ContentRow[] }) {
  const { t } = useTexts();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("content.item")}</th>
          <th scope="col">{t("content.for")}</th>
          <th scope="col" className="n">
            {t("content.sent")}
            <Definition of={t("content.sent")}>{t("content.sent-definition")}</Definition>
          </th>
          <th scope="col">
            {t("content.opened")}
            <Definition of={t("content.opened")}>{t("content.opened-definition")}</Definition>
          </th>
          <th scope="col" className="n">
            {t("content.help")}
            <Definition of={t("content.help")}>{t("content.help-definition")}</Definition>
          </th>
          <th scope="col">
            {t("content.came-back")}
            <Definition of={t("content.came-back")}>{t("content.came-back-definition")}</Definition>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.contentId} item={item} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ item }: { item: ContentRow }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useContentWords();
  const { contentId, kind, moment, provider, targets, results } = item;
  const [first, ...others] = targets.map(words.target);
  const back = [
    ["content.came-back-opened", words.cameBack(results.cameBack.opened)] as const,
    ["content.came-back-unopened", words.cameBack(results.cameBack.unopened)] as const,
  ];
  return (
    <tr>
      <td>
        <Link to="/console/content/$id" params={{ id: contentId }} data-list-item="">
          {words.title(item)}
        </Link>
        <span className="under">
          {[words.kind(kind), words.moment(moment), ...(provider === undefined ? [] : [provider])].join(" · ")}
        </span>
      </td>
      <td data-label={t("content.for")}>
        {first}
        {others.length > 0 && <span className="under">{t("content.target.others", { count: others.length })}</span>}
      </td>
      <td className="n" data-label={t("content.sent")}>
        {texts.number(results.sent)}
        {results.found > 0 && <span className="under">{t("content.found", { count: results.found })}</span>}
      </td>
      <td data-label={t("content.opened")}>
        {results.openedShare === undefined ? (
          <span className="soft">–</span>
        ) : (
          <>
            <span className="num">{texts.percent(results.openedShare.value)}</span>
            <IntervalBar interval={results.openedShare} from={0} to={1} />
            <span className="under num">
              {t("content.interval", {
                low: texts.percent(results.openedShare.low),
                high: texts.percent(results.openedShare.high),
              })}
            </span>
          </>
        )}
      </td>
      <td className="n" data-label={t("content.help")}>
        {texts.number(results.helpAsked)}
      </td>
      <td data-label={t("content.came-back")} className="wide">
        {back.every(([, said]) => said === undefined) && <span className="soft">–</span>}
        {back.map(
          ([label, said]) =>
            said !== undefined && (
              <span key={label} className="under">
                {t(label, { said })}
              </span>
            ),
        )}
      </td>
    </tr>
  );
}
