import { Checkbox } from "./checkbox.tsx";
import type { ListedItem } from "./item-types.ts";
import { useItemWords } from "./item-words.ts";

interface ItemQueueProps {
  readonly rows: readonly ListedItem[];
  readonly current: string | undefined;
  readonly onOpen: (itemId: string) => void;
  /** Items of several states stand beside each other. */
  readonly isMixed: boolean;
  /** Several can be chosen at once. */
  readonly chosen?: ReadonlySet<string>;
  readonly onChoose?: (item: ListedItem) => void;
}

/** The items in the order in which they are worked through; the one that is open is marked. */
export function ItemQueue({ rows, current, onOpen, isMixed, chosen, onChoose }: ItemQueueProps) {
  const { t } = useItemWords();
  return (
    <ul className="item-queue">
      {rows.map((item) => (
        <li key={item.itemId} className={item.itemId === current ? "current" : undefined}>
          {onChoose !== undefined && (
            <Checkbox
              label={t("dispositions.batch.choose", { item: item.title ?? item.sku })}
              checked={chosen?.has(item.itemId) ?? false}
              onChange={() => onChoose(item)}
            />
          )}
          <button
            type="button"
            data-list-item=""
            aria-current={item.itemId === current ? "true" : undefined}
            onClick={() => onOpen(item.itemId)}
          >
            <ItemLine item={item} isMixed={isMixed} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function ItemLine({ item, isMixed }: { item: ListedItem; isMixed: boolean }) {
  const words = useItemWords();
  const { t } = words;
  const what = item.disposition ?? (item.state === "inspected" ? item.recommended : undefined);
  return (
    <>
      <span className="item-title">{item.title ?? item.sku}</span>
      <span className="item-state">
        {item.grade !== undefined && <span className="grade-mark">{item.grade}</span>}
        {item.stray !== undefined && item.returnId === undefined && (
          <span className="tag">{t("dispositions.stray.tag")}</span>
        )}
        {isMixed && (
          <span className={item.state === "waiting" ? "tag warn" : "tag good"}>
            {t(`dispositions.state.${item.state}`)}
          </span>
        )}
      </span>
      <span className="soft small">
        {[
          words.units(item.quantity),
          ...[item.returnNumber ?? item.returnRequestNumber ?? item.trackingNumber].filter((one) => one !== undefined),
          item.storeName ?? t("dispositions.warehouse"),
          words.date(new Date(item.receivedAt)),
          ...(what === undefined ? [] : [words.optionName(what)]),
          ...(item.destination === undefined ? [] : [item.destination.title]),
        ].join(" · ")}
      </span>
    </>
  );
}
