import { parentPort, workerData } from "node:worker_threads";
import { appendListeners } from "./capabilities.ts";
import { predictWatched } from "./care/delivery/index.ts";
import { learnFromHistory } from "./care/incentives/index.ts";
import { openBusinessClock } from "./facts/retailer/index.ts";
import { openDatabase } from "./foundation/database/index.ts";
import { openUnitOfWork } from "./foundation/events/index.ts";
import { giveWay } from "./foundation/threads/index.ts";
import { learnExperiments } from "./judgement/experiments/index.ts";
import { learnWays } from "./judgement/promises/in-flight/index.ts";
import { learnPromisesDaily } from "./judgement/promises/index.ts";

/** The day's learning, once; tells when it is done. */
giveWay();
const database = openDatabase(workerData as string, { applicationName: "aftercare learning", max: 2 });
const clock = await openBusinessClock(database);
const learning = { unitOfWork: openUnitOfWork(database, clock, appendListeners(clock)), clock };
await learnFromHistory(learning);
await learnExperiments(learning, "new");
await learnPromisesDaily(learning);
await learnWays(learning);
await predictWatched(learning);
await database.close();
parentPort?.postMessage("done");
