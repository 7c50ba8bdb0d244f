import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useRecordArea } from "./area.ts";

interface RecordLinkProps {
  /** A wire identifier, whose prefix says what it is. */
  readonly id: string;
  readonly children: ReactNode;
  /** Whether `j` and `k` stop here. */
  readonly inList?: boolean;
}

const pages = {
  ord: { console: "/console/orders/$id", desk: "/desk/orders/$id" },
  ret: { console: "/console/returns/$id", desk: "/desk/returns/$id" },
  shp: { console: "/console/shoppers/$id", desk: "/desk/shoppers/$id" },
  msg: { console: "/console/messages/$id", desk: "/desk/messages/$id" },
  wdr: { console: "/console/withdrawals/$id", desk: "/desk/withdrawals/$id" },
  rrq: { console: "/desk/return-requests/$id", desk: "/desk/return-requests/$id" },
  rfd: { console: "/console/refunds/$id", desk: "/desk/refunds/$id" },
  pcl: { console: "/console/parcels/$id", desk: "/desk/parcels/$id" },
  inc: { console: "/desk/exceptions/$id", desk: "/desk/exceptions/$id" },
  dec: { console: "/console/decisions/$id", desk: "/desk/decisions/$id" },
} as const;

/** A link to an order, return, return request, shopper, decision, message, refund, parcel or exception, in the area one is in; plain text for anything else. */
export function RecordLink({ id, children, inList = false }: RecordLinkProps) {
  const area = useRecordArea();
  const kind = id.split("_")[0] ?? "";
  if (!isKind(kind)) return children;
  return (
    <Link to={pages[kind][area]} params={{ id }} {...(inList && { "data-list-item": "" })}>
      {children}
    </Link>
  );
}

function isKind(kind: string): kind is keyof typeof pages {
  return Object.hasOwn(pages, kind);
}
