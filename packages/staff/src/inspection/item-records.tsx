import type { Item } from "./item-types.ts";
import { useItemWords } from "./item-words.ts";

type Entry = Item["records"][number];

/** What was done with an item, by whom and when. */
export function ItemRecords({ item: { records } }: { item: Item }) {
  const words = useItemWords();
  const { t } = words;
  if (records.length === 0) return null;
  return (
    <details className="item-records">
      <summary>{t("dispositions.history")}</summary>
      <ol>
        {records.map((entry) => (
          <li key={`${entry.at} ${entry.what}`}>
            <RecordText entry={entry} />
            <span className="under num">
              {[words.dateTime(new Date(entry.at)), ...(entry.by === undefined ? [] : [entry.by])].join(" · ")}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function RecordText({ entry: { what, details } }: { entry: Entry }) {
  const words = useItemWords();
  const { t } = words;
  const text = (name: string) => (typeof details[name] === "string" ? details[name] : "");
  const disposition = text("disposition");
  return t(`dispositions.record.${what}`, {
    grade: text("grade"),
    what: disposition === "" ? "" : words.optionName(disposition),
    answer: t(`dispositions.answer.${text("answer") === "" ? "silent" : text("answer")}`),
    receipt: text("receipt"),
  });
}
