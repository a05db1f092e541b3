#!/bin/sh
# apply.sh [--sums]: puts a copy of the toolkit that go.mod names into .build/fyne, applies the
# series of patches beside this file, checks the result by its hash and writes a go.work that uses
# it. A second run finds all in place. --sums writes the hash anew, after the series was changed.
set -eu
cd "$(dirname "$0")/../.."
here=patches/fyne
target=.build/fyne
stamp=$target/.patched
export GOWORK=off

hash_of() { sha256sum "$@" 2>/dev/null || shasum -a 256 "$@"; }
version=$(sed -n 's/^[[:space:]]*fyne\.io\/fyne\/v2 \(v[^ ]*\).*/\1/p' go.mod)
want="$version $(cat "$here"/*.patch "$here/SUM" 2>/dev/null | hash_of | cut -d' ' -f1)"

# tree_hash names every Go file of the copy with its sum, in one order, and sums that.
tree_hash() {
	(cd "$1" && find . -name '*.go' -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cat | hash_of | cut -d' ' -f1)
}

write_work() {
	go_version=$(sed -n 's/^go //p' go.mod)
	printf 'go %s\n\nuse .\n\nuse ./%s\n' "$go_version" "$target" >go.work
}

fail() {
	echo "وصله‌های جعبه‌ابزار پنجره جا نیفتاد؛ پوشهٔ ⁨.build⁩ را پاک کنید و دوباره بیازمایید: ⁨$1⁩" >&2
	echo "The window toolkit's patches did not apply; remove .build and try again: $1" >&2
	exit 1
}

if [ "${1:-}" != --sums ] && [ -f go.work ] && [ "$(cat "$stamp" 2>/dev/null)" = "$want" ]; then
	exit 0
fi

source=$(go mod download -json "fyne.io/fyne/v2@$version" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",*$/\1/p')
[ -d "$source" ] || fail "fyne.io/fyne/v2@$version"
rm -rf "$target"
mkdir -p .build
cp -R "$source" "$target"
chmod -R u+w "$target"
for patch in "$here"/*.patch; do
	(cd "$target" && patch -p1 -s --no-backup-if-mismatch) <"$patch" || fail "$patch"
done
got=$(tree_hash "$target")
if [ "${1:-}" = --sums ]; then
	echo "$version $got" >"$here/SUM"
	want="$version $(cat "$here"/*.patch "$here/SUM" | hash_of | cut -d' ' -f1)"
fi
[ "$(cat "$here/SUM")" = "$version $got" ] || fail "$here/SUM"
write_work
echo "$want" >"$stamp"
