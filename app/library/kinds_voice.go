package library

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"avagar/engine/hub"
	"avagar/engine/voice"
)

// voices are those of all folders.
func (t *tree) voices() []Finding {
	var list []Finding
	for _, f := range t.files {
		var found Finding
		var ok bool
		switch ext(f.Path) {
		case voice.Extension:
			found, ok = t.avagar(f), true
		case ".onnx":
			found, ok = t.onnx(f)
		}
		if ok {
			list = append(list, found)
		}
	}
	return list
}

func (t *tree) avagar(f hub.File) Finding {
	name := base(f.Path)
	return t.finding(Finding{
		Folder: dir(f.Path), Name: name[:len(name)-len(voice.Extension)], Model: f.Path, Family: FamilyAvagar, Runs: RunsHere,
	}, []hub.File{f})
}

// model is an ONNX file that may be a voice.
type model struct {
	hub.File
	folder  string
	stem    string // its name without ending and variant
	variant string
}

// variant ends the name of a model, or of a repository that has nothing else.
var variant = regexp.MustCompile(`(?i)^(.+?)[._-](int8|uint8|fp16|float16|bf16|quant|quantized|dynamic|q8|q4|q4f16|bnb4)$`)

func newModel(f hub.File) model {
	m := model{File: f, folder: dir(f.Path), stem: base(f.Path)}
	m.stem = m.stem[:len(m.stem)-len(".onnx")]
	if parts := variant.FindStringSubmatch(m.stem); parts != nil {
		m.stem, m.variant = parts[1], strings.ToLower(parts[2])
	}
	return m
}

var (
	vocoder = regexp.MustCompile(`(?i)^(.*vocoder.*|vocos.*|hifi-?gan.*|bigvgan.*|univnet.*|melgan.*|.*_univ_v[0-9].*)\.onnx$`)
	// part is a piece of a model of several files, as those that hear speech have.
	part = regexp.MustCompile(`(?i)(^|[-_.])(encoder|decoder|joiner|encode|decode|embed|embedding|preprocessor?|tokenizer|predictor|codec)([-_.]|$)`)
)

// onnx finds the family of a model, and what else belongs to it.
func (t *tree) onnx(f hub.File) (Finding, bool) {
	if vocoder.MatchString(base(f.Path)) {
		return Finding{}, false
	}
	m := newModel(f)
	if parts := variant.FindStringSubmatch(t.info.ID); parts != nil && m.variant == "" {
		m.variant = strings.ToLower(parts[2])
	}
	for _, family := range []func(model) (Finding, bool){t.piper, t.sherpa, t.transformers} {
		if found, ok := family(m); ok {
			return found, true
		}
	}
	return Finding{}, false
}

// found is a voice of a model in a folder, which may be the one that the model's is in.
func (t *tree) found(m model, folder string, family Family, files ...hub.File) Finding {
	files = append(files, m.File)
	for _, f := range t.folders[m.folder] {
		if rest, ok := strings.CutPrefix(f.Path, m.Path); ok && (strings.HasPrefix(rest, "_data") || strings.HasPrefix(rest, ".data")) {
			files = append(files, f) // weights that the model keeps outside
		}
	}
	return t.finding(Finding{
		Folder: folder, Name: t.title(m, folder), Variant: m.variant, Model: m.Path, Family: family, Runs: RunsNext,
	}, files)
}

// title is what a voice is called: by its file, unless many are called like that.
func (t *tree) title(m model, folder string) string {
	switch {
	case !anyName.MatchString(m.stem):
		return m.stem
	case folder != "":
		return base(folder)
	}
	return cmp.Or(base(t.info.ID), m.stem)
}

var anyName = regexp.MustCompile(`(?i)^((vits_|tts_)?model.*|generator|voice|epoch=.*|checkpoint.*|.*_best)$`)

// piper is a model whose configuration says how phonemes are numbered.
func (t *tree) piper(m model) (Finding, bool) {
	for _, name := range []string{base(m.Path) + ".json", m.stem + ".onnx.json", m.stem + ".json", "config.json"} {
		config := join(m.folder, name)
		f, ok := t.paths[config]
		if !ok {
			continue
		}
		fields, known := t.json(config)
		_, numbered := fields["phoneme_id_map"]
		if numbered || !known && strings.HasSuffix(name, ".onnx.json") {
			files := []hub.File{f}
			if tokens, ok := t.paths[join(m.folder, "tokens.txt")]; ok {
				files = append(files, tokens)
			}
			return t.found(m, m.folder, FamilyPiper, files...), true
		}
	}
	return Finding{}, false
}

