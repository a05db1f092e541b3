#!/bin/sh
# Makes the built-in voice anew: sentences -> espeak-ng's speech with exact
# phoneme times -> training -> persian.avagar.
# usage: build.sh SENTENCES   (UTF-8, one sentence a line; at least 3 hours of speech: about 3,000 sentences)
# STEPS and BATCH_FRAMES change the plan; WORK keeps the corpus and the run, so that a build that was cut off goes on.
set -eu
sentences=${1:?usage: build.sh SENTENCES}
[ -r "$sentences" ] || { echo "build.sh: $sentences cannot be read" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=${WORK:-$root/out/builtin}
mkdir -p "$work"
[ -f "$work/corpus/dataset.json" ] || python3 "$here/corpus.py" "$sentences" "$work/corpus"
cd "$root"
go build -o "$work/avagar" .
export AVAGAR_HOME="$work/home"
if [ -d "$AVAGAR_HOME/checkpoints/builtin-1" ]; then
	"$work/avagar" train resume builtin-1
else
	"$work/avagar" train start "$work/corpus" --name builtin --steps "${STEPS:-18000}" --batch-frames "${BATCH_FRAMES:-1200}" --patience -1
fi
"$work/avagar" train promote builtin-1 --id persian --name "فارسی (صدای ساختگی)" --license CC0-1.0 --synthetic \
	--speaker "espeak-ng fa" --out "$here/persian.avagar"
ls -l "$here/persian.avagar"
