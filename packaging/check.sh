#!/bin/sh
# The rules of the code as commands. Runs every one and fails if any did.
set -u
failed=0
fail() {
	printf '%s\n' "$1" >&2
	failed=1
}
# none TEXT RULE: fails with the rule when there is any text.
none() { [ -z "$1" ] || fail "$2
$1"; }

# The patched toolkit is a second module of the workspace; these ask about ours alone.
module=$(GOWORK=off go list -m) || exit 1
imports() { go list -test -deps "$@" 2>/dev/null | sed 's/ \[.*//' | sort -u; }

sources() { git ls-files --cached --others --exclude-standard '*.go'; }

none "$(sources | xargs gofmt -l)" "not formatted by gofmt:"
none "$(sources | grep -v '_test\.go$' | xargs wc -l | awk '$2 != "total" && $1 > 400 {print $2 ": " $1 " lines"}')" \
	"over 400 lines, split by noun:"

none "$(imports ./engine/... | grep "^$module/\(app\|views\)")" "engine must import neither app nor views:"
none "$(imports ./app/... | grep "^$module/views")" "app must not import views:"
none "$(imports ./engine/... ./app/... | grep '^fyne\.io/')" "engine and app must not import Fyne:"
none "$(go list -f '{{range .Imports}}{{println .}}{{end}}' ./app | grep "^$module")" "the root of app must import nothing of ours:"
none "$(sources | xargs grep -l '"gorgonia\.org/' | grep -v '^engine/nn/')" "only engine/nn imports gorgonia:"
none "$(sources | xargs grep -l '"fyne\.io/' | grep -v -e '^views/' -e '^main\.go$')" "only views and main.go import Fyne:"
none "$(sources | grep -v -e '_test\.go$' -e '^views/ui/' | xargs grep -l 'widget\.\(NewSelect(\|Select{\)' | grep '^views/')" \
	"choices are ui.Select, which is Persian while nothing is chosen:"
none "$(sources | grep -v -e '_test\.go$' -e '^app/fa/' -e '^engine/persian/' -e '^engine/phoneme/' | xargs go run ./packaging/literals)" \
	"what a person reads belongs in app/fa:"

go vet ./... || fail "go vet found something"
go tool staticcheck ./... || fail "staticcheck found something"
GOWORK=off go mod tidy -diff || fail "go.mod is not tidy"
exit $failed
