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
  const open = found.filter(({ state }) => isAwaited(state));
  const [only] = open;
  const isCode = only !== undefined && open.length === 1 && isCodeOf(only, q);
  if (isCode) return <Navigate to="/counter/requests/$id" params={{ id: only.returnRequestId }} replace />;
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
  readonly labels: readonly { readonly trackingNumber: string }[];
}

/** Its own number, or that of its label: nobody types either for anything else. */
function isCodeOf({ number, labels }: Coded, q: string): boolean {
  const code = q.toUpperCase();
  return number === code || labels.some(({ trackingNumber }) => trackingNumber.toUpperCase() === code);
}
