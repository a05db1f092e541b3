package dataset

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// Time is where one phoneme or pause lies, in samples at the wave's own rate.
type Time struct {
	Symbol     string
	Start, End int
}

// readTimes reads align.tsv: id, start, end, symbol.
func (d *Dataset) readTimes(files fs.FS) error {
	data, err := readText(files, "align.tsv")
	if err != nil || data == nil {
		return err
	}
	times, broken := parseTimes(data)
	for _, n := range broken {
		d.note(found("", TimesUnreadable, Warning, float64(n), "align.tsv line %d cannot be read", n))
	}
	symbols := map[string][]string{}
	for id, list := range times {
		for _, t := range list {
			symbols[id] = append(symbols[id], t.Symbol)
		}
	}
	spelling := newSpelling(symbols)
	for i := range d.Utterances {
		u := &d.Utterances[i]
		list := times[u.ID]
		if list == nil {
			continue
		}
		if u.times = spelling.times(list); u.times == nil {
			d.note(found(u.ID, TimesUnreadable, Warning, 0, "align.tsv: times of %s overlap or hold unknown symbols", u.ID))
			continue
		}
		d.HasTimes = true
	}
	return nil
}

// parseTimes gives the times of every id in the order of the lines, and the
// numbers of lines that are none.
func parseTimes(data []byte) (times map[string][]Time, broken []int) {
	times = map[string][]Time{}
	for n, line := range lines(data) {
		fields := strings.Split(line, "\t")
		if len(fields) != 4 {
			fields = strings.Fields(line)
		}
		if len(fields) != 4 || !readable(line) {
			broken = append(broken, n)
			continue
		}
		id, symbol := PlainID(strings.TrimSpace(fields[0])), strings.TrimSpace(fields[3])
		start, startErr := strconv.Atoi(strings.TrimSpace(fields[1]))
		end, endErr := strconv.Atoi(strings.TrimSpace(fields[2]))
		if startErr != nil || endErr != nil || start < 0 || end <= start || end > 1<<31-1 || symbol == "" || !safeID(id) {
			broken = append(broken, n)
			continue
		}
		times[id] = append(times[id], Time{Symbol: symbol, Start: start, End: end})
	}
	return times, broken
}

// times spells the symbols as ours, sorts and checks; nil: not usable.
func (s spelling) times(list []Time) []Time {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b Time) int { return a.Start - b.Start })
	spoken := false
	for i := range list {
		symbols, err := s.read(list[i].Symbol)
		if err != nil || len(symbols) != 1 || i > 0 && list[i].Start < list[i-1].End {
			return nil
		}
		list[i].Symbol = symbols[0]
		spoken = spoken || !isPause(symbols[0])
	}
	if !spoken {
		return nil
	}
	return list
}
