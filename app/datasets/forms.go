package datasets

import (
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"avagar/app/document"
	"avagar/engine/dataset"
)

// ljspeech reads metadata.csv, with a normalised column or without, or another
// list of its form. The sounds may lie in wavs, in wav as Piper's export has
// them, beside the list or below.
func (p *plan) ljspeech() (bool, error) {
	name, ok := p.tree.shallowest(func(n string) bool { return path.Base(n) == "metadata.csv" })
	if !ok {
		return p.otherList()
	}
	lines, err := p.lines(name)
	if err != nil {
		return false, err
	}
	p.listed(name, lines)
	return true, nil
}

// listed takes the sounds of a list.
func (p *plan) listed(name string, lines []dataset.Utterance) {
	p.kind = LJSpeech
	dir := path.Dir(name)
	p.describe(dir)
	p.match(dir, lines)
	p.besides(dir)
}

// lines reads a list in the form of metadata.csv.
func (p *plan) lines(name string) ([]dataset.Utterance, error) {
	data, err := p.tree.read(name, maxText)
	if err != nil {
		return nil, err
	}
	text, err := document.Plain(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", dataset.ErrMetadata, err)
	}
	lines, findings := dataset.ParseMetadata([]byte(text))
	if len(lines) == 0 && len(findings) > 0 {
		return nil, dataset.ErrMetadata
	}
	return lines, nil
}

// otherList finds a list of another name, of whose lines most have a sound.
func (p *plan) otherList() (bool, error) {
	const most = 20 // lists to look into
	looked := 0
	for _, n := range p.tree.names {
		if e := ending(n); e != ".txt" && e != ".csv" || strings.HasSuffix(n, mimicEnding) {
			continue
		}
		head, err := p.tree.head(n)
		if err != nil {
			return false, err
		}
		first, _, _ := strings.Cut(string(head), "\n")
		if !strings.Contains(first, "|") {
			continue
		}
		if looked++; looked > most {
			break
		}
		lines, err := p.lines(n)
		if err != nil {
			continue
		}
		other := &plan{tree: p.tree, title: p.title}
		if other.listed(n, lines); len(other.takes) > 1 && len(other.takes) > len(lines)/2 {
			*p = *other
			return true, nil
		}
	}
	return false, nil
}

// match gives every line its sound.
func (p *plan) match(dir string, lines []dataset.Utterance) {
	byStem := p.soundsUnder(dir)
	used := map[string]bool{}
	for _, l := range lines {
		file, ok := firstOf(byStem, "wavs/"+l.ID, "wav/"+l.ID, "clips/"+l.ID, "audio/"+l.ID, l.ID, "*/"+path.Base(l.ID))
		if !ok || used[file] {
			p.lost++
			continue
		}
		used[file] = true
		p.takes = append(p.takes, take{id: l.ID, text: l.Text, path: path.Join(dir, file)})
	}
	p.untold = p.countSounds(dir) - len(p.takes)
}

func firstOf(files map[string]string, stems ...string) (string, bool) {
	for _, s := range stems {
		if f := files[s]; f != "" {
			return f, true
		}
	}
	return "", false
}

// soundsUnder are the sounds of a folder and of those below by their paths
// without endings, and by */ and their names where those are of one file only.
func (p *plan) soundsUnder(dir string) map[string]string {
	byStem, twice := map[string]string{}, map[string]bool{}
	for _, n := range p.tree.under(dir) {
		if !isSound(n) {
			continue
		}
		if old := byStem[stem(n)]; old == "" || dataset.SoundRank(n) < dataset.SoundRank(old) {
			byStem[stem(n)] = n
		}
		alone := "*/" + stem(path.Base(n))
		if old := byStem[alone]; old != "" && stem(old) != stem(n) {
			twice[alone] = true
		} else if old == "" || dataset.SoundRank(n) < dataset.SoundRank(old) {
			byStem[alone] = n
		}
	}
	for s := range twice {
		delete(byStem, s)
	}
	return byStem
}

func (p *plan) countSounds(dir string) (n int) {
	seen := map[string]bool{}
	for _, name := range p.tree.under(dir) {
		if s := stem(name); isSound(name) && !seen[s] {
			seen[s] = true
			n++
		}
	}
	return n
}

// describe takes over what dataset.json says.
func (p *plan) describe(dir string) {
	data, err := p.tree.read(path.Join(dir, "dataset.json"), longestText)
	if err != nil {
		return
	}
	var said struct{ Name, Language, License string }
	if json.Unmarshal(data, &said) == nil {
		p.language, p.license = strings.ToLower(said.Language), said.License
		if said.Name != "" {
			p.title = said.Name
		}
	}
}

// besides keeps phonemes, exact times, and the lists of what is held out.
func (p *plan) besides(dir string) {
	p.beside = map[string]string{}
	for _, n := range []string{"phonemes.csv", "align.tsv", "train.txt", "heldout.txt", "test.txt"} {
		if _, ok := p.tree.size[path.Join(dir, n)]; ok {
			p.beside[n] = path.Join(dir, n)
			p.lists = p.lists || n == "train.txt" || n == "heldout.txt"
		}
	}
}

