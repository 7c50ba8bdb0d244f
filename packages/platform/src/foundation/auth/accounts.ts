import type { Role } from "../actors/index.ts";
import type { DatabaseTx } from "../database/index.ts";
import { type Id, newId } from "../ids/index.ts";
import { problemKind } from "../problems/index.ts";
import { hashPassword, passwordMatches } from "./password.ts";

const wrongLogin = problemKind("wrong-login", 401);

interface NewAccount {
  readonly login: string;
  readonly password: string;
  readonly role: Role;
  readonly scope?: Readonly<Record<string, string>>;
}

export async function createAccount(tx: DatabaseTx, account: NewAccount, now: Date): Promise<Id<"acc">> {
  const id = newId<"acc">();
  await tx.db
    .insertInto("accounts")
    .values({
      id,
      login: account.login.toLowerCase(),
      password_hash: await hashPassword(account.password),
      role: account.role,
      scope: JSON.stringify(account.scope ?? {}) as never,
      created_at: now,
      disabled_at: null,
    })
    .execute();
  return id;
}

export async function hasAccounts(tx: DatabaseTx): Promise<boolean> {
  return (await tx.db.selectFrom("accounts").select("id").limit(1).executeTakeFirst()) !== undefined;
}

/** Verified in vain when there is no such login, so that the answer takes as long as for a wrong password. */
const nobody = hashPassword("nobody");

/** @throws wrong-login (401), the same for an unknown login, a disabled account and a wrong password. */
export async function logInWithPassword(tx: DatabaseTx, login: string, password: string) {
  const account = await tx.db
    .selectFrom("accounts")
    .select(["id", "login", "role", "scope", "password_hash"])
    .where("login", "=", login.toLowerCase())
    .where("disabled_at", "is", null)
    .executeTakeFirst();
  const matches = await passwordMatches(password, account?.password_hash ?? (await nobody));
  if (!account || !matches) throw wrongLogin();
  return { id: account.id, login: account.login, role: account.role, scope: account.scope };
}
