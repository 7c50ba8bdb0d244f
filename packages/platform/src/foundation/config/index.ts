export { type Config, ConfigError, type MailConfig, type ProcessRole, readConfig } from "./config.ts";
