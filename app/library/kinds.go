package library

import (
	"cmp"
	"slices"
	"strings"

	"avagar/engine/hub"
)

// Family is what kind of voice files are, by their layout.
type Family string

// The families.
const (
	FamilyAvagar       Family = "avagar"
	FamilyPiper        Family = "piper"           // X.onnx, X.onnx.json
	FamilySherpaVITS   Family = "sherpa-vits"     // X.onnx, tokens.txt, and a lexicon or espeak-ng-data
	FamilyMMS          Family = "mms"             // model.onnx, tokens.txt of letters
	FamilyMatcha       Family = "matcha"          // X.onnx, tokens.txt, and a vocoder
	FamilyTransformers Family = "transformers.js" // onnx/model.onnx, vocab.json
	FamilyDataset      Family = "dataset"
	FamilyOther        Family = "other"
)

// Runs is whether the program can speak with what was found.
type Runs string

// Whether it runs.
const (
	RunsHere  Runs = "now"
	RunsNext  Runs = "next" // it can be kept; the next release speaks with it
	RunsNever Runs = "no"   // Reason says why
)

// Reason is why something does not run, or what else it needs.
type Reason string

// The reasons; app/fa tells them.
const (
	ReasonNone        Reason = ""
	ReasonDataset     Reason = "dataset"      // recordings to train on
	ReasonSpace       Reason = "space"        // a program that runs on the hub
	ReasonNoModel     Reason = "no_model"     // no file that could be a voice
	ReasonPickle      Reason = "pickle"       // weights in a format that can run code
	ReasonSafetensors Reason = "safetensors"  // weights of another program
	ReasonFormat      Reason = "format"       // a model in a format for other devices
	ReasonNoConfig    Reason = "no_config"    // ONNX without the files that say how to speak to it
	ReasonOtherONNX   Reason = "other_onnx"   // ONNX of a family that is not known
	ReasonNotSpeech   Reason = "not_speech"   // a model for something else than speaking
	ReasonVocoder     Reason = "vocoder"      // only the second half of a voice
	ReasonNeedVocoder Reason = "need_vocoder" // a voice whose second half lies elsewhere
	ReasonName        Reason = "name"         // a file name that cannot be here
)

// Finding is one voice of a repository or a folder, or what the whole of it is where there is
// none. A repository may have many voices, even in one folder.
type Finding struct {
	Folder   string     `json:"folder"`            // of the repository; empty is its root
	Name     string     `json:"name"`              // as its file or folder is called
	Variant  string     `json:"variant,omitempty"` // int8, fp16 and so on; empty in full precision
	Model    string     `json:"model,omitempty"`   // the path of its main file, which no other finding has
	Family   Family     `json:"family"`
	Language string     `json:"language,omitempty"` // two or three letters, where names tell it
	Files    []hub.File `json:"-"`                  // to fetch for it, by path; with those it shares: tokens, vocoder, licence
	Bytes    int64      `json:"bytes"`              // of Files; -1 where a size is unknown
	Runs     Runs       `json:"runs"`
	Reason   Reason     `json:"reason,omitempty"`
}

// Voice tells whether a finding is a voice, be it for a later release.
func (f Finding) Voice() bool { return f.Runs != RunsNever }

// Paths are those of Files.
func (f Finding) Paths() []string {
	list := make([]string, len(f.Files))
	for i, file := range f.Files {
		list[i] = file.Path
	}
	return list
}

// Look finds the voices among the files of a repository, by folder, name and variant; where
// there is none, one Finding says what it is instead. Info may hold no more than Repo and
// Files. small are contents of those files that Telling named, as far as they are known; it
// may be nil.
func Look(info hub.Info, small map[string][]byte) []Finding {
	t := newTree(info, small)
	var list []Finding
	if info.Kind != hub.Dataset && info.Kind != hub.Space {
		list = t.voices()
	}
	if len(list) == 0 {
		return []Finding{t.rest()}
	}
	slices.SortFunc(list, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.Folder, b.Folder), strings.Compare(a.Name, b.Name),
			strings.Compare(a.Variant, b.Variant), strings.Compare(a.Model, b.Model))
	})
	return list
}

// Telling are the files whose contents, should someone fetch them, let Look see more: small
// JSON beside ONNX models.
func Telling(files []hub.File) []string {
	const most = 1 << 18 // bytes
	t := newTree(hub.Info{Files: files}, nil)
	var list []string
	for _, f := range files {
		if f.Size < 0 || f.Size > most || ext(f.Path) != ".json" {
			continue
		}
		folder := dir(f.Path)
		if t.hasONNX(folder) || base(f.Path) == "config.json" && t.hasONNX(join(folder, "onnx")) {
			list = append(list, f.Path)
		}
	}
	slices.Sort(list)
	return list
}

// finding completes what is common to all families.
func (t *tree) finding(f Finding, files []hub.File) Finding {
	files = append(files, t.papers(f.Folder)...)
	slices.SortFunc(files, func(a, b hub.File) int { return strings.Compare(a.Path, b.Path) })
	f.Files = slices.CompactFunc(files, func(a, b hub.File) bool { return a.Path == b.Path })
	for _, file := range f.Files {
		if file.Size < 0 {
			f.Bytes = -1
			break
		}
		f.Bytes += file.Size
	}
	if hub.CheckPaths(f.Paths()) != nil {
		f.Runs, f.Reason = RunsNever, ReasonName
	}
	f.Language = t.language(f.Model)
	return f
}
