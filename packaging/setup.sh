#!/bin/sh
# setup.sh build|test|bench|voice|report|root: sees to it that what a task needs is there: to build the
# program, to test it, to measure others beside it, to train the built-in voice, to try the package
# in a clean system. A second run finds all in place and needs no network. On Debian and Ubuntu it
# installs what is missing; elsewhere it says what to install.
set -eu
task=${1:-build}
missing=

have() { command -v "$1" >/dev/null 2>&1; }
any() { # tells whether one of the files exists
	for f in "$@"; do [ ! -e "$f" ] || return 0; done
	return 1
}
need() { missing="$missing $1"; } # by Debian's name

# Go below 1.21 cannot fetch the version that go.mod asks for.
old_go() {
	version=$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null | sed 's/^go//')
	major=${version%%.*} rest=${version#*.}
	minor=${rest%%[!0-9]*}
	[ "${major:-0}" -eq 1 ] && [ "${minor:-0}" -lt 21 ]
}

linux_needs() {
	have gcc || need gcc
	[ -f /usr/include/stdlib.h ] || need libc6-dev
	have pkg-config || need pkg-config
	while read -r library package; do
		pkg-config --exists "$library" 2>/dev/null || need "$package"
	done <<-LIBRARIES
		alsa libasound2-dev
		gl libgl1-mesa-dev
		x11 libx11-dev
		xcursor libxcursor-dev
		xrandr libxrandr-dev
		xinerama libxinerama-dev
		xi libxi-dev
		xxf86vm libxxf86vm-dev
		wayland-client libwayland-dev
		xkbcommon libxkbcommon-dev
	LIBRARIES
}

# screen_needs are a screen in memory, someone at its keyboard, and the cases of UAX#9.
screen_needs() {
	while read -r command package; do
		have "$command" || need "$package"
	done <<-COMMANDS
		Xvfb xvfb
		openbox openbox
		xdotool xdotool
		setxkbmap x11-xkb-utils
		xclip xclip
		import imagemagick
	COMMANDS
	any /usr/lib*/dri/swrast_dri.so /usr/lib/*/dri/swrast_dri.so /usr/lib*/libgallium-*.so /usr/lib/*/libgallium-*.so ||
		need libgl1-mesa-dri
	any /usr/share/unicode/BidiCharacterTest.txt /usr/share/unicode/*/BidiCharacterTest.txt || need unicode-data
}

have patch || need patch

case $(uname -s) in
Linux) linux_needs ;;
Darwin) xcode-select -p >/dev/null 2>&1 || need xcode-command-line-tools ;;
esac
case $task in
test) [ "$(uname -s)" != Linux ] || screen_needs ;;
root)
	have debootstrap || need debootstrap
	have Xvfb || need xvfb
	;;
bench)
	have curl || need curl
	have aria2c || need aria2
	python3 -c 'import torch' 2>/dev/null || /usr/bin/python3 -c 'import torch' 2>/dev/null || need python3-torch
	;;
voice)
	have espeak-ng || need espeak-ng
	have python3 || need python3
	;;
report)
	have soxi || need sox
	have python3 || need python3
	;;
esac

# fetch_go brings the Go that go.mod asks for, through an older one, which checks its sum: .build/go.
fetch_go() {
	[ -x .build/go/bin/go ] && return
	version=v0.0.1-go$(sed -n 's/^go //p' go.mod).$(go env GOOS)-$(go env GOARCH)
	echo "golang.org/toolchain@$version" >&2
	dir=$(cd / && go mod download -json "golang.org/toolchain@$version" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
	[ -d "$dir/bin" ] || return 1
	find "$dir/bin" "$dir/pkg/tool" -type f -exec chmod +x {} +
	mkdir -p .build && ln -sfn "$dir" .build/go
}

too_old() {
	echo "گوی نصب‌شده قدیمی است و تازه‌اش گرفته نشد؛ گو ۱.۲۶ یا تازه‌تر لازم است: ⁨https://go.dev/dl/⁩" >&2
	echo "The installed Go is too old and a newer one could not be fetched; Go 1.26 or later is needed: https://go.dev/dl/" >&2
	exit 1
}

have go || need golang-go
if have go && (cd / && old_go); then
	fetch_go || too_old
fi

[ "$task" != test ] || sh packaging/hubjs/install.sh

[ -n "$missing" ] || exit 0

say_missing() {
	echo "این بسته‌ها نصب نیستند، نصبشان کنید و دوباره بیازمایید:⁨$1⁩" >&2
	echo "Missing, please install and try again:$1" >&2
	case $missing in
	*golang-go*) echo "Go ≥ 1.26: https://go.dev/dl/" >&2 ;;
	esac
	exit 1
}

# elsewhere turns Debian's names into those of another system.
elsewhere() {
	names=
	for p in $missing; do
		case $1:$p in
		fedora:libc6-dev) p=glibc-devel ;;
		fedora:pkg-config) p=pkgconf-pkg-config ;;
		fedora:golang-go) p=golang ;;
		fedora:libasound2-dev) p=alsa-lib-devel ;;
		fedora:libgl1-mesa-dev) p=mesa-libGL-devel ;;
		fedora:libx11-dev) p=libX11-devel ;;
		fedora:libxcursor-dev) p=libXcursor-devel ;;
		fedora:libxrandr-dev) p=libXrandr-devel ;;
		fedora:libxinerama-dev) p=libXinerama-devel ;;
		fedora:libxi-dev) p=libXi-devel ;;
		fedora:libxxf86vm-dev) p=libXxf86vm-devel ;;
		fedora:libwayland-dev) p=wayland-devel ;;
		fedora:libxkbcommon-dev) p=libxkbcommon-devel ;;
		fedora:xvfb) p=xorg-x11-server-Xvfb ;;
		fedora:x11-xkb-utils) p=setxkbmap ;;
		fedora:imagemagick) p=ImageMagick ;;
		fedora:libgl1-mesa-dri) p=mesa-dri-drivers ;;
		fedora:unicode-data) p=unicode-ucd ;;
		arch:libc6-dev) p=glibc ;;
		arch:pkg-config) p=pkgconf ;;
		arch:python3) p=python ;;
		arch:golang-go | macos:golang-go) p=go ;;
		arch:libasound2-dev) p=alsa-lib ;;
		arch:libgl1-mesa-dev) p=libglvnd ;;
		arch:xvfb) p=xorg-server-xvfb ;;
		arch:x11-xkb-utils) p=xorg-setxkbmap ;;
		arch:libgl1-mesa-dri) p=mesa ;;
		arch:unicode-data) p=unicode-character-database ;;
		arch:libwayland-dev) p=wayland ;;
		arch:lib*-dev) p=${p%-dev} ;;
		macos:xcode-command-line-tools) p="xcode-command-line-tools (xcode-select --install)" ;;
		esac
		names="$names $p"
	done
	echo "$names"
}

if have apt-get; then
	root=
	if [ "$(id -u)" -ne 0 ]; then
		have sudo || say_missing "$missing"
		root=sudo
	fi
	echo "apt-get install$missing" >&2
	# shellcheck disable=SC2086 # the names are words
	$root apt-get update -qq && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
		say_missing "$missing"
	have go || say_missing " golang-go"
	if (cd / && old_go); then fetch_go || too_old; fi
elif have dnf; then
	say_missing "$(elsewhere fedora)"
elif have pacman; then
	say_missing "$(elsewhere arch)"
elif [ "$(uname -s)" = Darwin ]; then
	say_missing "$(elsewhere macos)"
else
	say_missing "$missing"
fi
