#!/bin/sh
# How much speech, how long a training and which beginning make how good a voice: for every folder and
# every number of minutes voices are learned from nothing and from the built-in ones, with several seeds,
# and all are judged by recordings that none has learned from. Hours of work; what an earlier, interrupted
# run has learned is gone on with.
#	sh packaging/report.sh STEPS SEEDS MINUTES BEGINNINGS FOLDER...
set -eu
steps=$1 seeds=$2 minutes=$3 beginnings=$4
shift 4
here=$(cd "$(dirname "$0")" && pwd)
out=$PWD/out/report
mkdir -p "$out"
go build -o "$out/avagar" .
AVAGAR_HOME=$out/home
export AVAGAR_HOME

# learn RECORDINGS NAME FLAGS...
learn() {
	recordings=$1 name=$2
	shift 2
	runs="$runs $name-1"
	if [ -f "$AVAGAR_HOME/checkpoints/$name-1/run.json" ]; then
		"$out/avagar" train resume "$name-1"
	else
		"$out/avagar" train start "$recordings" --name "$name" --patience -1 "$@"
	fi
}

for folder in "$@"; do
	if [ ! -f "$folder/metadata.csv" ]; then
		echo "make report: there are no recordings in $folder; FOLDERS=… names others. Skipped."
		continue
	fi
	for m in $minutes; do
		part=$(basename "$folder")-$m
		python3 "$here/subset.py" "$folder" "$m" "$out/recordings/$part" || continue # too few minutes: told
		runs=
		for n in $steps; do
			for seed in $(seq "$seeds"); do
				for voice in $beginnings; do
					learn "$out/recordings/$part" "$part-$voice-$n-$seed" --from "$voice" --steps "$n" --seed "$seed"
				done
			done
		done
		# shellcheck disable=SC2086 # a list of names
		"$out/avagar" train report $runs --out "$out/$part"
	done
done
python3 "$here/report_table.py" "$out" | tee "$out/report.md"