// mimicEnding is how the lists of Mimic recording studio end.
const mimicEnding = "-metadata.txt"

// mimic reads the lists of Mimic recording studio: name.wav|text|length.
func (p *plan) mimic() (bool, error) {
	for _, n := range p.tree.names {
		if !strings.HasSuffix(n, mimicEnding) {
			continue
		}
		data, err := p.tree.read(n, maxText)
		if err != nil {
			return false, err
		}
		text, err := document.Plain(data)
		if err != nil {
			continue
		}
		p.mimicList(path.Dir(n), text)
		p.speakers++
	}
	p.kind = Mimic
	return p.speakers > 0, nil
}

// mimicList takes the last line of a recording, which was made again.
func (p *plan) mimicList(dir, text string) {
	at := map[string]int{}
	for line := range strings.Lines(text) {
		name, rest, ok := strings.Cut(strings.TrimSpace(line), "|")
		if !ok || !isSound(name) {
			continue
		}
		if i := strings.LastIndexByte(rest, '|'); i >= 0 {
			rest = rest[:i]
		}
		file := path.Join(dir, path.Base(name))
		if _, there := p.tree.size[file]; !there {
			p.lost++
			continue
		}
		t := take{id: stem(path.Base(name)), text: plain(rest), path: file}
		if i, again := at[file]; again {
			p.takes[i] = t
			continue
		}
		at[file] = len(p.takes)
		p.takes = append(p.takes, t)
	}
	p.untold += p.countSounds(dir) - len(at)
}

// longRunes is how long texts are, in the middle, that belong to recordings
// too long to learn from as they are.
const longRunes = 700

// studio is how Piper recording studio names what it records.
var studio = regexp.MustCompile(`(^|/)([a-z]{2,3}[-_][A-Z]{2})/[^/]+/[^/]+\.webm$`)

// pairs reads name.wav and name.txt in any folders, or the only sound and the
// only text that there are.
func (p *plan) pairs() (bool, error) {
	byStem := p.soundsUnder(".")
	var texts []string
	for _, n := range p.tree.names {
		if ending(n) == ".txt" && !strings.EqualFold(path.Base(n), "readme.txt") && !strings.EqualFold(path.Base(n), "license.txt") {
			texts = append(texts, n)
		}
	}
	if len(texts) == 0 {
		return false, nil
	}
	if len(texts) == 1 && p.countSounds(".") == 1 {
		for _, file := range byStem {
			byStem[stem(texts[0])] = file
		}
	}
	p.kind = Pairs
	var lengths []int
	for _, n := range texts {
		file := byStem[stem(n)]
		if file == "" {
			p.lost++
			continue
		}
		text, err := p.text(n)
		if err != nil {
			return false, err
		}
		if m := studio.FindStringSubmatch(file); m != nil {
			p.kind, p.language = Piper, strings.ToLower(strings.ReplaceAll(m[2], "_", "-"))
		}
		lengths = append(lengths, utf8.RuneCountInString(text))
		p.takes = append(p.takes, take{id: stem(file), text: text, path: file})
	}
	slices.Sort(lengths)
	if n := len(lengths); n == 1 || n > 0 && lengths[n/2] >= longRunes {
		p.kind = Long
	}
	p.untold = p.countSounds(".") - len(p.takes)
	p.oneLine()
	return true, nil
}

func (p *plan) text(name string) (string, error) {
	data, err := p.tree.read(name, longestText)
	if err != nil {
		return "", err
	}
	text, err := document.Plain(data)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return strings.TrimSpace(text), nil
}

// oneLine makes the texts of what is not to be cut fit a list.
func (p *plan) oneLine() {
	if p.kind == Long {
		return
	}
	for i := range p.takes {
		p.takes[i].text = plain(p.takes[i].text)
	}
}

// longWith takes the one recording of the tree with a text of its own.
func (p *plan) longWith(file string) error {
	d, err := document.Read(file)
	if err != nil {
		return err
	}
	p.kind = Long
	for _, n := range p.tree.names {
		if isSound(n) {
			p.takes = append(p.takes, take{id: stem(n), text: d.Text, path: n})
		}
	}
	switch len(p.takes) {
	case 0:
		return ErrNoSound
	case 1:
		return nil
	}
	return ErrNoMatch // one text cannot be that of many recordings
}

// tidy makes ids that can be names of files on every system, each of them once.
func (p *plan) tidy() {
	seen := map[string]bool{}
	for i := range p.takes {
		id := fileName(p.takes[i].id)
		base := id
		for n := 2; id == "" || seen[strings.ToLower(id)]; n++ {
			id = fmt.Sprintf("%s-%d", base, n)
		}
		seen[strings.ToLower(id)] = true
		p.takes[i].id = id
	}
}

// fileName keeps letters, digits, points, - and _ of a path, at most 80 bytes.
func fileName(id string) string {
	id = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.", r) {
			return r
		}
		return '_'
	}, strings.ToValidUTF8(id, "_"))
	for len(id) > 80 {
		_, n := utf8.DecodeRuneInString(id)
		id = id[n:]
	}
	return strings.Trim(id, "._- ")
}
