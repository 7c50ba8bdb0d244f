import { checkWithdrawals } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useSession } from "../session/index.ts";

/** Whether all statements are as they were made, for those who may be asked to prove it. */
export function Chain() {
  const { role } = useSession() ?? {};
  return role === "manager" || role === "admin" ? <ChainNote /> : null;
}

function ChainNote() {
  const { t } = useTexts();
  const { data } = useQuery(reading(checkWithdrawals, {}));
  if (data === undefined || (data.statements === 0 && data.brokenAt === undefined)) return null;
  return data.brokenAt === undefined ? (
    <p className="soft">{t("withdrawals.desk.whole", { count: data.statements })}</p>
  ) : (
    <p className="note" role="alert">
      {t("withdrawals.desk.broken", { count: data.statements })}
    </p>
  );
}
