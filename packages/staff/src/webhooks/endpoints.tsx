import { disableWebhookEndpoint, listWebhookEndpoints, rotateWebhookSecret } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ConfirmDialog, Definition, Empty, Loaded, SecretDialog, Waiting } from "../ui/index.ts";
import { NewEndpoint } from "./new-endpoint.tsx";
import { type Endpoint, useWebhookWords } from "./webhook-words.ts";

/** An address with the secret that its making or its rotation has just answered. */
export interface Made {
  readonly endpoint: Endpoint;
  readonly secret: string;
}

/** The addresses to which senders send, and what can be done with each. */
export function Endpoints() {
  const { t } = useTexts();
  const query = useQuery(reading(listWebhookEndpoints, {}));
  const queries = useQueryClient();
  const [made, setMade] = useState<Made>();
  const refresh = () => queries.invalidateQueries({ queryKey: [listWebhookEndpoints.name] });
  const show = async (answer: Made) => {
    setMade(answer);
    await refresh();
  };
  const forget = useCallback(() => setMade(undefined), []);
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t("webhooks.endpoints")}</h2>
        <NewEndpoint onMade={show} />
      </div>
      <p className="soft">{t("webhooks.endpoints-lead")}</p>
      <Loaded query={query} waiting={<Waiting lines={3} height={40} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("webhooks.none")}>
              <p>{t("webhooks.none-text")}</p>
            </Empty>
          ) : (
            <EndpointTable endpoints={items} onRotated={show} onDisabled={refresh} />
          )
        }
      </Loaded>
      {made !== undefined && (
        <SecretDialog
          title={t("webhooks.secret-of", { source: made.endpoint.source })}
          values={[
            { name: t("webhooks.address"), value: `${window.location.origin}${made.endpoint.path}` },
            { name: t("webhooks.secret"), value: made.secret },
          ]}
          onClose={forget}
        />
      )}
    </section>
  );
}

interface EndpointTableProps {
  readonly endpoints: readonly Endpoint[];
  readonly onRotated: (made: Made) => Promise<void>;
  readonly onDisabled: () => Promise<void>;
}

function EndpointTable({ endpoints, onRotated, onDisabled }: EndpointTableProps) {
  const { t } = useTexts();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("webhooks.sender")}</th>
          <th scope="col">{t("webhooks.last-received")}</th>
          <th scope="col" className="n">
            {t("webhooks.waiting")}
          </th>
          <th scope="col" className="n">
            {t("webhooks.open")}
          </th>
          <th scope="col" className="n">
            {t("webhooks.refused")}
            <Definition of={t("webhooks.refused")}>{t("webhooks.refused-definition")}</Definition>
          </th>
          <th scope="col">
            <span className="visually-hidden">{t("common.details")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {endpoints.map((endpoint) => (
          <Row key={endpoint.endpointId} endpoint={endpoint} onRotated={onRotated} onDisabled={onDisabled} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps extends Omit<EndpointTableProps, "endpoints"> {
  readonly endpoint: Endpoint;
}

function Row({ endpoint, onRotated, onDisabled }: RowProps) {
  const texts = useTexts();
  const { t } = texts;
  const words = useWebhookWords();
  const when = (at: string) => texts.dateTime(new Date(at));
  const { endpointId, sender, source, path, createdAt, disabledAt, previousUntil, waiting, open, refused } = endpoint;
  return (
    <tr>
      <td>
        <b>{source}</b> · {words.sender(sender)}
        <span className="under address">{path}</span>
        <span className="under">
          {disabledAt === undefined
            ? t("webhooks.open-since", { when: when(createdAt) })
            : t("webhooks.closed-since", { when: when(disabledAt) })}
          {previousUntil !== undefined && ` · ${t("webhooks.two-secrets", { when: when(previousUntil) })}`}
        </span>
      </td>
      <td data-label={t("webhooks.last-received")}>
        {endpoint.lastReceivedAt === undefined ? t("webhooks.never") : when(endpoint.lastReceivedAt)}
      </td>
      <td className="n" data-label={t("webhooks.waiting")}>
        {texts.number(waiting)}
      </td>
      <td className="n" data-label={t("webhooks.open")}>
        {open === 0 ? (
          texts.number(open)
        ) : (
          <Link to="/console/webhooks" search={{ endpoint: endpointId }}>
            {texts.number(open)}
          </Link>
        )}
      </td>
      <td className="n" data-label={t("webhooks.refused")}>
        {texts.number(refused)}
      </td>
      <td>{disabledAt === undefined && <Steer {...{ endpoint, onRotated, onDisabled }} />}</td>
    </tr>
  );
}

function Steer({ endpoint: { endpointId, source }, onRotated, onDisabled }: RowProps) {
  const { t } = useTexts();
  const rotate = useCommand(rotateWebhookSecret);
  const disable = useCommand(disableWebhookEndpoint);
  return (
    <div className="row-actions">
      <ConfirmDialog
        title={t("webhooks.rotate-title", { source })}
        text={t("webhooks.rotate-text")}
        action={t("webhooks.rotate")}
        onConfirm={async () => onRotated(await rotate.mutateAsync({ endpointId }))}
        open={(ask) => (
          <Button variant="default" size="compact-sm" onClick={ask}>
            {t("webhooks.rotate")}
          </Button>
        )}
      />
      <ConfirmDialog
        title={t("webhooks.disable-title", { source })}
        text={t("webhooks.disable-text")}
        action={t("webhooks.disable")}
        onConfirm={async () => {
          await disable.mutateAsync({ endpointId });
          await onDisabled();
        }}
        open={(ask) => (
          <Button variant="default" size="compact-sm" onClick={ask}>
            {t("webhooks.disable")}
          </Button>
        )}
      />
    </div>
  );
}
