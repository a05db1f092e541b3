#!/bin/sh
# Speaks the sentences of docs/voices with every built-in voice, as one can hear without the program.
set -eu
for tool in opusenc; do
	command -v $tool >/dev/null || { echo "voice-samples: $tool is missing (Debian: opus-tools)" >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/avagar" .
AVAGAR_HOME=$work/home
export AVAGAR_HOME
for voice in persian kerstin; do
	n=0
	while IFS= read -r sentence; do
		n=$((n + 1))
		"$work/avagar" say --voice "$voice" --out "$work/say.wav" "$sentence" >/dev/null
		opusenc --quiet --bitrate 32 --discard-comments "$work/say.wav" "$(printf 'docs/voices/%s-%02d.opus' "$voice" "$n")"
		rm "$work/say.wav"
	done <docs/voices/sentences.txt
done
du -sh docs/voices
