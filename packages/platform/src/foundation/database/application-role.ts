import pg from "pg";

/** The role the application connects as in the embedded database. */
export const APPLICATION_ROLE = "aftercare_app";

export interface ApplicationRole {
  readonly role: string;
  /** Given, the role is made or its password set; absent, the role must exist. */
  readonly password?: string;
}

/**
 * Lets `role` read and write every present and future table of schema public, and nothing more: it owns nothing, cannot
 * change the schema, cannot truncate, and row level security holds for it. Future tables are covered when the role of
 * `ownerUrl` makes them. Can be repeated.
 */
export async function prepareApplicationRole(ownerUrl: string, { role, password }: ApplicationRole): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "aftercare roles" });
  await client.connect();
  try {
    const { rows } = await client.query<{ database: string; exists: boolean }>(
      "SELECT current_database() AS database, EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS exists",
      [role],
    );
    const { database = "", exists = false } = rows[0] ?? {};
    const account = password === undefined ? "" : accountSql(role, password, exists);
    // Several statements in one string are one transaction.
    await client.query(`${account}${grantsSql(role, database)}`);
  } finally {
    await client.end();
  }
}

function accountSql(role: string, password: string, exists: boolean): string {
  return `${exists ? "ALTER" : "CREATE"} ROLE ${pg.escapeIdentifier(role)}
    LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD ${pg.escapeLiteral(password)};`;
}

function grantsSql(role: string, database: string): string {
  const name = pg.escapeIdentifier(role);
  return `
    GRANT CONNECT, TEMPORARY ON DATABASE ${pg.escapeIdentifier(database)} TO ${name};
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public TO ${name};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name};
    GRANT SELECT, USAGE ON ALL SEQUENCES IN SCHEMA public TO ${name};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${name};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, USAGE ON SEQUENCES TO ${name};`;
}
