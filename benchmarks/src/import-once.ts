import { openPlatform } from "../../packages/platform/src/platform.ts";
import { importOnlineRetail } from "../../packages/platform/src/surfaces/files/index.ts";

/** Imports one file into a data folder and prints the summary: a process of its own for the benchmark. */
const [dataFolder = "", file = "", rejectsFolder = ""] = process.argv.slice(2);
const config = { dataFolder, databaseUrl: undefined, databaseOwnerUrl: undefined };
const platform = await openPlatform(config, "aftercare bench");
try {
  const { work, clock } = platform;
  console.log(JSON.stringify(await importOnlineRetail({ work, clock, file, rejectsFolder })));
} finally {
  await platform.close();
}
