import { once } from "node:events";
import { openPlatform } from "../../../packages/platform/src/platform.ts";
import { serveEvents } from "./event-server.ts";

/** A server in a process of its own that joins the database of a folder and is killed at a moment that it does not know. */
const [dataFolder] = (await once(process, "message")) as [string];
const config = { dataFolder, databaseUrl: undefined, databaseOwnerUrl: undefined };
const platform = await openPlatform(config, "aftercare bench, killed");
const { url } = await serveEvents(platform);
process.send?.(url);
