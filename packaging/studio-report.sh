#!/bin/sh
# From recordings to a judged voice: they are checked, a voice is learned from nothing and from the
# built-in one, and what each says is compared with recordings that it has not heard. What an earlier,
# interrupted run has learned is gone on with.
#	sh packaging/studio-report.sh FOLDER STEPS
set -eu
folder=$1 steps=$2
if [ ! -f "$folder/metadata.csv" ]; then
	echo "make studio-report: there are no recordings in $folder; FOLDER=… names others. Skipped."
	exit 0
fi
folder=$(cd "$folder" && pwd)
out=$PWD/out/studio-report/$(basename "$folder")
mkdir -p "$out"
go build -o "$out/avagar" .
AVAGAR_HOME=$out/home
export AVAGAR_HOME

# learn NAME FLAGS...
learn() {
	name=$1
	shift
	if [ -f "$AVAGAR_HOME/checkpoints/$name-1/run.json" ]; then
		"$out/avagar" train resume "$name-1"
	else
		"$out/avagar" train start "$folder" --name "$name" "$@"
	fi
}

"$out/avagar" dataset check "$folder"
quarter=$(((steps + 3) / 4))
learn "scratch-$steps" --from nothing --steps "$steps"
learn "tuned-$quarter" --from persian --steps "$quarter"
learn "tuned-$steps" --from persian --steps "$steps"
"$out/avagar" train report "scratch-$steps-1" "tuned-$quarter-1" "tuned-$steps-1" --out "$out"
