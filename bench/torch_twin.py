"""The network that avagar trains, its loss and its optimiser in PyTorch.

  torch_twin.py peak              one JSON line: what numpy's BLAS reaches
  torch_twin.py FILE              reads commands, answers each with a JSON line:
      check STEPS                 losses and gradient norms of the first batch
      tune SECONDS                tries threads and ways to convolve, keeps the fastest
      train SECONDS               goes on training, counts real frames only

FILE is safetensors: the weights under their names, utterances as "0.symbols",
"0.place" and so on, and under "twin" in the metadata what the network is and
which utterances make which batch.
"""

import json
import struct
import sys
import time

import numpy as np


def read_safetensors(path):
    """-> {name: array}, {key: text}"""
    data = open(path, "rb").read()
    (size,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + size])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = np.frombuffer(data[8 + size + begin:8 + size + end], dtype={"F32": "<f4"}[entry["dtype"]])
        tensors[name] = values.reshape(entry["shape"])
    return tensors, metadata


def resident():
    """(now, most ever) of the process's memory in MB of 10^6 bytes."""
    fields = dict(line.split(":", 1) for line in open("/proc/self/status"))
    return tuple(int(fields[key].split()[0]) * 1024 / 1e6 for key in ("VmRSS", "VmHWM"))


def peak():
    """GFLOP/s of the fastest product, the first of each not counted, and whose it is.
    Small ones are over before another program takes the core."""
    best = 0.0
    for m, k, n in ((384, 384, 384), (512, 512, 512), (1024, 1024, 1024), (1536, 1280, 512)):
        a, b = np.ones((m, k), np.float32), np.ones((k, n), np.float32)
        c = a @ b
        until = time.perf_counter() + 0.25
        while (began := time.perf_counter()) < until:
            np.matmul(a, b, out=c)
            best = max(best, 2 * m * k * n / (time.perf_counter() - began) / 1e9)
    return {"gflop_per_s": best, "blas": "OpenBLAS" if "openblas" in open("/proc/self/maps").read() else "numpy"}


if sys.argv[1] == "peak":
    print(json.dumps(peak()))
    sys.exit()

import torch  # noqa: E402: numpy alone is enough for the peak
import torch.nn.functional as F  # noqa: E402


def padded(parts):
    """Arrays [n][...] of several lengths -> tensor [parts][longest][...] and, where lengths differ, its mask."""
    longest = max(len(p) for p in parts)
    out = np.zeros((len(parts), longest) + parts[0].shape[1:], np.float32)
    mask = np.zeros((len(parts), longest), np.float32)
    for i, p in enumerate(parts):
        out[i, :len(p)] = p
        mask[i, :len(p)] = 1
    return torch.from_numpy(out), torch.from_numpy(mask)


class Batch:
    """Utterances padded to the longest; decoder segments likewise."""

    def __init__(self, tensors, chosen, frame_weights, lively, liveliness):
        field = lambda name: [tensors["%d.%s" % (u, name)] for u in chosen]
        self.symbols, mask = padded(field("symbols"))
        self.symbols = self.symbols.long()
        self.aux, self.durations, self.prosody = (padded(field(name))[0] for name in ("aux", "durations", "prosody"))
        self.tokens = mask
        spread, place, target = [], [], []
        for i, u in enumerate(chosen):
            at = 0
            for n in tensors["%d.segments" % u].astype(int):
                spread.append(tensors["%d.spread" % u][at:at + n] + i * self.symbols.shape[1])
                place.append(tensors["%d.place" % u][at:at + n])
                target.append(tensors["%d.target" % u][at:at + n])
                at += n
        self.spread = padded(spread)[0].long()
        self.place, self.target = padded(place)[0], padded(target)[0]
        self.frames = padded(spread)[1]
        self.token_count, self.frame_count = int(mask.sum()), int(self.frames.sum())
        weights = torch.tensor(frame_weights)
        self.frame_weights = self.frames[:, :, None] * weights / (self.frame_count * weights.sum())
        self.lively = [i for i, w in enumerate(lively) if w]  # all weigh 1
        self.heed = liveliness * self.frames.sum(1) / (self.frame_count * max(1, len(self.lively)))
        self.deviations = self.deviation(self.target)

    def deviation(self, x):
        """[segments][columns that count], with the floor under the variance that keeps the root's slope finite"""
        x, mask, n = x[:, :, self.lively], self.frames[:, :, None], self.frames.sum(1)[:, None]
        mean = (x * mask).sum(1) / n
        return (((x - mean[:, None]).square() * mask).sum(1) / n + 1e-3).sqrt()


