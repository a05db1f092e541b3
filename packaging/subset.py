#!/usr/bin/env python3
"""Makes a folder of some minutes out of a folder of recordings. Its held-out utterances become the test list, by which
nothing is chosen; of the minutes every twentieth utterance is held out to choose checkpoints by, about as many as a training
takes by itself.

usage: subset.py FOLDER MINUTES OUT

The utterances are taken in an order that depends on their names alone, so that more minutes hold all of fewer."""
import hashlib
import os
import subprocess
import sys


def seconds(path):
    out = subprocess.run(["soxi", "-D", path], capture_output=True, text=True, check=True)
    return float(out.stdout)


def main():
    folder, minutes, out = sys.argv[1], float(sys.argv[2]), sys.argv[3]
    os.makedirs(os.path.join(out, "wavs"), exist_ok=True)

    def ids(name):
        with open(os.path.join(folder, name), encoding="utf8") as f:
            return [line.strip() for line in f if line.strip()]

    files = {os.path.splitext(n)[0]: n for n in os.listdir(os.path.join(folder, "wavs"))}
    test, chosen, total = ids("heldout.txt"), [], 0.0
    for name in sorted(ids("train.txt"), key=lambda i: hashlib.sha256(i.encode()).digest()):
        if total >= 60 * minutes:
            break
        total += seconds(os.path.join(folder, "wavs", files[name]))
        chosen.append(name)
    if total < 0.9 * 60 * minutes:
        print("%s: only %.1f minutes to learn from; no part of %g is made" % (folder, total / 60, minutes))
        return 3
    for name in chosen + test:
        target = os.path.join(out, "wavs", files[name])
        if not os.path.exists(target):
            with open(os.path.join(folder, "wavs", files[name]), "rb") as a, open(target, "wb") as b:
                b.write(a.read())
    for name in ("metadata.csv", "phonemes.csv", "dataset.json"):
        if os.path.exists(os.path.join(folder, name)):
            with open(os.path.join(folder, name), "rb") as a, open(os.path.join(out, name), "wb") as b:
                b.write(a.read())
    held = chosen[9::20] or chosen[-1:]
    for name, lines in (("train.txt", [i for i in chosen if i not in held]), ("heldout.txt", held), ("test.txt", test)):
        with open(os.path.join(out, name), "w", encoding="utf8", newline="\n") as f:
            f.write("".join(i + "\n" for i in lines))
    print("%s: %d utterances, %.1f minutes, %d of them held out; %d to judge by" % (out, len(chosen), total / 60, len(held), len(test)))


if __name__ == "__main__":
    sys.exit(main())
