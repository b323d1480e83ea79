#!/bin/bash
# apart.sh COMMAND...: runs it in a copy-on-write view of this machine's root, with processes, mounts
# and a network (loopback only) of its own. Whatever it changes is gone with it. The folder in $PROGRAM
# is seen at /opt/paperjobs. Root only.
set -eu
if [ "${1:-}" != inside ]; then
  exec unshare --mount --pid --fork --kill-child=KILL --net --propagation=private \
    bash "$(realpath "$0")" inside "$@"
fi
shift
mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir /mnt/upper /mnt/work /mnt/root
root=/mnt/root
mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work $root
mount -t proc proc $root/proc
mount --rbind /dev $root/dev
mount -t tmpfs -o mode=1777 tmpfs $root/dev/shm
mount -t sysfs -o ro sysfs $root/sys
mount -t tmpfs -o mode=1777 tmpfs $root/tmp
mount -t tmpfs -o mode=755 tmpfs $root/run
mkdir -p $root/run/lock
rm -rf $root/opt/paperjobs
mkdir -p $root/opt/paperjobs
mount --bind "$PROGRAM" $root/opt/paperjobs
ip link set lo up
# The clock is the machine's.
exec setpriv --bounding-set -sys_time,-sys_module,-sys_rawio,-syslog,-sys_boot \
  env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
  chroot $root "$@"