class Rows:
    """Where a padded batch holds numbers; a batch without padding needs no masks."""

    def __init__(self, mask):
        full = bool(mask.all())
        self.keep = None if full else mask[:, :, None]
        self.scores = None if full else (mask[:, None, None, :] - 1) * 1e9

    def clear(self, x):
        return x if self.keep is None else x * self.keep


TAPS = {"conv1.w": 5, "conv2.w": 3, "1.w": 3}  # by how a weight's name ends; the others are of one tap

WAYS = "conv1d", "one product", "products"  # to convolve


class Twin:
    """The network of engine/acoustic."""

    def __init__(self, tensors, names, about):
        self.heads, self.blocks, self.dropout = about["heads"], about["blocks"], about["dropout"]
        self.predictors = about["predictors"]
        self.way = WAYS[0]
        self.w = {}
        for name in names:
            value = torch.from_numpy(tensors[name].copy())
            if name.endswith(".w"):  # [taps*in][out]
                taps = TAPS.get(".".join(name.split(".")[-2:]), 1)
                value = value.reshape(taps, -1, value.shape[1]).permute(2, 1, 0)  # [out][in][taps]
                value = (value[:, :, 0] if taps == 1 else value).contiguous()
            elif name not in ("embed.symbol", "embed.speaker"):
                value = value.flatten()
            self.w[name] = value.requires_grad_()

    def linear(self, name, x):
        return F.linear(x, self.w[name + ".w"], self.w[name + ".b"])

    def norm(self, name, x, r, dropout=0.0):
        if dropout > 0:
            r = F.dropout(r, dropout)
        gain, offset = self.w[name + ".gain"], self.w[name + ".offset"]
        return F.layer_norm(x + r, gain.shape, gain, offset, 1e-5)

    def convolve(self, name, x):
        """x [batch][time][in] without numbers in its padding -> [batch][time][out]"""
        w, b = self.w[name + ".w"], self.w[name + ".b"]
        out, width, taps = w.shape
        if self.way == "conv1d":
            return F.conv1d(x.transpose(1, 2), w, b, padding=taps // 2).transpose(1, 2)
        n = x.shape[1]
        x = F.pad(x, (0, 0, taps // 2, taps // 2))
        if self.way == "one product":
            z = F.linear(x, w.permute(2, 0, 1).reshape(taps * out, width))
            return b + sum(z[:, k:k + n, k * out:(k + 1) * out] for k in range(taps))
        return b + sum(x[:, k:k + n] @ w[:, :, k].t() for k in range(taps))

    def attention(self, name, x, rows):
        b, t, d = x.shape
        q, k, v = self.linear(name + ".qkv", x).view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (d // self.heads) ** -0.5
        if rows.scores is not None:
            scores = scores + rows.scores
        y = torch.softmax(scores, -1) @ v
        return self.linear(name + ".out", y.transpose(1, 2).reshape(b, t, d))

    def block(self, name, x, rows):
        x = rows.clear(self.norm(name + ".norm1", x, self.attention(name, x, rows), self.dropout))
        f = rows.clear(torch.relu(self.convolve(name + ".conv1", x)))
        return rows.clear(self.norm(name + ".norm2", x, self.convolve(name + ".conv2", f), self.dropout))

    def predictor(self, name, x):
        share = self.predictors["share"] or 1
        if share < 1:
            x = share * x + (1 - share) * x.detach()
        h = torch.relu(self.convolve(name + ".1", x))
        if self.predictors["dropout"] > 0:
            h = F.dropout(h, self.predictors["dropout"])
        return self.linear(name + ".2", h)

    def losses(self, batch):
        rows = Rows(batch.tokens)
        x = F.embedding(batch.symbols, self.w["embed.symbol"]) + self.w["embed.speaker"][0]
        x = rows.clear(self.norm("embed.norm", x, self.linear("aux", batch.aux)))
        for i in range(self.blocks[0]):
            x = self.block("encoder.%d" % i, x, rows)
        duration, prosody = self.predictor("duration", x), self.predictor("prosody", x)
        x = self.norm("prosody.norm", x, self.linear("prosody.in", batch.prosody))
        x = F.embedding(batch.spread, x.reshape(-1, x.shape[2]))
        rows = Rows(batch.frames)
        x = rows.clear(self.norm("place.norm", x, self.linear("place", batch.place)))
        for i in range(self.blocks[1]):
            x = self.block("decoder.%d" % i, x, rows)
        frames = self.linear("frames", x)
        mean = lambda x: (x * batch.tokens[:, :, None]).sum() / (batch.token_count * x.shape[2])
        off = duration - batch.durations[:, :, None]
        return (((frames - batch.target).abs() * batch.frame_weights).sum(),
                mean(off.abs() if self.predictors["median"] else off.square()), mean((prosody - batch.prosody).square()),
                (batch.heed[:, None] * (batch.deviation(frames) - batch.deviations).square()).sum())


class Training:
    def __init__(self, path):
        tensors, metadata = read_safetensors(path)
        about = json.loads(metadata["twin"])
        names = about["weights"]
        self.twin = Twin(tensors, names, about)
        self.batches = [Batch(tensors, chosen, about["frame_weights"], about["lively"], about["liveliness"]) for chosen in about["batches"]]
        self.optimiser = torch.optim.Adam(self.twin.w.values(), about["learning_rate"], betas=(0.9, 0.98), eps=1e-9)
        self.next = 0

    def step(self, batch):
        self.optimiser.zero_grad(set_to_none=True)
        losses = self.twin.losses(batch)
        sum(losses).backward()
        norm = torch.nn.utils.clip_grad_norm_(self.twin.w.values(), 1.0)
        self.optimiser.step()
        return losses, norm

    def check(self, steps):
        answer = {"ways": [], "steps": []}
        for self.twin.way in reversed(WAYS):
            answer["ways"].append(float(sum(self.twin.losses(self.batches[0]))))
        for i in range(int(steps)):
            losses, norm = self.step(self.batches[0])
            frames, duration, prosody, spread = (float(x) for x in losses)
            answer["steps"].append({"total": frames + duration + prosody, "frames": frames, "duration": duration,
                                    "prosody": prosody, "spread": spread, "gradient_norm": float(norm)})
        answer["weights"] = {name: float(w.detach().double().norm()) for name, w in self.twin.w.items()}
        return answer

    def train(self, seconds):
        frames, steps, began, worked = 0, 0, time.perf_counter(), time.process_time()
        while time.perf_counter() < began + float(seconds):
            batch = self.batches[self.next % len(self.batches)]
            losses, _ = self.step(batch)
            loss = float(sum(losses))
            self.next, frames, steps = self.next + 1, frames + batch.frame_count, steps + 1
        took = time.perf_counter() - began
        now, most = resident()
        return {"frames_per_s": frames / took, "frames_per_cpu_s": frames / (time.process_time() - worked),
                "step_ms": took / steps * 1e3, "loss": loss, "rss_mb": now, "peak_rss_mb": most}

    def tune(self, seconds):
        """Each way with each number of threads, those near the best again; the better turn counts."""
        tried = {}
        for turn, way, threads in [(turn, way, threads) for turn in (1, 2) for way in WAYS for threads in (1, 2)]:
            name = "%s, %d" % (way, threads)
            if turn == 2 and tried[name] < 0.7 * max(tried.values()):
                continue
            self.twin.way = way
            torch.set_num_threads(threads)
            began = time.perf_counter()
            self.step(self.batches[0])
            first = self.batches[0].frame_count / (time.perf_counter() - began)
            if first < 0.25 * max(tried.values(), default=0):
                tried[name] = first  # threads that wait for cores other programs have
                continue
            tried[name] = max(tried.get(name, 0), self.train(seconds)["frames_per_s"])
        self.twin.way, threads = max(tried, key=tried.get).split(", ")
        torch.set_num_threads(int(threads))
        return {"version": torch.__version__, "threads": int(threads), "convolution": self.twin.way, "tried": tried}


training = Training(sys.argv[1])
for line in sys.stdin:
    command, argument = line.split()
    print(json.dumps(getattr(training, command)(argument)), flush=True)
