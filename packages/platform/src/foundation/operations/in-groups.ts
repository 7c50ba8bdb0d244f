interface Waiting<Call, Answer> {
  readonly call: Call;
  readonly resolve: (answer: Answer | Promise<Answer>) => void;
}

interface Grouping<Call, Answer> {
  /** The most calls in one group, and the most groups under way. */
  readonly most: number;
  readonly atOnce: number;
  readonly belongTogether: (one: Call, other: Call) => boolean;
  /** Answers several calls in their order; undefined for one that has to be answered alone. */
  readonly all: (calls: readonly Call[]) => Promise<readonly (Answer | undefined)[]>;
  readonly one: (call: Call) => Promise<Answer>;
}

/** Milliseconds that a call which is answered alone counts as one of the groups under way: longer than any takes that waits for nobody. */
const longestTurn = 100;

/**
 * Answers calls together that wait at the same time. Nobody waits for company: a call that finds nobody before it is answered at once. Who
 * comes while as many groups as may are under way makes up the next ones, so that groups grow with the load and each call costs less.
 *
 * Whatever goes wrong with a group, each of it is answered alone: it fails for its own reasons or not at all. Who is answered alone may have
 * to wait for somebody else's lock, for minutes even, and holds up the others for {@link longestTurn} only: otherwise a caller who asks the
 * same again whenever they lost patience would soon have every turn.
 */
export function inGroups<Call, Answer>(grouping: Grouping<Call, Answer>): (call: Call) => Promise<Answer> {
  const { most, atOnce, belongTogether, all, one } = grouping;
  let waiting: Waiting<Call, Answer>[] = [];
  let underWay = 0;

  const nextGroup = (): readonly Waiting<Call, Answer>[] => {
    const [first] = waiting;
    if (!first) return [];
    const group = waiting.filter(({ call }) => belongTogether(first.call, call)).slice(0, most);
    const taken = new Set(group);
    waiting = waiting.filter((each) => !taken.has(each));
    return group;
  };

  const answer = async (group: readonly Waiting<Call, Answer>[]): Promise<void> => {
    const [first] = group;
    if (first && group.length === 1) {
      const answered = one(first.call);
      first.resolve(answered);
      await Promise.race([answered.catch(() => {}), turnIsOver()]);
      return;
    }
    const answers = await all(group.map(({ call }) => call)).catch(() => []);
    for (const [i, { call, resolve }] of group.entries()) resolve(answers[i] ?? one(call));
  };

  const work = async (): Promise<void> => {
    if (underWay === atOnce) return;
    underWay++;
    for (let group = nextGroup(); group.length > 0; group = nextGroup()) await answer(group);
    underWay--;
  };

  return (call) => {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    waiting.push({ call, resolve });
    // After all that came in with it: a group begins with everybody who is there.
    setImmediate(work);
    return promise;
  };
}

function turnIsOver(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, longestTurn).unref();
  return promise;
}
