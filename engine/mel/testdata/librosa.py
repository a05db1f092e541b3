"""Writes librosa.json: the Slaney filterbank and the log-mel frames of a short
wave, computed from the formulas in librosa's documentation (hz_to_mel,
mel_to_hz, filters.mel with norm="slaney") and HiFi-GAN's framing, with numpy
alone. Run: python3 librosa.py > librosa.json"""
import json
import numpy as np

RATE, FFT, HOP, BANDS, HIGH = 22050, 1024, 256, 80, 8000.0


def hz_to_mel(hz):
    hz = np.asarray(hz, dtype=np.float64)
    step = 200.0 / 3
    mel = hz / step
    log = hz >= 1000.0
    mel[log] = 1000.0 / step + np.log(hz[log] / 1000.0) / (np.log(6.4) / 27.0)
    return mel


def mel_to_hz(mel):
    step = 200.0 / 3
    hz = mel * step
    log = mel >= 1000.0 / step
    hz[log] = 1000.0 * np.exp(np.log(6.4) / 27.0 * (mel[log] - 1000.0 / step))
    return hz


def filters():
    ends = hz_to_mel(np.array([0.0, HIGH]))
    corner = mel_to_hz(np.linspace(ends[0], ends[1], BANDS + 2))
    gap = np.diff(corner)
    ramps = corner[:, None] - np.linspace(0, RATE / 2, FFT // 2 + 1)[None, :]
    weights = np.maximum(0, np.minimum(-ramps[:-2] / gap[:-1, None], ramps[2:] / gap[1:, None]))
    return weights * (2.0 / (corner[2:] - corner[:-2]))[:, None]


def wave(samples):
    t = np.arange(samples) / RATE
    glide = np.sin(2 * np.pi * (150 * t + 2000 * t * t))
    beat = 0.3 * np.sin(2 * np.pi * 3100 * t) * np.sin(2 * np.pi * 7 * t)
    x = (0.4 * glide + beat) * np.minimum(1, t / 0.02)
    return x.astype(np.float32).astype(np.float64)


def log_mel(x):
    x = np.pad(x, (FFT - HOP) // 2, mode="reflect")
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FFT) / FFT)
    rows = []
    for at in range(0, len(x) - FFT + 1, HOP):
        spectrum = np.fft.rfft(x[at:at + FFT] * hann)
        magnitude = np.sqrt(spectrum.real ** 2 + spectrum.imag ** 2 + 1e-9)
        rows.append(np.log(np.maximum(filters() @ magnitude, 1e-5)))
    return np.array(rows)


bank = filters()
sparse = []
for row in bank:
    first = int(np.nonzero(row)[0][0])
    last = int(np.nonzero(row)[0][-1])
    sparse.append({"first": first, "weights": [float("%.9g" % v) for v in row[first:last + 1]]})
samples = 3000
print(json.dumps({
    "filters": sparse,
    "samples": samples,
    "log_mel": [[float("%.7g" % v) for v in row] for row in log_mel(wave(samples))],
}))
