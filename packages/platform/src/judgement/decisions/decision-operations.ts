import type { Actor } from "../../foundation/actors/index.ts";
import { toUuid } from "../../foundation/ids/index.ts";
import { anything, type Operation, operation, type Rule } from "../../foundation/operations/index.ts";
import { cardInForce } from "../learning/index.ts";
import { decideNextStep } from "./decide.ts";
import { decideTogether } from "./decide-together.ts";
import { decide, getModel } from "./decision.contract.ts";
import { noModelYet, unknownMoment, wrongSubject } from "./decision-problems.ts";
import { inWords } from "./in-words.ts";
import type { Moment } from "./moment.ts";

const staff = { agent: anything, manager: anything, admin: anything, service: anything };

/**
 * The operations of the decision block over the moments that the capabilities declare: `decisions.decide` and
 * `models.get`.
 */
export function decisionOperations(moments: readonly Moment[]): readonly Operation[] {
  const byName = new Map(moments.map((moment) => [moment.name, moment]));
  const momentOf = (name: string): Moment => {
    const found = byName.get(name);
    if (!found) throw unknownMoment({ moment: name, known: [...byName.keys()].join(", ") });
    return found;
  };

  const ofOwnStore: Rule<{ moment: string; subject: string }> = {
    name: "subject of own store",
    async allows({ tx, actor }, input) {
      const moment = momentOf(input.moment);
      const [asked] = await moment.questions(tx, [subjectOf(moment, input.subject)]);
      return asked === undefined || isOwnStore(actor, asked.storeId);
    },
  };

  const decideOperation = operation(decide, {
    by: { ...staff, associate: ofOwnStore },
    async run(context, input) {
      const moment = momentOf(input.moment);
      return inWords(await decideNextStep(context, moment, subjectOf(moment, input.subject)), context.locale);
    },
    async runTogether(context, calls) {
      // Who asks about another moment than the first is answered alone.
      const moment = momentOf(calls[0]?.input.moment ?? "");
      const subjects = calls.map(({ input }) =>
        input.moment === moment.name ? subjectOf(moment, input.subject) : undefined,
      );
      const asked = new Set(subjects.filter((subject) => subject !== undefined));
      const decided = await decideTogether(context, moment, [...asked]);
      return calls.map(({ locale }, i) => {
        const found = decided.get(subjects[i] ?? "");
        return found && inWords(found, locale);
      });
    },
  });

  const getModelOperation = operation(getModel, {
    by: staff,
    async run({ tx }, input) {
      const moment = momentOf(input.moment);
      const found = await cardInForce(tx, moment.name);
      if (!found) throw noModelYet({ moment: moment.name });
      const { card, modelId, version, trainedAt } = found;
      const { note, features, calibration, cut, ...figures } = card;
      return {
        ...figures,
        modelId,
        moment: moment.name,
        version,
        trainedAt,
        cut: new Date(cut),
        features: [...features],
        calibration: [...calibration],
        ...(note !== undefined && { note }),
      };
    },
  });

  return [decideOperation, getModelOperation];
}

function isOwnStore(actor: Actor, storeId: string | null): boolean {
  return storeId !== null && storeId === actor.scope["storeId"];
}

/** @throws wrong-subject (400) when it is no id of the kind that the moment decides about */
function subjectOf(moment: Moment, subject: string): string {
  try {
    return toUuid(moment.subject, subject);
  } catch {
    throw wrongSubject(
      { subject, expected: `${moment.subject}_…`, moment: moment.name },
      { fields: [{ field: "subject", message: `${moment.subject}_…` }] },
    );
  }
}
