#!/bin/sh
# package.sh: builds the program with its toolkit into out/avagar_VERSION_ARCH.deb.
set -eu
version=$(sed -n 's/^Version = "\(.*\)"/\1/p' FyneApp.toml)
arch=$(go env GOARCH)
root=.build/package
rm -rf "$root"
mkdir -p "$root/usr/bin" "$root/usr/share/applications" "$root/usr/share/doc/avagar/licences" out

go build -o "$root/usr/bin/avagar" .
id=$(sed -n 's/^ID = "\(.*\)"/\1/p' FyneApp.toml)
install -m 644 packaging/avagar.desktop "$root/usr/share/applications/$id.desktop"
icons=$root/usr/share/icons/hicolor
for size in 16 24 32 48 64 128 256 512; do
	install -D -m 644 "packaging/icon/avagar-$size.png" "$icons/${size}x$size/apps/$id.png"
done
install -D -m 644 packaging/icon/avagar.svg "$icons/scalable/apps/$id.svg"

doc=$root/usr/share/doc/avagar
install -m 644 LICENSE "$doc/copyright"
install -m 644 THIRD_PARTY.md CHANGELOG.md README.md "$doc/"
install -m 644 fonts/OFL.txt "$doc/licences/Vazirmatn-OFL.txt"
# The licences of every module that is linked.
go list -deps -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Dir}}{{end}}{{end}}' . | sort -u |
	while read -r module dir; do
		[ -n "$dir" ] || continue
		for f in "$dir"/LICEN[CS]E* "$dir"/COPYING* "$dir"/NOTICE* "$dir"/UNLICENSE*; do
			[ ! -f "$f" ] || install -m 644 "$f" "$doc/licences/$(echo "$module" | tr / -)-$(basename "$f")"
		done
	done

GLIBC=$(objdump -T "$root/usr/bin/avagar" | grep -o 'GLIBC_[0-9.]*' | sed 's/GLIBC_//' | sort -uV | tail -1)
export ROOT="$root" VERSION="$version" ARCH="$arch" GLIBC
GOWORK=off GOFLAGS=-mod=mod go run github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.45.0 package \
	--config packaging/nfpm.yaml --packager deb --target "out/avagar_${version}_$arch.deb"
