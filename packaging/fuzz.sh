#!/bin/sh
# fuzz.sh TIME [REGEXP]: runs every fuzz target, or those whose package/target matches, TIME each.
set -eu
time=$1 pick=${2:-.}
module=$(GOWORK=off go list -m)
list=$(go list -f '{{.ImportPath}} {{.Dir}}' ./... | while read -r package dir; do
	cat "$dir"/*_test.go 2>/dev/null | sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' | sed "s|^|$package/|"
done | grep -E -- "$pick" || true)
if [ -z "$list" ]; then
	echo "no fuzz target matches $pick" >&2
	exit 1
fi
for target in $list; do
	echo "${target#"$module"/} for $time"
	# Left alone, shortening what is merely new would take most of a short time.
	if ! out=$(go test -run '^$' -fuzz "^${target##*/}\$" -fuzztime "$time" -fuzzminimizetime 10x "${target%/*}" 2>&1); then
		printf '%s\n' "$out"
		# Before Go 1.27 the end of the time itself may count as a failure (go.dev/issue/75804).
		# A real finding says in which file its input was written.
		if printf '%s\n' "$out" | grep -q 'context deadline exceeded' && ! printf '%s\n' "$out" | grep -q -e 'Failing input' -e 'panic:'; then
			continue
		fi
		exit 1
	fi
	printf '%s\n' "$out" | tail -n 1
done
