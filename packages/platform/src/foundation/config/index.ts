export { type Config, ConfigError, type ProcessRole, readConfig } from "./config.ts";
