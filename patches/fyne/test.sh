#!/bin/sh
# test.sh: the toolkit's own tests of what the series touches, with and without mirroring.
set -eu
cd "$(dirname "$0")/../../.build/fyne"
# TestHangul asks for a Korean font of the system.
GOWORK=off GOFLAGS=-mod=mod go test -skip '^TestHangul$' ./internal/async ./internal/bidi ./internal/painter/... ./dialog ./theme ./widget
