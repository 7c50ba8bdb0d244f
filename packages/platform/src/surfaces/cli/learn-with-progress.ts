import type { Platform } from "../../platform.ts";
import type { CommandContext } from "./command.ts";

export async function learnWithProgress(_platform: Platform, _context: CommandContext): Promise<void> {}
