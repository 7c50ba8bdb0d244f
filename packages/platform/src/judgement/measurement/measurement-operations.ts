import type { z } from "zod";
import { readStores } from "../../facts/stores/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { anything, type Operation, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { Interval } from "./effect.ts";
import { type Measured, type Measurement, startMeasurement } from "./measure.ts";
import { type Division, measureProgram, measurePrograms } from "./measurement.contract.ts";
import { nothingDone, readFrame, readRecords, readVersions } from "./measurement-frame.ts";
import { readRows, type Versions } from "./read-rows.ts";

const readers = { agent: anything, manager: anything, admin: anything, service: anything };

const ofProgram = operation(measureProgram, {
  by: readers,
  async run({ tx, clock }, { name, by, currency: asked }) {
    const program = await tx.db.selectFrom("programs").selectAll().where("name", "=", name).executeTakeFirst();
    if (!program) throw notFound({ field: "name" });
    const versions = await readVersions(tx, name);
    const { currency, currencies, timeZone } = await readFrame(tx, name, asked);
    const measurement = startMeasurement({ grouped: by !== undefined });
    await readRows(tx, { currency, timeZone, program: name, ...(by && { by }) }, versions, (_, row) =>
      measurement.add(row),
    );
    return {
      ...{ asOf: clock.now(), currency, currencies, program: name },
      title: titleOf(name, program.published_version, versions),
      ...(await views(tx, measurement, by)),
      overall: measurement.overall(),
      ...((await readRecords(tx, currency, name)).get(name) ?? nothingDone),
    };
  },
});

const ofPrograms = operation(measurePrograms, {
  by: readers,
  async run({ tx, clock }, { by, currency: asked }) {
    const programs = await tx.db
      .selectFrom("programs")
      .selectAll()
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom("experiments").whereRef("experiments.program", "=", "programs.name").select("program"))),
      )
      .orderBy("name")
      .execute();
    const versions = await readVersions(tx);
    const { currency, currencies, timeZone } = await readFrame(tx, undefined, asked);
    const records = await readRecords(tx, currency);
    const together = startMeasurement({ grouped: by !== undefined });
    const each = new Map<string, Measurement>();
    await readRows(tx, { currency, timeZone, ...(by && { by }) }, versions, (name, row) => {
      together.add(row);
      const alone = each.get(name) ?? startMeasurement({ grouped: false });
      each.set(name, alone);
      alone.add(row);
    });
    const items = programs
      .filter(({ published_version }) => published_version !== null)
      .map(({ name, published_version, retired_at }) => {
        const measured = (each.get(name) ?? startMeasurement({ grouped: false })).overall();
        const record = records.get(name) ?? nothingDone;
        return {
          program: name,
          title: titleOf(name, published_version, versions),
          ...(retired_at && { retiredAt: retired_at }),
          measured,
          ...record,
          ...perSpent(measured, record.spent),
        };
      });
    return {
      ...{ asOf: clock.now(), currency, currencies },
      programs: items.sort((a, b) => addedMargin(b) - addedMargin(a)),
      together: together.overall(),
      spent: programs.reduce((sum, { name }) => sum + (records.get(name)?.spent ?? 0), 0),
      ...(await views(tx, together, by)),
    };
  },
});

export const measurementOperations: readonly Operation[] = [ofProgram, ofPrograms];

type Item = z.output<typeof measurePrograms.output>["programs"][number];

function addedMargin({ measured }: Pick<Item, "measured">): number {
  return measured.figures.margin.effect?.total.value ?? Number.MIN_SAFE_INTEGER;
}

/** Absent where nothing was spent or nothing is known. */
function perSpent({ figures }: Measured, spent: number): { perSpent?: Interval } {
  const { effect } = figures.margin;
  if (!effect || !(spent > 0)) return {};
  const { value, low, high } = effect.total;
  return { perSpent: { value: value / spent, low: low / spent, high: high / spent } };
}

function titleOf(name: string, version: number | null, versions: Versions): string {
  return versions.get(`${name}/${version}`)?.title ?? name;
}

/** Groups with the names of stores, and weeks. */
async function views(tx: DatabaseTx, measurement: Measurement, by: Division | undefined) {
  const stores = by === "store" ? (await readStores(tx)).items : [];
  const names = new Map(stores.map(({ storeId, name }) => [storeId as string, name]));
  return {
    groups: measurement.groups().map(({ group, measured }) => {
      const label = group === null ? undefined : names.get(group);
      const key = group !== null && by === "store" ? toWire("sto", group) : group;
      return { ...(key !== null && { key }), ...(label !== undefined && { label }), ...measured };
    }),
    weeks: measurement.weeks().map(({ week, shoppers, effects }) => ({ week, shoppers, effects: known(effects) })),
  };
}

function known<T>(effects: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(Object.entries(effects).flatMap(([name, effect]) => (effect ? [[name, effect]] : [])));
}
