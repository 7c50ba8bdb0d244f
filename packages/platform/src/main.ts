import { startCommand } from "./surfaces/cli/start-command.ts";

await startCommand();
