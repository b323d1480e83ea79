import type { Flavour } from './installation.ts';

/** What a unit's sandbox must leave open. */
export interface Needs {
  readonly network: boolean;
  /** Reads the journal and asks the manager about units. */
  readonly journal?: boolean;
}

/** The kernel's own filter: it needs no privilege, so both flavours have it. */
const FILTERS = [
  'UMask=0077',
  'NoNewPrivileges=yes',
  'KeyringMode=private',
  'LockPersonality=yes',
  'RestrictNamespaces=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'SystemCallArchitectures=native',
  '# @pkey: V8 guards its compiled code with memory keys, and dies at its start without them.',
  'SystemCallFilter=@system-service @pkey',
  'SystemCallFilter=~@privileged @resources',
  '# An error instead of a kill: what libraries only try must not end a run.',
  'SystemCallErrorNumber=EPERM',
  '# MemoryDenyWriteExecute= is left out: V8 writes the code that it runs, and aborts.',
];

/** Namespaces and mounts: the machine's manager only. */
const ISOLATION = [
  'CapabilityBoundingSet=',
  'AmbientCapabilities=',
  'DevicePolicy=closed',
  'PrivateDevices=yes',
  'PrivateIPC=yes',
  'PrivateMounts=yes',
  'PrivateTmp=yes',
  'PrivateUsers=yes',
  'ProcSubset=pid',
  'ProtectClock=yes',
  'ProtectControlGroups=yes',
  'ProtectHome=yes',
  'ProtectHostname=yes',
  'ProtectKernelLogs=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelTunables=yes',
  'ProtectProc=invisible',
  'ProtectSystem=strict',
  'RemoveIPC=yes',
];

function network({ network: open, journal }: Needs, flavour: Flavour): string[] {
  if (journal) {
    return [
      '# AF_UNIX: the journal and the manager are asked over sockets of this machine.',
      'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX',
      "# The end of a failed unit's log is in the journal, which this group may read.",
      ...(flavour === 'system' ? ['SupplementaryGroups=systemd-journal'] : []),
    ];
  }
  if (open) {
    return [
      '# Relaxed for the sources: addresses of the internet, and nothing else.',
      'RestrictAddressFamilies=AF_INET AF_INET6',
    ];
  }
  if (flavour === 'user') return ['RestrictAddressFamilies=none'];
  return ['RestrictAddressFamilies=none', 'PrivateNetwork=yes', 'IPAddressDeny=any'];
}

/**
 * The sandbox of a unit, as lines of its `[Service]` section; the reason stands before what had to
 * be relaxed. A person's own manager cannot make namespaces on every kernel: there the kernel's
 * filters have to do.
 *
 * @see systemd.exec(5), sandboxing; nothing here is newer than systemd 252
 */
export function hardening(needs: Needs, flavour: Flavour): string[] {
  return [...(flavour === 'system' ? ISOLATION : []), ...network(needs, flavour), ...FILTERS];
}
