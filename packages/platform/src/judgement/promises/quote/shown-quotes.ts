import { dayText } from "../../../foundation/calendar/index.ts";
import { type DatabaseTx, statement } from "../../../foundation/database/index.ts";
import type { Choice } from "./quote-service.ts";
import type { ShownQuote } from "./quote-token.ts";

/** Days that quotes are kept which nobody has accepted. */
const kept = "30 days";

const insertShown = statement<
  [
    ids: readonly string[],
    at: Date,
    countries: readonly string[],
    zones: readonly (string | null)[],
    choices: readonly string[],
    models: readonly (string | null)[],
  ],
  Record<never, never>
>(
  "promises.note-shown",
  `with over as (
    delete from promise_quotes where id in (
      select id from promise_quotes where not accepted and shown_at < $2::timestamptz - interval '${kept}'
      order by shown_at limit 2 * cardinality($1::uuid[]) for update skip locked
    )
  )
  insert into promise_quotes (id, shown_at, country, zone, choices, model_id)
  select id, $2, country, zone, choices::jsonb, model
  from unnest($1::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[]) q (id, country, zone, choices, model)`,
);

/** A quote with what it offers. */
export interface Shown {
  readonly quote: Omit<ShownQuote, "choices">;
  readonly choices: readonly Choice[];
}

/**
 * Writes down, together with the commit, what was shown. Each that is written takes two old ones away that nobody accepted, so that they
 * never pile up, and no night has to delete millions at once.
 *
 * The commit need not wait for the disk: what counts is signed in the token, and a server that breaks down forgets half a second of what
 * was shown at most. Waiting would cost each quote as much as all the rest.
 */
export function noteShown(tx: DatabaseTx, at: Date, shown: readonly Shown[]): void {
  tx.atEnd(() => tx.client.query("set local synchronous_commit = off"));
  const quotes = shown.map(({ quote }) => quote);
  tx.atEnd(() =>
    insertShown(
      tx,
      quotes.map(({ quoteId }) => quoteId),
      at,
      quotes.map(({ country }) => country),
      quotes.map(({ zone }) => zone ?? null),
      shown.map(({ choices }) => JSON.stringify(choices.map(inShort))),
      quotes.map(({ modelId }) => modelId ?? null),
    ),
  );
}

function inShort({ service, earliest, latest, confidence, price }: Choice) {
  return {
    ...{ service: service.key, earliest: dayText(earliest), latest: dayText(latest) },
    ...{ confidence, price: Number(price) },
  };
}
