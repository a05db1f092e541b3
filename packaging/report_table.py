#!/usr/bin/env python3
"""Puts the reports of trainings that differ in their seed alone together, and prints a table.

usage: report_table.py FOLDER

FOLDER/PART/TRAINING-SEED-1/report.json, as `avagar train report` writes them. Phones heard wrong and their difference from
the recordings' have 95 % intervals: a bootstrap over seeds and, within each, over utterances (2,000 draws, fixed seed). Other
figures are means over the seeds, with the least and the greatest."""
import json
import os
import random
import re
import sys

DRAWS = 2000
ROW = re.compile(r"^(.*)-(\w+)-(\d+)-(\d+)-1$")  # part-begun-steps-seed-1


def gather(folder):
    rows = {}
    for part in sorted(os.listdir(folder)):
        inside = os.path.join(folder, part)
        for name in sorted(os.listdir(inside)) if os.path.isdir(inside) else []:
            path, m = os.path.join(inside, name, "report.json"), ROW.match(name)
            if m and m.group(1) == part and os.path.exists(path):
                with open(path, encoding="utf8") as f:
                    rows.setdefault((part, m.group(2), int(m.group(3))), []).append(json.load(f))
    return rows


def wrong(reports, picks, what):
    """Share of phones heard wrong; picks are the numbers of utterances for each report."""
    phones = sum(r["utterances"][i]["phones"] for r, p in zip(reports, picks) for i in p)
    return sum(r["utterances"][i][what] for r, p in zip(reports, picks) for i in p) / phones


def bootstrap(reports, measure):
    chance, values = random.Random(1), []
    for _ in range(DRAWS):
        drawn = chance.choices(reports, k=len(reports))
        values.append(measure(drawn, [chance.choices(range(len(r["utterances"])), k=len(r["utterances"])) for r in drawn]))
    values.sort()
    return measure(reports, [range(len(r["utterances"])) for r in reports]), values[DRAWS // 40], values[-DRAWS // 40 - 1]


def percent(v):
    return "%.1f (%.1f to %.1f)" % tuple(100 * x for x in v)


def spread(values, form="%.0f"):
    low, high = form % min(values), form % max(values)
    mean = form % (sum(values) / len(values))
    return mean if low == high else "%s (%s to %s)" % (mean, low, high)


def line(key, reports):
    part, base, steps = key
    of = lambda *path: [pick(r, path) for r in reports]
    heard = bootstrap(reports, lambda r, p: wrong(r, p, "synthesis"))
    difference = bootstrap(reports, lambda r, p: wrong(r, p, "synthesis") - wrong(r, p, "natural"))
    bands = ", ".join("%.2f" % (sum(b) / len(b)) for b in zip(*([v["value"] for v in r["synthesis"]["liveliness"]["variance"]] for r in reports)))
    moves = ", ".join("%.2f" % (sum(b) / len(b)) for b in zip(*([v["value"] for v in r["synthesis"]["liveliness"]["modulation"]] for r in reports)))
    cells = [
        part, base, str(steps), str(len(reports)), spread(of("seconds")),
        percent(bootstrap(reports, lambda r, p: wrong(r, p, "natural"))), percent(heard), percent(difference),
        spread(of("synthesis", "distortion_db", "value"), "%.2f"), spread(of("synthesis", "duration_ms", "value"), "%.1f"),
        spread(of("synthesis", "pitch_cents", "value")), spread([100 * v for v in of("synthesis", "gross_pitch", "value")]),
        bands, moves, spread(of("synthesis", "liveliness", "pitch_range", "value"), "%.2f"),
    ]
    return "| " + " | ".join(cells) + " |"


def pick(value, path):
    for key in path:
        value = value[key]
    return value


HEAD = [
    "recordings and minutes", "begun from", "steps", "seeds", "seconds of learning", "phones wrong: recordings, %", "voice, %",
    "difference, points", "distortion, dB", "duration, ms a phone", "F0, cents", "F0 off by more than 20 %, %",
    "variance of cepstra 1-4, 5-12, 13-24, 25-59", "movements of 1-4, 4-8, 8-16 Hz", "range of F0",
]


def main():
    rows = gather(sys.argv[1])
    print("| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|")
    for key in sorted(rows, key=lambda k: (re.sub(r"\d+$", "", k[0]), int(re.search(r"\d+$", k[0]).group()), k[2], k[1])):
        print(line(key, rows[key]))


if __name__ == "__main__":
    main()
