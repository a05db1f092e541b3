package library

import (
	"slices"

	"avagar/engine/hub"
)

// rest says what a repository without a voice is.
func (t *tree) rest() Finding {
	f := Finding{Name: base(t.info.ID), Family: FamilyOther, Runs: RunsNever, Reason: t.reason()}
	if f.Reason == ReasonDataset {
		f.Family = FamilyDataset
	}
	reason := f.Reason
	f = t.finding(f, slices.Clone(t.files))
	if f.Reason == ReasonName { // one may choose among its files
		f.Reason = reason
	}
	return f
}

// formats are the endings that tell why there is no voice.
var formats = map[string]Reason{
	".onnx":        ReasonOtherONNX,
	".safetensors": ReasonSafetensors,
	".pth":         ReasonPickle, ".pt": ReasonPickle, ".ckpt": ReasonPickle, ".bin": ReasonPickle, ".pkl": ReasonPickle,
	".gguf": ReasonFormat, ".tflite": ReasonFormat, ".nemo": ReasonFormat, ".mlmodel": ReasonFormat, ".mlpackage": ReasonFormat,
	".keras": ReasonFormat, ".h5": ReasonFormat, ".pb": ReasonFormat, ".msgpack": ReasonFormat, ".ort": ReasonFormat, ".mnn": ReasonFormat,
	".parquet": ReasonDataset, ".arrow": ReasonDataset, ".wav": ReasonDataset, ".flac": ReasonDataset, ".mp3": ReasonDataset,
}

// reason is why there is no voice: what is nearest to one decides.
func (t *tree) reason() Reason {
	switch t.info.Kind {
	case hub.Dataset:
		return ReasonDataset
	case hub.Space:
		return ReasonSpace
	}
	seen := map[Reason]bool{}
	for _, f := range t.files {
		seen[formats[ext(f.Path)]] = true
	}
	for _, r := range []Reason{ReasonOtherONNX, ReasonSafetensors, ReasonPickle, ReasonFormat, ReasonDataset} {
		if r == ReasonOtherONNX && seen[r] {
			return t.whyNotONNX()
		}
		if seen[r] {
			return r
		}
	}
	return ReasonNoModel
}

// whyNotONNX tells ONNX models for something else from those that lack their other files.
func (t *tree) whyNotONNX() Reason {
	vocoders, alone, all := 0, 0, 0
	for _, f := range t.files {
		if ext(f.Path) != ".onnx" {
			continue
		}
		all++
		m := newModel(f)
		switch {
		case t.hears(m):
			return ReasonNotSpeech
		case vocoder.MatchString(base(f.Path)):
			vocoders++
		case !t.described(m.folder) && !part.MatchString(m.stem):
			alone++
		}
	}
	switch all {
	case vocoders:
		return ReasonVocoder
	case vocoders + alone:
		return ReasonNoConfig
	}
	return ReasonOtherONNX
}

// described tells whether beside a model lies anything that could say how to speak to it.
func (t *tree) described(folder string) bool {
	if base(folder) == "onnx" && t.described(dir(folder)) {
		return true
	}
	return slices.ContainsFunc(t.folders[folder], func(f hub.File) bool {
		return ext(f.Path) == ".json" || base(f.Path) == "tokens.txt" || ext(f.Path) == ".bin"
	})
}
