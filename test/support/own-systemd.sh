#!/bin/bash
# A systemd of one's own: own-systemd.sh boot DIR | in DIR COMMAND... | halt DIR
#
# It is the first process of its own namespaces, over a copy-on-write view of this machine's root, so
# that nothing of the machine changes. The folder in $PROGRAM is seen at /opt/paperjobs. Root only.
set -eu

# The clock, the modules and the kernel's log are the machine's: nothing inside may reach them.
WITHOUT='setpriv --bounding-set -sys_time,-wake_alarm,-sys_module,-sys_rawio,-syslog,-sys_boot'
CLEAN='env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 TERM=dumb'
# Units that are about hardware, or about files of the machine.
MASKED='systemd-journald-audit.socket systemd-udevd.service systemd-udev-trigger.service
  systemd-udevd-kernel.socket systemd-udevd-control.socket systemd-modules-load.service
  systemd-sysctl.service systemd-binfmt.service systemd-timesyncd.service systemd-timedated.service
  systemd-random-seed.service systemd-repart.service systemd-hwdb-update.service
  systemd-remount-fs.service systemd-firstboot.service systemd-boot-system-token.service
  systemd-pstore.service systemd-update-utmp.service kmod-static-nodes.service dev-hugepages.mount
  dev-mqueue.mount sys-kernel-debug.mount sys-kernel-tracing.mount sys-kernel-config.mount
  sys-fs-fuse-connections.mount proc-sys-fs-binfmt_misc.automount proc-sys-fs-binfmt_misc.mount'

verb=$1
dir=$(realpath -m "$2")
shift 2
groups=/sys/fs/cgroup/unified
[ -d $groups ] || groups=/sys/fs/cgroup

root_of_its_own() {
  mount -t tmpfs -o mode=755 tmpfs "$dir/mount"
  mkdir "$dir"/mount/{upper,work,root}
  local root=$dir/mount/root
  mount -t overlay overlay -o "lowerdir=/,upperdir=$dir/mount/upper,workdir=$dir/mount/work" "$root"
  mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
  mount --bind "$root/proc/sys" "$root/proc/sys"
  mount -o remount,bind,ro "$root/proc/sys"
  mount -t sysfs -o nosuid,nodev,noexec,ro sysfs "$root/sys"
  mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 "$root/sys/fs/cgroup"
  mount -t tmpfs -o mode=755,nosuid,nodev tmpfs "$root/run"
  mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs "$root/tmp"
  mount -t tmpfs -o mode=755,nosuid tmpfs "$root/dev"
  for node in null zero full random urandom tty; do
    touch "$root/dev/$node"
    mount --bind "/dev/$node" "$root/dev/$node"
  done
  mkdir "$root/dev/pts" "$root/dev/shm"
  mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
  ln -s pts/ptmx "$root/dev/ptmx"
  ln -s /proc/self/fd "$root/dev/fd"
  local units=$root/etc/systemd/system
  rm -rf "$units"
  mkdir -p "$units"
  printf '[Unit]\nRequires=basic.target\nAfter=basic.target\nAllowIsolate=yes\n' >"$units/own.target"
  for unit in $MASKED; do ln -s /dev/null "$units/$unit"; done
  tr -d - </proc/sys/kernel/random/uuid >"$root/etc/machine-id"
  rm -rf "$root/opt/paperjobs"
  mkdir -p "$root/opt/paperjobs"
  mount --bind "$PROGRAM" "$root/opt/paperjobs"
  mount -o remount,bind,ro "$root/opt/paperjobs"
  hostname own-systemd
  cd "$root"
  mkdir .old
  pivot_root . .old
}

case $verb in
boot)
  mkdir -p "$dir/mount"
  group=$groups/own-systemd-$$
  mkdir "$group"
  echo "$group" >"$dir/group"
  # First into the new group, then apart: the root of its groups is that one.
  setsid bash -c 'echo $$ >"$1/cgroup.procs"; exec unshare --mount --pid --fork --cgroup --ipc --uts --net --propagation=private bash "$2" first "$3"' \
    _ "$group" "$(realpath "$0")" "$dir" </dev/null >"$dir/console" 2>&1 &
  outer=$!
  for _ in $(seq 150); do
    first=$(pgrep -P "$outer" || true)
    [ -z "$first" ] || echo "$first" >"$dir/first"
    state=$("$0" in "$dir" systemctl is-system-running 2>/dev/null || true)
    case $state in running | degraded) exit 0 ;; esac
    kill -0 "$outer" || break
    sleep 0.1
  done
  cat "$dir/console"
  exit 1
  ;;
first)
  root_of_its_own
  # Shared again: credentials reach a unit by a mount that moves out of another namespace.
  exec env -i container=own PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 sh -c \
    "umount -l /.old && rmdir /.old && mount --make-rshared / && exec $WITHOUT /lib/systemd/systemd --system --unit=own.target --show-status=no"
  ;;
in)
  exec nsenter -t "$(cat "$dir/first")" -m -p -C -i -u -n -r -w $WITHOUT $CLEAN "$@"
  ;;
halt)
  first=$(cat "$dir/first")
  kill -9 "$first" || true
  while [ -d "/proc/$first" ]; do sleep 0.05; done
  find "$(cat "$dir/group")" -depth -type d -exec rmdir {} \;
  ;;
esac
