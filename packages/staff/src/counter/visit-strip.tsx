import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { clearVisit, useVisit } from "./visit.ts";
import { visitSum } from "./visit-sum.ts";

/** What lies on the counter already, while another purchase of the same parcel is looked for. */
export function VisitStrip() {
  const texts = useTexts();
  const { t } = texts;
  const { picked } = useVisit();
  if (picked.size === 0) return null;
  const { units } = visitSum(picked.values());
  return (
    <aside className="visit-strip" aria-label={t("counter.visit.title")}>
      <p>
        <b>{t("counter.visit.on-counter", { units, purchases: picked.size })}</b>
        {[...picked.values()].map(({ order }) => (
          <Link key={order.orderId} to="/counter/orders/$id" params={{ id: order.orderId }}>
            {t("staff.order.heading", { number: order.number })}
          </Link>
        ))}
      </p>
      <Button variant="default" size="md" onClick={clearVisit}>
        {t("counter.visit.clear")}
      </Button>
    </aside>
  );
}
