import type { Actor } from "../actors/index.ts";
import { toWire } from "../ids/index.ts";
import { anything, type Operation, operation } from "../operations/index.ts";
import { logInWithPassword } from "./accounts.ts";
import { currentSession, logIn, logOut } from "./session.contract.ts";
import { endSession, startSession } from "./sessions.ts";

const staff = { associate: anything, agent: anything, manager: anything, admin: anything };
const everyone = { ...staff, anonymous: anything, shopper: anything };

/** The prefix that an identifier in an account's scope carries on the wire, by its name there. */
const scopePrefixes: Readonly<Record<string, string>> = { storeId: "sto", shopperId: "shp", orderId: "ord" };

function wireScope(scope: Actor["scope"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(scope).map(([name, id]) => [name, toWire(scopePrefixes[name] ?? name.toLowerCase(), id)]),
  );
}

const logInOperation = operation(logIn, {
  by: everyone,
  limits: [
    { name: "login by client", calls: 30, perSeconds: 600, key: (client) => client },
    { name: "login by account", calls: 10, perSeconds: 600, key: (_client, input) => input.login.toLowerCase() },
  ],
  async run({ tx, clock, session }, { login, password }) {
    const account = await logInWithPassword(tx, login, password);
    const { token, expiresAt } = await startSession(tx, account.id, clock.real());
    session.start(token, expiresAt);
    return { role: account.role, login: account.login, scope: wireScope(account.scope) };
  },
});

const currentSessionOperation = operation(currentSession, {
  by: staff,
  async run({ tx, actor }) {
    const account = await tx.db.selectFrom("accounts").select("login").where("id", "=", actor.id).executeTakeFirst();
    return { role: actor.role, login: account?.login ?? actor.id, scope: wireScope(actor.scope) };
  },
});

const logOutOperation = operation(logOut, {
  by: everyone,
  async run({ tx, session }) {
    if (session.token !== undefined) await endSession(tx, session.token);
    session.end();
    return {};
  },
});

export const sessionOperations: readonly Operation[] = [logInOperation, currentSessionOperation, logOutOperation];
