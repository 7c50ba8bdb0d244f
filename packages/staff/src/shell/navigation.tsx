import { useMutation } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTexts } from "../language/index.ts";
import { type Area, areasOf, endSession, type Session } from "../session/index.ts";
import { useFailureText } from "../ui/index.ts";
import { BusinessTime } from "./business-time.tsx";
import { Preferences } from "./preferences.tsx";

/** Pages by what they are about, each group for those who work in its area. */
const groups = [
  {
    id: "console",
    area: "console",
    pages: [
      { to: "/console", text: "staff.nav.overview" },
      { to: "/console/returns", text: "staff.nav.returns" },
      { to: "/console/return-insight", text: "return-insight.title" },
      { to: "/console/return-policy", text: "return-policy.title" },
      { to: "/console/programs", text: "programs.title" },
      { to: "/console/worth", text: "measurement.title" },
      { to: "/console/decisions", text: "decision-log.title" },
      { to: "/console/offers", text: "offers.nav" },
      { to: "/console/messages", text: "messages.title" },
      { to: "/console/ledger", text: "refunds.ledger.title" },
      { to: "/console/reconciliation", text: "reconciliation.title" },
      { to: "/console/laboratory", text: "laboratory.nav" },
      { to: "/console/model", text: "staff.nav.model" },
      { to: "/console/settings", text: "staff.nav.settings" },
    ],
  },
  {
    id: "delivery",
    area: "console",
    pages: [
      { to: "/console/delivery", text: "console-delivery.overview.title" },
      { to: "/console/carriers", text: "console-delivery.carriers.title" },
      { to: "/console/promises", text: "promises.title" },
      { to: "/console/shipping", text: "shipping.title" },
      { to: "/console/return-ways", text: "return-labels.ways.title" },
      { to: "/console/content", text: "content.title" },
      { to: "/console/webhooks", text: "webhooks.title" },
      { to: "/console/subscriptions", text: "subscriptions.title" },
      { to: "/console/destinations", text: "dispositions.destinations.title" },
    ],
  },
  {
    id: "desk",
    area: "desk",
    pages: [
      { to: "/desk", text: "staff.nav.search" },
      { to: "/desk/exceptions", text: "console-delivery.exceptions.title" },
      { to: "/desk/requests", text: "console-delivery.requests.title" },
      { to: "/desk/parcels", text: "parcels.title" },
      { to: "/desk/return-requests", text: "return-requests.title" },
      { to: "/desk/exchanges", text: "exchanges.desk.title" },
      { to: "/desk/withdrawals", text: "withdrawals.desk.title" },
      { to: "/desk/claims", text: "claims.title" },
      { to: "/desk/appeals", text: "appeals.title" },
      { to: "/desk/inspection", text: "dispositions.title" },
      { to: "/desk/refunds", text: "refunds.title" },
      { to: "/desk/goods-owed", text: "refunds.advances.title" },
      { to: "/desk/gift-cards", text: "gift-cards.title" },
    ],
  },
  {
    id: "counter",
    area: "counter",
    pages: [
      { to: "/counter", text: "staff.nav.take-back" },
      { to: "/counter/redeem", text: "staff.nav.redeem" },
      { to: "/counter/gift-cards", text: "gift-cards.title" },
    ],
  },
] as const satisfies readonly {
  id: string;
  area: Area;
  pages: readonly { to: string; text: string }[];
}[];

/** Pages that others lie below: each is the current one only itself. */
const exact: readonly string[] = ["/console", "/desk", "/counter"];

interface NavigationProps {
  readonly session: Session;
  readonly onHelp: () => void;
  /** Called when a page was chosen, so that a menu over the page can close. */
  readonly onChosen?: () => void;
}

/** Where one can go, who one is, and how the application speaks and looks. */
export function Navigation({ session, onHelp, onChosen }: NavigationProps) {
  const { t } = useTexts();
  const areas = areasOf(session.role);
  const shown = areas.flatMap((area) => groups.filter((group) => group.area === area));
  const pages = useRef<HTMLElement>(null);
  const pathname = useLocation({ select: (location) => location.pathname });
  useEffect(() => {
    const list = pages.current;
    if (list === null || pathname === "") return;
    // Beside the page the pages scroll alone, and what stands below them arrives later: the one that is open must not lie below their edge.
    const show = () => list.querySelector(".nav-link.active")?.scrollIntoView({ block: "nearest" });
    const observer = new ResizeObserver(show);
    observer.observe(list);
    return () => observer.disconnect();
  }, [pathname]);
  return (
    <div className="navigation">
      <nav aria-label={t("staff.nav.label")} ref={pages}>
        {shown.map(({ id, pages: listed }) => (
          <div key={id} className="nav-group">
            <p className="nav-group-name" id={`nav-${id}`}>
              {t(`staff.area.${id}`)}
            </p>
            <ul aria-labelledby={`nav-${id}`}>
              {listed.map(({ to, text }) => (
                <li key={to}>
                  <Link
                    to={to}
                    className="nav-link"
                    activeOptions={{ exact: exact.includes(to), includeSearch: false }}
                    {...(onChosen !== undefined && { onClick: onChosen })}
                  >
                    {t(text)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="nav-foot">
        <BusinessTime />
        <button type="button" className="nav-link" onClick={onHelp}>
          {t("staff.help.open")} <kbd>?</kbd>
        </button>
        <Preferences />
        <Person session={session} />
      </div>
    </div>
  );
}

function Person({ session }: { session: Session }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const navigate = useNavigate();
  const leave = useMutation({ mutationFn: endSession, onSuccess: () => navigate({ to: "/login" }) });
  return (
    <div className="person">
      <p>
        <strong>{session.login}</strong>
        <span className="soft">{t(`staff.role.${session.role}`)}</span>
      </p>
      <button type="button" className="text-button" disabled={leave.isPending} onClick={() => leave.mutate()}>
        {t("staff.log-out")}
      </button>
      {leave.isError && <p role="alert">{failureText(leave.error)}</p>}
    </div>
  );
}
