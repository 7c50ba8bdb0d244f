import { type LookupAddress, lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Networks that belong to nobody outside: IANA's special-purpose registries for IPv4 and IPv6. */
const inside = new BlockList();
for (const [network, bits] of [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
  ] as const),
  ...([
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
  ] as const),
  ...([
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ] as const),
])
  inside.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ...([
    ["::", 128],
    ["::1", 128],
    ["64:ff9b::", 96],
    ["100::", 64],
    ["2001::", 23],
    ["2001:db8::", 32],
  ] as const),
  ...([
    ["fc00::", 7],
    ["fe80::", 10],
    ["ff00::", 8],
  ] as const),
])
  inside.addSubnet(network, bits, "ipv6");

/** Whether an address is one of the internet, and not of a network that only we are in. */
export function isPublic(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  return isIP(plain) !== 0 && !inside.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
}

/**
 * Finds the addresses of a name and passes on only public ones. It is used for the connection itself: a name that is looked up and then connected to
 * by its name could lead elsewhere the second time.
 */
export const lookUpPublic: LookupFunction = (hostname, options, found) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return found(error, "", 0);
    const usable = addresses.filter(({ address }) => isPublic(address));
    const [first] = usable;
    if (!first) return found(new Error(`${hostname} is no public address`), "", 0);
    return options.all ? found(null, usable) : found(null, first.address, first.family);
  });
};
