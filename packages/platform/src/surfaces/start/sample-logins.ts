import { randomInt } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordBatch } from "../../facts/intake/index.ts";
import type { Role } from "../../foundation/actors/index.ts";
import { createAccount, hasAccounts } from "../../foundation/auth/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx, UnitOfWork } from "../../foundation/events/index.ts";

export interface SampleLogin {
  readonly role: Role;
  readonly login: string;
  readonly password: string;
}

const staffRoles = ["associate", "agent", "manager", "admin"] as const;

/** No letter or digit that can be taken for another, since people type these. */
const letters = "abcdefghjkmnpqrstuvwxyz23456789";

/**
 * One login for each staff role, made when the database has no account yet; the associate's is bound to a store. Their passwords are random and stand in a
 * file beside the data that only its owner can read: a password in the code would be the same in every shop.
 */
export async function ensureSampleLogins(
  work: UnitOfWork,
  clock: Clock,
  dataFolder: string,
  firstStoreName: string,
): Promise<readonly SampleLogin[]> {
  const file = join(dataFolder, "sample-logins.json");
  return work.run("start", async (tx) => {
    if (await hasAccounts(tx)) return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as SampleLogin[]) : [];
    const storeId = (await firstStore(tx)) ?? (await openStore(tx, firstStoreName, clock.now()));
    const logins = staffRoles.map((role) => ({ role, login: role, password: randomPassword() }));
    for (const login of logins) {
      const scope = login.role === "associate" && storeId ? { storeId } : {};
      await createAccount(tx, { ...login, scope }, clock.real());
    }
    writeFileSync(file, `${JSON.stringify(logins, undefined, 2)}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
    return logins;
  });
}

async function firstStore(tx: Tx): Promise<string | undefined> {
  return (await tx.db.selectFrom("stores").select("id").orderBy("key").limit(1).executeTakeFirst())?.id;
}

/** A history can come from a shop that named no store; its counter still has to stand somewhere. */
async function openStore(tx: Tx, name: string, now: Date): Promise<string | undefined> {
  await recordBatch(tx, "start", [{ type: "store", id: "1", name }], { history: true, now });
  return firstStore(tx);
}

function randomPassword(): string {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
  return `${group()}-${group()}-${group()}`;
}
