import { getItem } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { ReturnPhotos } from "../return-photos/index.ts";
import { Loaded, RecordLink, useWording, Waiting } from "../ui/index.ts";
import { Decide } from "./decide.tsx";
import { Decided } from "./decided.tsx";
import { DonationOffers } from "./donation-offers.tsx";
import { GradeItem } from "./grade-item.tsx";
import { ItemRecords } from "./item-records.tsx";
import { type Item, useRefreshItems } from "./item-types.ts";
import { useItemWords } from "./item-words.ts";
import { WhoseItem } from "./whose-item.tsx";

interface ItemPanelProps {
  readonly itemId: string;
  /** Opens another item; without one, the next of the list. */
  readonly onOpen: (itemId: string | undefined) => void;
}

/** One item, and what is to be done with it now. */
export function ItemPanel({ itemId, onOpen }: ItemPanelProps) {
  const query = useQuery({ ...reading(getItem, { itemId }), staleTime: 0 });
  return (
    <Loaded page query={query} waiting={<Waiting lines={6} height={44} />}>
      {(item) => (
        <article className="item-panel">
          <About item={item} />
          <WhoseItem item={item} />
          {(item.state === "waiting" || item.state === "inspected" || item.state === "refurbishing") && (
            <GradeItem key={`${item.itemId} ${item.state}`} item={item} onGraded={onOpen} />
          )}
          {item.state === "inspected" && <Decide key={item.grade} item={item} onDone={() => onOpen(undefined)} />}
          {item.state === "inspected" && <DonationOffers item={item} />}
          {(item.state === "disposed" || item.state === "handed-over") && <Decided item={item} />}
          <Photos item={item} />
          <ItemRecords item={item} />
        </article>
      )}
    </Loaded>
  );
}

/** Of what was bought: photos are kept with the order. */
function Photos({ item: { orderId, orderLine, title, sku } }: { item: Item }) {
  const refresh = useRefreshItems();
  if (orderId === undefined || orderLine === undefined) return null;
  const lines = [{ line: orderLine, title: title ?? sku }];
  return <ReturnPhotos orderId={orderId} lines={lines} onChanged={() => void refresh()} />;
}

function About({ item }: { item: Item }) {
  const words = useItemWords();
  const wording = useWording();
  const { t } = words;
  const link = (term: string, id: string | undefined, name: string | undefined): [string, React.ReactNode][] =>
    id === undefined
      ? []
      : [
          [
            term,
            <RecordLink key={id} id={id}>
              {name ?? id}
            </RecordLink>,
          ],
        ];
  const isStray = item.stray !== undefined && item.returnId === undefined;
  const facts: [string, React.ReactNode][] = [
    ...link(t("dispositions.return"), item.returnId, item.returnNumber),
    ...link(t("dispositions.stray.with-return"), item.returnRequestId, item.returnRequestNumber),
    ...(item.trackingNumber === undefined
      ? []
      : [[t("dispositions.stray.parcel"), item.trackingNumber] as [string, string]]),
    [t("dispositions.came-back"), words.date(new Date(item.receivedAt), "long")],
    ...(isStray
      ? []
      : [[t("dispositions.paid"), words.money({ amount: item.paid, currency: item.currency })] as [string, string]]),
    ...(item.reason === undefined
      ? []
      : [[t("dispositions.reason"), wording.returnReason(item.reason)] as [string, string]]),
  ];
  return (
    <header className="item-about">
      <p className="soft small">
        {item.sku} · {words.units(item.quantity)} · {item.storeName ?? t("dispositions.warehouse")}
      </p>
      <h2>{item.title ?? item.sku}</h2>
      {item.stray !== undefined && isStray && (
        <p>
          <span className="tag warn">{t(`dispositions.stray.${item.stray}`)}</span>
        </p>
      )}
      <dl className="facts">
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="num">{text}</dd>
          </div>
        ))}
      </dl>
      {item.note !== undefined && <p className="note">{item.note}</p>}
    </header>
  );
}
