#!/usr/bin/env python3
"""Makes a corpus out of recordings in another language, so that their speaker can lend the built-in voice a timbre.

usage: recordings.py FOLDER OUT [--voice de]

FOLDER holds metadata.csv (ID|text), wavs/ and perhaps train.txt and heldout.txt. OUT gets links to them, phonemes.csv
with espeak-ng's reading of each text, and dataset.json. German r is uvular whatever espeak-ng writes: under the letter
of the tongue's tip it would be said in Persian too. Needs libespeak-ng and nothing but Python's standard library."""
import argparse
import ctypes
import json
import os

from corpus import UTF8, Espeak

UVULAR = {"r": "ʁ", "ɾ": "ʁ", "ɹ": "ʁ", "??": "ʊ ʁ"}  # espeak-ng 1.51 has no letter for what it says in "durch"


IPA, SEPARATOR = 2, ord("_") << 8  # espeak_PHONEMES_MODE


class Reader(Espeak):
    """espeak-ng as one that reads: its phonemes without its sound."""

    def __init__(self, voice):
        super().__init__(voice, 150, 50)
        self.lib.espeak_TextToPhonemes.restype = ctypes.c_char_p

    def clauses(self, text):
        """Yields the phonemes of each clause, word by word."""
        rest = ctypes.c_char_p(text.encode("utf8") + b"\0")
        while rest.value:
            said = self.lib.espeak_TextToPhonemes(ctypes.byref(rest), UTF8, IPA | SEPARATOR).decode("utf8")
            words = [[p.strip("ˈˌ") for p in w.split("_") if p.strip("ˈˌ")] for w in said.split()]
            yield [w for w in words if w]

    def line(self, text):
        """The tokens of one line of phonemes.csv."""
        clauses = [" | ".join(" ".join(UVULAR.get(p, p) for p in word) for word in c) for c in self.clauses(text)]
        return " |, ".join(c for c in clauses if c)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--voice", default="de")
    parser.add_argument("--speaker", default="Kerstin")
    a = parser.parse_args()
    reader = Reader(a.voice)
    os.makedirs(os.path.join(a.out, "wavs"), exist_ok=True)
    for name in sorted(os.listdir(os.path.join(a.folder, "wavs"))):
        link(os.path.join(a.folder, "wavs", name), os.path.join(a.out, "wavs", name))
    for name in ("metadata.csv", "train.txt", "heldout.txt", "test.txt"):
        if os.path.exists(os.path.join(a.folder, name)):
            link(os.path.join(a.folder, name), os.path.join(a.out, name))
    with open(os.path.join(a.folder, "metadata.csv"), encoding="utf8") as lines, \
            open(os.path.join(a.out, "phonemes.csv"), "w", encoding="utf8", newline="\n") as out:
        for line in lines:
            name, _, text = line.rstrip("\n").partition("|")
            said = reader.line(text)
            if said and "(" not in said:  # parts read as another language
                out.write("%s|%s\n" % (name, said))
    with open(os.path.join(a.out, "dataset.json"), "w", encoding="utf8") as f:
        json.dump({"language": a.voice, "name": a.speaker, "license": "CC0-1.0"}, f)
        f.write("\n")


def link(source, target):
    """A hard link where it can be: the program follows no link out of a folder."""
    if os.path.exists(target):
        os.remove(target)
    try:
        os.link(source, target)
    except OSError:
        with open(source, "rb") as i, open(target, "wb") as o:
            o.write(i.read())


if __name__ == "__main__":
    main()