// companions are what sherpa-onnx reads beside a model.
var companions = regexp.MustCompile(`(?i)^(tokens\.txt|lexicon.*\.txt|.*\.fst|.*\.far)$`)

// sherpa is a model with a list of tokens: one of three families, by what else there is.
func (t *tree) sherpa(m model) (Finding, bool) {
	if !t.has(m.folder, "tokens.txt") || part.MatchString(m.stem) || t.has(m.folder, "voices.bin") || t.hears(m) {
		return Finding{}, false
	}
	files := t.named(m.folder, companions)
	data := t.data(m.folder)
	if t.isMatcha(m) {
		found := t.found(m, m.folder, FamilyMatcha, slices.Concat(files, data, t.vocoder(m))...)
		if found.Voice() && !slices.ContainsFunc(found.Files, func(f hub.File) bool { return vocoder.MatchString(base(f.Path)) }) {
			found.Reason = ReasonNeedVocoder
		}
		return found, true
	}
	family := FamilySherpaVITS
	if t.hint(m.Path, "mms") || len(data) == 0 && len(files) == 1 && !t.hint(m.Path, "vits", "coqui", "piper", "mimic3", "melo") {
		family = FamilyMMS
	}
	return t.found(m, m.folder, family, slices.Concat(files, data)...), true
}

// data is what pronounces for a model: the folders of espeak-ng and of jieba, beside it or,
// shared by several, above it.
func (t *tree) data(folder string) []hub.File {
	var list []hub.File
	for _, name := range []string{"espeak-ng-data", "dict"} {
		for at := range upwards(folder) {
			if files := t.below(join(at, name)); len(files) > 0 {
				list = append(list, files...)
				break
			}
		}
	}
	return list
}

// hears tells whether a model with tokens is for recognising or the like, by its repository.
func (t *tree) hears(m model) bool {
	task := t.info.Task
	return task != "" && task != "text-to-speech" && task != "text-to-audio" ||
		t.hint(m.Path, "asr", "stt", "ctc", "transducer", "paraformer", "zipformer", "conformer", "whisper", "wenet", "nemo",
			"sensevoice", "telespeech", "moonshine", "dolphin", "kws", "vad", "punct", "punctuation", "wav2vec2", "hubert", "diarization")
}

var steps = regexp.MustCompile(`(?i)^model-steps-[0-9]+$`)

func (t *tree) isMatcha(m model) bool {
	return steps.MatchString(m.stem) || len(t.named(m.folder, vocoder)) > 0 || t.hint(m.Path, "matcha")
}

// vocoder is the best one for a model that makes frames: near it, and light.
func (t *tree) vocoder(m model) []hub.File {
	for at := range upwards(m.folder) {
		list := t.named(at, vocoder)
		for name := range t.folders {
			if dir(name) == at && name != "" {
				list = append(list, t.named(name, vocoder)...)
			}
		}
		if len(list) > 0 {
			return []hub.File{slices.MinFunc(list, func(a, b hub.File) int {
				return cmp.Or(cmp.Compare(heard(a), heard(b)), cmp.Compare(a.Size, b.Size), strings.Compare(a.Path, b.Path))
			})}
		}
	}
	return nil
}

// heard puts vocoders in order: Vocos and HiFi-GAN 2 sound well and are fast.
func heard(f hub.File) int {
	for i, name := range []string{"vocos", "v2", "hifi"} {
		if strings.Contains(strings.ToLower(base(f.Path)), name) {
			return i
		}
	}
	return 9
}

// texts are what turns letters into numbers for transformers.js.
var texts = regexp.MustCompile(`(?i)^(vocab|config|generation_config|tokenizer|tokenizer_config|special_tokens_map|added_tokens|quantize_config)\.json$`)

// transformers is a VITS model with a vocabulary of letters.
func (t *tree) transformers(m model) (Finding, bool) {
	folder := m.folder
	if base(folder) == "onnx" && !t.has(folder, "vocab.json") {
		folder = dir(folder)
	}
	if !t.has(folder, "vocab.json") || part.MatchString(m.stem) || t.hears(m) ||
		t.has(folder, "merges.txt") || t.has(folder, "preprocessor_config.json") {
		return Finding{}, false
	}
	if fields, known := t.json(join(folder, "config.json")); known {
		var kind string
		if json.Unmarshal(fields["model_type"], &kind) != nil || kind != "vits" {
			return Finding{}, false
		}
	}
	return t.found(m, folder, FamilyTransformers, t.named(folder, texts)...), true
}
