#!/bin/sh
# Draws the icons in all sizes from their SVG. Needs rsvg-convert (librsvg2-bin).
set -eu
cd "$(dirname "$0")"
for name in avagar avagar-dark; do
	for size in 16 24 32 48 64 128 256 512; do
		rsvg-convert -w "$size" -h "$size" -o "$name-$size.png" "$name.svg"
	done
done
