import { listParkedReactions, retryParkedReaction } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useSession } from "../session/index.ts";
import { Failure, Loaded, Waiting } from "../ui/index.ts";

/** Work that failed its last try. It holds back only its own shopper, until somebody has looked. */
export function ParkedReactions() {
  const texts = useTexts();
  const { t } = texts;
  const queries = useQueryClient();
  const session = useSession();
  const query = useQuery(reading(listParkedReactions, {}));
  const retry = useCommand(retryParkedReaction);
  const tryAgain = async (id: string) => {
    await retry.mutateAsync({ id }).catch(() => undefined);
    await queries.invalidateQueries({ queryKey: reading(listParkedReactions, {}).queryKey });
  };
  return (
    <section className="section">
      <h2>{t("staff.parked.title")}</h2>
      <p className="soft">{t("staff.parked.help")}</p>
      {retry.isError && <Failure error={retry.error} />}
      <Loaded query={query} waiting={<Waiting lines={2} height={36} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t("staff.parked.none")}</p>
          ) : (
            <ul className="cards">
              {items.map(({ id, reaction, parkedAt, error, waiting }) => (
                <li key={id} className="card">
                  <p className="card-head">
                    <span>{reaction}</span>
                    <span className="soft">{texts.dateTime(new Date(parkedAt))}</span>
                  </p>
                  <p>{error}</p>
                  <p className="soft">{t("staff.parked.waiting", { count: waiting })}</p>
                  {session?.role === "admin" && (
                    <Button variant="default" loading={retry.isPending} onClick={() => void tryAgain(id)}>
                      {t("common.try-again")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
