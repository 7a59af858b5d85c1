#!/usr/bin/env bash
# throwaway.sh PACKAGE... -- COMMAND...: runs a command as if these Debian packages were installed. It sees this machine
# below a layer in memory, which takes what the packages and the command write and is gone afterwards; only the folder
# named in $OUT is kept. Needs root, Linux and Debian's packages.
set -euo pipefail

packages=()
while [ "$1" != -- ]; do
    packages+=("$1")
    shift
done
shift

if [ -z "${THROWAWAY:-}" ]; then
    folder=$(mktemp -d)
    trap 'rmdir "$folder"' EXIT
    THROWAWAY=$folder unshare --mount "$0" "${packages[@]}" -- "$@"
    exit
fi

root=$THROWAWAY/root
mount -t tmpfs none "$THROWAWAY"
mkdir "$THROWAWAY"/{upper,work,root}
mount -t overlay none -o "lowerdir=/,upperdir=$THROWAWAY/upper,workdir=$THROWAWAY/work" "$root"
mount -t proc none "$root/proc"
# Devices of its own, so that nothing done to them is done to this machine's.
mount -t tmpfs none "$root/dev"
mknod -m 666 "$root/dev/null" c 1 3
mknod -m 666 "$root/dev/zero" c 1 5
mknod -m 666 "$root/dev/urandom" c 1 9
ln -s /proc/self/fd "$root/dev/fd"
mkdir "$root/dev/shm"
if [ -n "${OUT:-}" ]; then
    mount --bind "$OUT" "$root$OUT"
fi
cat >"$root/install" <<'INSTALL'
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
{ apt-get update && apt-get install --yes --no-install-recommends "$@"; } >/var/log/install 2>&1 ||
    { tail /var/log/install >&2; exit 1; }
INSTALL
chroot "$root" bash /install "${packages[@]}"
chroot "$root" env --chdir="$PWD" "$@"
