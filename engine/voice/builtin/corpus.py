#!/usr/bin/env python3
"""Makes the corpus from which the built-in voice learns: Persian sentences spoken by espeak-ng, with exact phoneme times.

usage: corpus.py SENTENCES OUT [--limit N] [--voice fa] [--speed 150] [--pitch 50]

A voice may have a variant, as in fa+f2: another speaker of the same language.

SENTENCES is a UTF-8 file with one sentence a line. OUT becomes a folder in the form that `avagar train start` reads:
wavs/ID.wav (22,050 Hz, 16 bit), metadata.csv (ID|text), phonemes.csv (ID|IPA, `|` between words, `_` where espeak-ng
pauses), align.tsv (ID, first sample, end sample, phoneme) and dataset.json. The same input gives the same bytes.
Needs libespeak-ng (Debian: libespeak-ng1) and nothing but Python's standard library."""
import argparse
import ctypes
import ctypes.util
import json
import os
import sys
import wave

WORD, PHONEME = 1, 7  # espeak_EVENT_TYPE
SYNCHRONOUS = 2  # espeak_AUDIO_OUTPUT
PHONEME_EVENTS, PHONEME_IPA, DONT_EXIT = 1, 2, 0x8000
RATE, PITCH = 1, 3  # espeak_PARAMETER
UTF8 = 1


class Identifier(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class Event(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("unique_identifier", ctypes.c_uint), ("text_position", ctypes.c_int),
                ("length", ctypes.c_int), ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
                ("user_data", ctypes.c_void_p), ("id", Identifier)]


CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))


class Espeak:
    """One espeak-ng voice that speaks into memory."""

    def __init__(self, voice, speed, pitch):
        self.lib = ctypes.CDLL(ctypes.util.find_library("espeak-ng") or "libespeak-ng.so.1")
        self.lib.espeak_Synth.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int,
                                          ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p]
        self.rate = self.lib.espeak_Initialize(SYNCHRONOUS, 0, None, PHONEME_EVENTS | PHONEME_IPA | DONT_EXIT)
        if self.rate <= 0:
            sys.exit("espeak-ng could not be started")
        if self.lib.espeak_SetVoiceByName(voice.encode()) != 0:
            sys.exit("espeak-ng has no voice " + voice)
        self.lib.espeak_SetParameter(RATE, speed, 0)
        self.lib.espeak_SetParameter(PITCH, pitch, 0)
        self.callback = CALLBACK(self.collect)  # kept: C holds a pointer to it
        self.lib.espeak_SetSynthCallback(self.callback)
        self.samples, self.events = bytearray(), []

    def collect(self, samples, count, events):
        if samples and count > 0:
            self.samples.extend(ctypes.string_at(samples, 2 * count))
        i = 0
        while events[i].type != 0:
            e = events[i]
            if e.type == WORD:
                self.events.append((e.sample, None))
            elif e.type == PHONEME:
                name = ctypes.string_at(ctypes.addressof(e) + Event.id.offset, 8).split(b"\0")[0]
                self.events.append((e.sample, name.decode("utf8", "ignore")))
            i += 1
        return 0

    def speak(self, text):
        """Returns 16-bit samples and [(first sample, end, symbol, begins a word)]."""
        self.samples.clear()
        self.events.clear()
        b = text.encode("utf8") + b"\0"
        if self.lib.espeak_Synth(b, len(b), 0, 1, 0, UTF8, None, None) != 0:
            sys.exit("espeak-ng could not speak: " + text)
        return bytes(self.samples), self.segments(len(self.samples) // 2)

    def segments(self, total):
        found, word = [], False
        for sample, name in self.events:
            if name is None:
                word = True
            elif name != "1":  # a mark of length that follows some consonants
                found.append((sample, name, word))
                word = False
        out = []
        for k, (start, name, begins) in enumerate(found):
            end = found[k + 1][0] if k + 1 < len(found) else total
            if min(end, total) <= start:
                continue
            symbol = name.replace("ˈ", "").replace("ˌ", "").strip() or "_"
            out.append((start, min(end, total), symbol, begins))
        return out


def phonemes(segments):
    """The tokens of one line of phonemes.csv."""
    tokens, begins = [], False
    for _, _, symbol, word in segments:
        begins = begins or word
        if symbol == "_":
            tokens.append("_")
            continue
        if begins and tokens and tokens[-1] != "_":
            tokens.append("|")
        begins = False
        tokens.append(symbol)
    return tokens


def joined(lines):
    """Makes one sentence of two phrases out of every second and third, so that commas and longer sentences are learned."""
    held = None
    for k, line in enumerate(lines):
        if held is not None:
            yield held + "، " + line
            held = None
        elif k % 3 == 1 and line.endswith("."):
            held = line.rstrip(". ")
        else:
            yield line
    if held is not None:
        yield held + "."


def sentences(path, limit):
    seen = set()
    with open(path, encoding="utf8") as f:
        for line in f:
            line = " ".join(line.replace("|", " ").split())
            if line and line not in seen and (limit == 0 or len(seen) < limit):
                seen.add(line)
                yield line


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences")
    parser.add_argument("out")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--voice", default="fa")
    parser.add_argument("--speed", type=int, default=150)
    parser.add_argument("--pitch", type=int, default=50)
    a = parser.parse_args()
    espeak = Espeak(a.voice, a.speed, a.pitch)
    os.makedirs(os.path.join(a.out, "wavs"), exist_ok=True)

    def table(name):
        return open(os.path.join(a.out, name), "w", encoding="utf8", newline="\n")

    total, kept, foreign = 0, 0, 0
    with table("metadata.csv") as metadata, table("phonemes.csv") as phones, table("align.tsv") as align:
        for k, text in enumerate(joined(sentences(a.sentences, a.limit))):
            samples, segments = espeak.speak(text)
            if not segments or any("(" in s[2] for s in segments):  # parts read as another language
                foreign += 1
                continue
            name = "builtin_%05d" % k
            with wave.open(os.path.join(a.out, "wavs", name + ".wav"), "wb") as w:
                w.setnchannels(1)
                w.setsampwidth(2)
                w.setframerate(espeak.rate)
                w.writeframes(samples)
            metadata.write("%s|%s\n" % (name, text))
            phones.write("%s|%s\n" % (name, " ".join(phonemes(segments))))
            for start, end, symbol, _ in segments:
                align.write("%s\t%d\t%d\t%s\n" % (name, start, end, symbol))
            kept += 1
            total += len(samples) // 2
    with table("dataset.json") as f:
        json.dump({"language": a.voice.split("+")[0], "name": "espeak-ng " + a.voice, "license": "CC0-1.0", "synthetic": True}, f)
        f.write("\n")
    print("%d sentences, %.1f minutes; %d left out for words of another language" % (kept, total / espeak.rate / 60, foreign))


if __name__ == "__main__":
    main()
