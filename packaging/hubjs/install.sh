#!/bin/sh
# Brings the official client that engine/hub/hubtest is tested against into .build/hubjs, checked
# by the sums in package-lock.json. Where that cannot be done its test is skipped.
set -u
cd "$(dirname "$0")/../.." || exit 1
into=.build/hubjs
if cmp -s packaging/hubjs/package-lock.json "$into/done"; then
	exit 0
fi
command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1 || {
	echo "npm is not installed: the official hub client is not tried" >&2
	exit 0
}
rm -rf "$into"
mkdir -p "$into" && cp packaging/hubjs/package.json packaging/hubjs/package-lock.json "$into" || exit 1
if (cd "$into" && npm ci --ignore-scripts --omit=optional --no-audit --no-fund --loglevel=error >&2); then
	cp "$into/package-lock.json" "$into/done"
else
	echo "npm could not fetch the official hub client: it is not tried" >&2
fi
exit 0
