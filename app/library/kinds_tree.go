package library

import (
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"avagar/engine/hub"
)

// tree is the files of a repository by folder.
type tree struct {
	info    hub.Info
	small   map[string][]byte
	files   []hub.File            // by path
	folders map[string][]hub.File // those right in a folder; "" is the root
	paths   map[string]hub.File
}

func newTree(info hub.Info, small map[string][]byte) *tree {
	t := &tree{info: info, small: small, folders: map[string][]hub.File{}, paths: map[string]hub.File{}}
	for _, f := range info.Files {
		if f.Directory {
			continue
		}
		if _, twice := t.paths[f.Path]; twice {
			continue
		}
		t.files = append(t.files, f)
		t.paths[f.Path] = f
	}
	slices.SortFunc(t.files, func(a, b hub.File) int { return strings.Compare(a.Path, b.Path) })
	for _, f := range t.files {
		t.folders[dir(f.Path)] = append(t.folders[dir(f.Path)], f)
	}
	return t
}

// dir is the folder of a path, "" for the root.
func dir(p string) string {
	i := strings.LastIndexByte(p, '/')
	return p[:max(i, 0)]
}

func base(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }

func ext(p string) string { return strings.ToLower(path.Ext(p)) }

func join(folder, name string) string {
	if folder == "" {
		return name
	}
	return folder + "/" + name
}

func (t *tree) has(folder, name string) bool {
	_, ok := t.paths[join(folder, name)]
	return ok
}

func (t *tree) hasONNX(folder string) bool {
	return slices.ContainsFunc(t.folders[folder], func(f hub.File) bool { return ext(f.Path) == ".onnx" })
}

// below are the files of a folder and of those in it.
func (t *tree) below(folder string) []hub.File {
	prefix := folder + "/"
	from, _ := slices.BinarySearchFunc(t.files, prefix, func(f hub.File, p string) int { return strings.Compare(f.Path, p) })
	to := from
	for to < len(t.files) && strings.HasPrefix(t.files[to].Path, prefix) {
		to++
	}
	return t.files[from:to:to]
}

// upwards yields a folder and those that it is in, the root last.
func upwards(folder string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for yield(folder) && folder != "" {
			folder = dir(folder)
		}
	}
}

// named are the files right in a folder whose names fit.
func (t *tree) named(folder string, fits *regexp.Regexp) []hub.File {
	var list []hub.File
	for _, f := range t.folders[folder] {
		if fits.MatchString(base(f.Path)) {
			list = append(list, f)
		}
	}
	return list
}

// paper is what says whose work a voice is and what may be done with it.
var paper = regexp.MustCompile(`(?i)^(readme|licen[cs]e|copying|copyright|notice|attribution|model_?card)([._-][^/]*)?$`)

// papers are those of a folder and of the folders it is in.
func (t *tree) papers(folder string) []hub.File {
	const most = 1 << 20 // bytes
	var list []hub.File
	for at := range upwards(folder) {
		for _, f := range t.named(at, paper) {
			if f.Size <= most {
				list = append(list, f)
			}
		}
	}
	return list
}

// json reads a small file whose content is known.
func (t *tree) json(name string) (fields map[string]json.RawMessage, known bool) {
	content, known := t.small[name]
	if known {
		_ = json.Unmarshal(content, &fields)
	}
	return fields, known
}

var word = regexp.MustCompile(`[\p{L}\p{N}]+`)

// words are those of the repository's name and of a path, in small letters.
func (t *tree) words(p string) []string {
	return word.FindAllString(strings.ToLower(t.info.ID+"/"+p), -1)
}

func (t *tree) hint(p string, any ...string) bool {
	return slices.ContainsFunc(t.words(p), func(w string) bool { return slices.Contains(any, w) })
}

// locale is a language with its country, as Piper has it in names.
var locale = regexp.MustCompile(`(?:^|[/_.-])([a-z]{2,3})[_-][A-Z]{2}(?:$|[/_.-])`)

// language is what names tell of it. MMS calls Persian fas, sherpa-onnx a voice of two
// languages fa_en.
func (t *tree) language(p string) string {
	if t.hint(p, "fa", "fas", "pes", "farsi", "persian") {
		return "fa"
	}
	for _, s := range []string{p, t.info.ID} {
		if m := locale.FindStringSubmatch(s); m != nil {
			return m[1]
		}
	}
	if len(t.info.Languages) == 1 {
		return t.info.Languages[0]
	}
	for _, w := range t.words(p) {
		if len(w) == 3 && t.hint(p, "mms") {
			if b, err := language.ParseBase(w); err == nil && w != "mms" && w != "tts" {
				return b.String()
			}
		}
	}
	return ""
}
