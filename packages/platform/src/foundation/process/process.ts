import { illegalTransition } from "../problems/index.ts";

/** State → command → next state. A state without commands is final. */
type Transitions<State extends string> = Readonly<Record<State, Readonly<Record<string, State>>>>;

/** A state machine as a literal; the first state is where every instance begins. */
export interface Process<State extends string = string> {
  readonly name: string;
  readonly initial: State;
  readonly states: readonly State[];
  readonly transitions: Transitions<State>;
  /** The state after `command`. @throws illegal-transition (409), naming the state and what it allows. */
  next(state: State, command: string): State;
  isFinal(state: State): boolean;
}

/**
 * Declares a process. Checked when the module loads, so that a boot fails rather than a shopper:
 * @throws Error on a state that cannot be reached, and when no final state can be reached from somewhere.
 */
export function process<const T extends Readonly<Record<string, Readonly<Record<string, string>>>>>(
  name: string,
  transitions: T & Transitions<Extract<keyof T, string>>,
): Process<Extract<keyof T, string>> {
  type State = Extract<keyof T, string>;
  const table = transitions as Transitions<State>;
  const states = Object.keys(table) as State[];
  const initial = states[0];
  if (initial === undefined) throw new Error(`process ${name} has no states`);
  for (const state of states) {
    for (const [command, target] of Object.entries<State>(table[state])) {
      if (!(target in table)) throw new Error(`process ${name}: ${state} -${command}-> ${target}, which is no state`);
    }
  }
  const unreached = states.filter((state) => !reachable(table, initial).has(state));
  if (unreached.length > 0) throw new Error(`process ${name}: unreachable: ${unreached.join(", ")}`);
  const isFinal = (state: State) => Object.keys(table[state]).length === 0;
  const trapped = states.filter((state) => ![...reachable(table, state)].some(isFinal));
  if (trapped.length > 0) throw new Error(`process ${name}: no way to an end from ${trapped.join(", ")}`);

  return {
    name,
    initial,
    states,
    transitions: table,
    isFinal,
    next(state, command) {
      const target = Object.hasOwn(table[state], command) ? table[state][command] : undefined;
      if (target === undefined) {
        const allowed = Object.keys(table[state]).join(", ") || "–";
        throw illegalTransition({ process: name, state, command, allowed });
      }
      return target;
    },
  };
}

function reachable<State extends string>(table: Transitions<State>, from: State): Set<State> {
  const seen = new Set<State>([from]);
  for (const state of seen) for (const target of Object.values<State>(table[state])) seen.add(target);
  return seen;
}
