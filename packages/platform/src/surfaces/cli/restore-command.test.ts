import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { backup, type Database, migrate, openDatabase, startEmbedded } from "../../foundation/database/index.ts";
import { openPlatform, type Platform } from "../../platform.ts";

const cli = fileURLToPath(new URL("./cli.ts", import.meta.url));

interface Answer {
  readonly code: number | null;
  readonly said: string;
  readonly complaint: string;
}

describe("npm run aftercare -- restore", () => {
  const folder = mkdtempSync(join(tmpdir(), "aftercare-restore-"));
  const dataFolder = join(folder, "data");
  const older = join(folder, "older");
  const newer = join(folder, "newer");
  let platform: Platform;

  before(async () => {
    platform = await openPlatform({ dataFolder, databaseUrl: undefined, databaseOwnerUrl: undefined }, "test");
    await platform.database.kysely.updateTable("retailer_settings").set({ name: "The present shop" }).execute();
    const embedded = await startEmbedded(join(folder, "elsewhere"));
    await backup(embedded, older);
    await migrate(embedded.ownerUrl, []);
    const owner = openDatabase(embedded.ownerUrl, { applicationName: "test" });
    const row = { capability: "tomorrow", name: "0001_tomorrow.sql", checksum: "x" };
    await owner.kysely.insertInto("migration").values(row).execute();
    await owner.close();
    await backup(embedded, newer);
    await embedded.stop();
  });
  after(async () => {
    await platform.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function aftercare(...args: string[]): Promise<Answer> {
    const child = spawn(process.execPath, [cli, ...args], {
      env: { ...process.env, AFTERCARE_DATA: dataFolder, LANG: "C", LC_ALL: "" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const text = { said: "", complaint: "" };
    child.stdout.on("data", (chunk: Buffer) => {
      text.said += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      text.complaint += chunk.toString();
    });
    const [code] = (await once(child, "close")) as [number | null];
    return { code, ...text };
  }

  async function shopName({ kysely }: Database): Promise<string | null> {
    return (await kysely.selectFrom("retailer_settings").select("name").executeTakeFirstOrThrow()).name;
  }

  test("without a terminal it replaces nothing unless told --yes, and says so", async () => {
    const { code, complaint } = await aftercare("restore", older);
    assert.equal(code, 1);
    assert.match(complaint, /already has a database, and there is no terminal to ask on\. With --yes/);
    assert.match(complaint, /npm run aftercare -- restore .*older --yes/);
    assert.match((await aftercare("restore", "--yes")).complaint, /restore DIR \[--yes\]/);
    assert.equal(await shopName(platform.database), "The present shop");
  });

  test("a backup of a newer release is refused while the database goes on", async () => {
    const { code, complaint } = await aftercare("restore", newer, "--yes");
    assert.equal(code, 1);
    assert.match(complaint, /made by a newer release: it has run tomorrow\/0001_tomorrow/);
    assert.equal(await shopName(platform.database), "The present shop");
  });

  test("with --yes the running application goes on with the backup, and is told to restart for its migrations", async () => {
    const { code, said, complaint } = await aftercare("restore", older, "--yes");
    assert.equal(code, 0, complaint);
    assert.match(said, /The backup is in place in .*data, and the server is running again/);
    assert.match(said, /The former database is kept in .*cluster\.before-restore-/);
    assert.match(said, /made by an older release and lacks \d+ migrations\. Restart the application now/);
    await assert.rejects(shopName(platform.database), /"retailer_settings" does not exist/);
  });
});
