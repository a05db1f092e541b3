#!/bin/sh
# clean-root.sh: installs out/*.deb with nothing but its dependencies into a minimal Debian and,
# without a network there, has it speak into a file; then a person is put before its window.
# Needs root, and the mirror that this machine's apt uses.
set -eu
[ "$(id -u)" -eq 0 ] || { echo "clean-root.sh needs root: debootstrap and chroot" >&2; exit 1; }
root=$(mktemp -d /var/tmp/avagar-root-XXXXXX)
trap 'umount -l "$root/dev" "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT

mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'ORIGIN: Debian' 'COMPONENT: main' 2>/dev/null | grep -v -e security -e updates | head -1)
[ -n "$mirror" ] || mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'COMPONENT: main' | grep -v -e security -e updates | head -1)
uri=${mirror% *} suite=${mirror#* }
echo "debootstrap $suite from $uri" >&2
debootstrap --variant=minbase "$suite" "$root" "$uri" >"$root.log" 2>&1 || { tail "$root.log" >&2; exit 1; }
rm -f "$root.log"
cp /etc/resolv.conf "$root/etc/"
for f in /etc/apt/apt.conf /etc/apt/apt.conf.d/*proxy*; do [ ! -f "$f" ] || cp "$f" "$root/etc/apt/apt.conf.d/"; done
mount --bind /dev "$root/dev"
mount -t proc proc "$root/proc"

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
alone() { unshare -n chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 "$@"; }

cp out/avagar_*.deb "$root/avagar.deb"
inside apt-get install -y -qq --no-install-recommends /avagar.deb >/dev/null
echo "installed: $(inside dpkg-query -W -f '${Package} ${Version}' avagar); $(inside dpkg-query -W -f '.' | wc -c) packages in all"
# What GLFW opens while it runs has to be there too.
for lib in libX11.so.6 libXcursor.so.1 libXi.so.6 libXrandr.so.2 libXinerama.so.1 libXxf86vm.so.1 libXrender.so.1 libxkbcommon.so.0 libGLX.so.0 libEGL.so.1; do
	inside ldconfig -p | grep -q "$lib" || { echo "missing: $lib" >&2; exit 1; }
done
alone avagar say --out /salam.wav "سلام، این یک آزمایش است."
[ "$(stat -c %s "$root/salam.wav")" -gt 20000 ]

# A person's tools are no dependency of the program.
inside apt-get install -y -qq --no-install-recommends xvfb openbox xdotool x11-xkb-utils xclip imagemagick >/dev/null
go test -c -o "$root/journey" ./views/journey
alone AVAGAR_PROGRAM=/usr/bin/avagar /journey -test.v -test.run TestTypedTextIsHeard | tee "$root/out"
grep -q '^--- PASS' "$root/out"
