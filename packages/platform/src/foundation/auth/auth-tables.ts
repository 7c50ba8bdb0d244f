import type { Generated } from "kysely";
import type { Role } from "../actors/index.ts";

declare module "../database/tables.ts" {
  interface Tables {
    accounts: AccountTable;
    sessions: SessionTable;
    api_keys: ApiKeyTable;
    signing_keys: SigningKeyTable;
  }
}

export interface AccountTable {
  id: string;
  login: string;
  password_hash: string;
  role: Role;
  scope: Generated<Record<string, string>>;
  created_at: Date;
  disabled_at: Date | null;
}

export interface SessionTable {
  token_hash: Buffer;
  account_id: string;
  expires_at: Date;
}

export interface ApiKeyTable {
  id: string;
  secret_hash: Buffer;
  label: string;
  role: Role;
  scope: Generated<Record<string, string>>;
  created_at: Date;
  revoked_at: Date | null;
}

export interface SigningKeyTable {
  id: string;
  secret: Buffer;
  created_at: Date;
  trusted_until: Date | null;
}
