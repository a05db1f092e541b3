#!/bin/sh
# Writes what mpg123 (Debian's 1.31) makes of the MP3 here: 16-bit little-endian
# mono at 22,050 Hz, nothing cut away. The MP3 is the first 40 frames of clip
# LJ001-0001 of the LJ Speech data set, which is in the public domain.
cd "$(dirname "$0")" && mpg123 -q --no-gapless -s ljspeech_22k_32kbps.mp3 >ljspeech_22k_32kbps.raw
