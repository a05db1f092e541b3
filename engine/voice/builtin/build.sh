#!/bin/sh
# Makes the built-in voice anew: sentences -> espeak-ng's speech with exact
# phoneme times -> training -> persian.avagar.
# usage: build.sh SENTENCES [RECORDINGS]
# SENTENCES: UTF-8, one a line; at least 3 hours of speech, about 3,000 sentences. RECORDINGS: a folder of a
# German speaker (metadata.csv, wavs/), who then speaks Persian too: kerstin.avagar.
# STEPS and BATCH_FRAMES change the plan; WORK keeps the corpus and the run, so that a build that was cut off goes on.
set -eu
sentences=${1:?usage: build.sh SENTENCES [RECORDINGS]}
recordings=${2:-}
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
	"$work/avagar" train start "$work/corpus" --name builtin --from nothing --steps "${STEPS:-18000}" --batch-frames "${BATCH_FRAMES:-1200}" --patience -1
fi
"$work/avagar" train promote builtin-1 --id persian --name "فارسی (صدای ساختگی)" --license CC0-1.0 --synthetic \
	--speaker "espeak-ng fa" --out "$here/persian.avagar"
ls -l "$here/persian.avagar"
[ -n "$recordings" ] || exit 0

# A speaker of German speaks Persian when the network can tell what belongs to a
# language from what belongs to a speaker: made-up speakers say both languages.
python3 "$here/recordings.py" "$recordings" "$work/kerstin"
cut -d'|' -f2 "$recordings/metadata.csv" >"$work/german.txt"
lines=$(wc -l <"$sentences")
german=$(wc -l <"$work/german.txt")

# say NAME VOICE FILE FIRST LAST [FLAGS]: lines of a file become a corpus
say() {
	[ -f "$work/$1/dataset.json" ] && return
	sed -n "$4,$5p" "$3" >"$work/$1.txt"
	python3 "$here/corpus.py" "$work/$1.txt" "$work/$1" --voice "$2"
}
say fa fa "$sentences" $((lines * 57 / 100)) "$lines"
say de de "$work/german.txt" 1 $((german * 57 / 100))
parts="kerstin=$work/kerstin*2 espeak=$work/fa espeak=$work/de"
n=0
for variant in f2 f3 f5 m3 m7; do
	say "fa_$variant" "fa+$variant" "$sentences" $((n * lines * 53 / 1000 + 1)) $(((n + 1) * lines * 53 / 1000))
	say "de_$variant" "de+$variant" "$work/german.txt" $((n * german * 17 / 100 + 1)) $((n * german * 17 / 100 + german * 32 / 100))
	parts="$parts $variant=$work/fa_$variant $variant=$work/de_$variant"
	n=$((n + 1))
done
# What German lacks (ʔ inside words, ɢ, dʒ), and h and m, which came out weak, are borrowed; docs/figures.md says what it brings.
lend="espeak*1.5=ɢ,ʔ espeak*1=h,dʒ espeak*0.5=m"
# shellcheck disable=SC2086 # a list of words
go run "$here/blend" --work "$work/blend" --from "$here/persian.avagar" --steps "${BLEND_STEPS:-8000}" --rate 1.2e-3 \
	--id kerstin --name "کرستین (صدای انسانی، آزمایشی)" --license CC0-1.0 --speaker Kerstin --first --lend "$lend" --description "آهنگِ صدا از کرستین است، زنی آلمانی‌زبان که ضبط‌هایش آزاد است؛ فارسی را از گفتارِ ساختگی آموخته است." --out "$here/kerstin.avagar" $parts
ls -l "$here/kerstin.avagar"
