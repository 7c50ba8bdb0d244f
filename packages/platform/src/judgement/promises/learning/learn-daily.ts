import { onceADay } from "../../training/index.ts";
import { replayPromises } from "../replay/replay-promises.ts";
import { learnPromises, type PromiseLearning } from "./learn-promises.ts";

/**
 * Learns from deliveries once on a business day. The first time, when nobody was promised anything yet, it also says of the history what would
 * have been promised with each order, so that there is something to judge the engine by before it has promised for half a year.
 * @returns whether it was done now
 */
export function learnPromisesDaily(learning: PromiseLearning): Promise<boolean> {
  const { unitOfWork } = learning;
  const learn = async () => {
    if (!(await learnPromises(learning))) return;
    const first = await unitOfWork.run("learning", ({ db }) =>
      db.selectFrom("promises").select("id").where("basis", "=", "retrospective").limit(1).executeTakeFirst(),
    );
    if (!first) await replayPromises(learning);
  };
  return onceADay(learning, learn, "promise_learning_days");
}
