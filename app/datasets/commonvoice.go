package datasets

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// commonVoice reads the lists of Mozilla Common Voice and takes the speaker of
// whom there is most.
func (p *plan) commonVoice() (bool, error) {
	list, ok := p.voiceList()
	if !ok {
		return false, nil
	}
	p.kind = CommonVoice
	c := &clips{plan: p, dir: path.Dir(list), weight: map[string]float64{}, count: map[string]int{}}
	if err := c.durations(); err != nil {
		return false, err
	}
	if err := c.each(list, c.weigh); err != nil {
		return false, err
	}
	if len(c.weight) == 0 {
		return true, nil // nothing matches
	}
	c.choose()
	return true, c.each(list, c.take)
}

// voiceList finds the best list beside clips.
func (p *plan) voiceList() (string, bool) {
	for _, want := range []string{"validated.tsv", "train.tsv", "other.tsv", ""} {
		name, ok := p.tree.shallowest(func(n string) bool {
			return ending(n) == ".tsv" && (want == "" || path.Base(n) == want) && len(p.columns(n)) > 0
		})
		if ok {
			return name, true
		}
	}
	return "", false
}

// columns are the places of those that count in a list of Common Voice; nil
// where it is none.
func (p *plan) columns(name string) map[string]int {
	head, err := p.tree.head(name)
	if err != nil {
		return nil
	}
	line, _, _ := strings.Cut(strings.TrimPrefix(string(head), "\ufeff"), "\n")
	at := map[string]int{}
	for i, title := range strings.Split(strings.TrimSpace(line), "\t") {
		at[title] = i
	}
	for _, needed := range []string{"client_id", "path", "sentence"} {
		if _, ok := at[needed]; !ok {
			return nil
		}
	}
	return at
}

// clips gathers the minutes of every speaker.
type clips struct {
	*plan
	dir    string
	known  map[string]float64 // seconds by clip, where the corpus tells
	weight map[string]float64 // by speaker: seconds, or bytes where nobody tells
	count  map[string]int
	chosen string
}

// clip is a line of a list.
type clip struct{ speaker, path, sentence, locale string }

// durations reads clip_durations.tsv, which newer releases have.
func (c *clips) durations() error {
	name := path.Join(c.dir, "clip_durations.tsv")
	if _, ok := c.tree.size[name]; !ok {
		return nil
	}
	c.known = map[string]float64{}
	return c.lines(name, func(fields []string) {
		if len(fields) >= 2 {
			if ms, err := strconv.ParseFloat(fields[1], 64); err == nil && ms > 0 && ms < 1e7 {
				c.known[fields[0]] = ms / 1000
			}
		}
	})
}

// lines calls use with the columns of every line but the first.
func (c *clips) lines(name string, use func(fields []string)) error {
	r, err := c.tree.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	in := bufio.NewScanner(io.LimitReader(r, c.tree.size[name]))
	in.Buffer(nil, 1<<20)
	for first := true; in.Scan(); first = false {
		if !first {
			use(strings.Split(strings.TrimRight(in.Text(), "\r\n"), "\t"))
		}
	}
	if errors.Is(in.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("%w: a line of %s", ErrTooMany, name)
	}
	return in.Err()
}

// each calls use with every line whose clip is there; the others are counted.
func (c *clips) each(list string, use func(clip, string)) error {
	at := c.columns(list)
	c.lost = 0
	return c.lines(list, func(fields []string) {
		cell := func(title string) string {
			if i, ok := at[title]; ok && i < len(fields) {
				return fields[i]
			}
			return ""
		}
		l := clip{cell("client_id"), cell("path"), cell("sentence"), cell("locale")}
		name := path.Base(l.path)
		if ending(name) == "" {
			name += ".mp3" // as early releases wrote it
		}
		for _, file := range []string{path.Join(c.dir, "clips", name), path.Join(c.dir, name)} {
			if _, ok := c.tree.size[file]; ok && l.speaker != "" && plain(l.sentence) != "" {
				use(l, file)
				return
			}
		}
		c.lost++
	})
}

func (c *clips) weigh(l clip, file string) {
	seconds, ok := c.known[path.Base(file)]
	if !ok {
		seconds = float64(c.tree.size[file]) / 8000 // as of an MP3 at 64 kbit a second
	}
	c.weight[l.speaker] += seconds
	c.count[l.speaker]++
}

// choose takes the speaker of most minutes, the first by name of equals.
func (c *clips) choose() {
	all := slices.Sorted(maps.Keys(c.weight))
	c.chosen = slices.MaxFunc(all, func(a, b string) int {
		return cmp.Or(cmp.Compare(c.weight[a], c.weight[b]), cmp.Compare(b, a))
	})
	c.speakers, c.speaker = len(all), c.chosen
}

func (c *clips) take(l clip, file string) {
	if l.speaker != c.chosen {
		return
	}
	if c.language == "" {
		c.language = strings.ToLower(l.locale)
	}
	c.takes = append(c.takes, take{id: stem(path.Base(file)), text: plain(l.sentence), path: file})
}
