import { searchReturnRequests } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";

/** The requests that what was typed or scanned stands for: the code of a return opens it at once. */
export function RequestHits({ query: q }: { query: string }) {
  const texts = useTexts();
  const { t } = texts;
  const found = useQuery({ ...reading(searchReturnRequests, { q, limit: 5 }), staleTime: 0 }).data?.items ?? [];
  // Also of a return that is over: whoever brings it is to hear what became of it.
  const coded = found.find((one) => isCodeOf(one, q));
  if (coded !== undefined)
    return <Navigate to="/counter/requests/$id" params={{ id: coded.returnRequestId }} replace />;
  const open = found.filter(({ state }) => isAwaited(state));
  if (open.length === 0) return null;
  return (
    <ul className="cards">
      {open.map((one) => (
        <li key={one.returnRequestId} className="card">
          <p className="card-head">
            <Link to="/counter/requests/$id" params={{ id: one.returnRequestId }} data-list-item="" className="cover">
              {t("counter.request.heading", { number: one.number })}
            </Link>
            <span className="tag">{t("counter.request.awaited")}</span>
          </p>
          <p className="clip">{one.lines.map(({ title, sku }) => title ?? sku).join(", ")}</p>
          <p className="soft">
            {texts.date(new Date(one.requestedAt))} · {t("staff.order.heading", { number: one.orderNumber })}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Goods of it can still be handed over. */
export function isAwaited(state: string): boolean {
  return ["open", "on-its-way", "partly-received"].includes(state);
}

interface Coded {
  readonly number: string;
  readonly orderNumber: string;
}

/** Its own number, or that of a label which may have been taken back since: whatever is found by anything but the order's number. */
function isCodeOf({ number, orderNumber }: Coded, q: string): boolean {
  return number === q.toUpperCase() || !orderNumber.toLowerCase().startsWith(q.toLowerCase());
}
