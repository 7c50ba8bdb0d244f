import type { IntakeRecord, IntakeResult } from "../../../facts/intake/index.ts";
import type { RowsRecord } from "./document-records.ts";

/** More would not help: this process prepares for all of them, and is busy with two. */
const LANES = 2;

type Record = (records: readonly IntakeRecord[]) => Promise<IntakeResult>;
type Recorded = (records: readonly RowsRecord[], result: IntakeResult) => Promise<void>;

interface Written {
  readonly records: readonly RowsRecord[];
  readonly result: IntakeResult;
}

/**
 * Records in several transactions at a time, so that the server works on one while this process prepares another. An
 * owner has a lane for good and a lane its order, so that every return comes after the purchases it undoes.
 */
export class Lanes {
  readonly #record: Record;
  readonly #recorded: Recorded;
  readonly #running: (Promise<Written> | undefined)[] = new Array(LANES).fill(undefined);

  /**
   * @param record writes a batch in a transaction of its own
   * @param recorded told of each batch once it is written, of one after the other
   */
  constructor(record: Record, recorded: Recorded) {
    this.#record = record;
    this.#recorded = recorded;
  }

  /** Starts recording as soon as the lanes are done with what they were given before. @throws what that has met */
  async record(records: readonly RowsRecord[]): Promise<void> {
    const shares = Map.groupBy(records, ({ owner }) => laneOf(owner));
    for (let lane = 0; lane < LANES; lane++) {
      await this.#finish(lane);
      const share = shares.get(lane);
      if (share) this.#running[lane] = this.#start(share);
    }
  }

  /** Waits for all lanes. @throws what one has met */
  async settle(): Promise<void> {
    for (let lane = 0; lane < LANES; lane++) await this.#finish(lane);
  }

  /** Waits for all lanes, whatever they have met. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  #start(records: readonly RowsRecord[]): Promise<Written> {
    const running = this.#record(records.map(({ record }) => record)).then((result) => ({ records, result }));
    // It is awaited later; until then its failure must not count as one that nobody hears.
    running.catch(() => {});
    return running;
  }

  async #finish(lane: number): Promise<void> {
    const written = await this.#running[lane];
    this.#running[lane] = undefined;
    if (written) await this.#recorded(written.records, written.result);
  }
}

/** FNV-1a, 32 bits. */
function laneOf(owner: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < owner.length; index++) hash = Math.imul(hash ^ owner.charCodeAt(index), 0x01000193);
  return (hash >>> 16) % LANES;
}
