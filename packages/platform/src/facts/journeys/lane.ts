/** What a parcel's time hangs on most. Absent: not known. */
export interface Lane {
  readonly service?: string | undefined;
  readonly origin?: string | undefined;
  readonly country?: string | undefined;
  /** The first characters of the post code. */
  readonly zone?: string | undefined;
}

/** `service|origin|country|zone`, with `-` for what is not known: how a lane stands in tables and models. */
export function laneText({ service, origin, country, zone }: Lane): string {
  return [service, origin, country, zone].map((part) => part?.replaceAll("|", "/") ?? "-").join("|");
}
