package store

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"avagar/app"
)

func TestSettingsAreWrittenTogetherAndRead(t *testing.T) {
	s := fresh(t)
	news := 0
	s.Changed.Subscribe(func(struct{}) { news++ })
	both := map[string]string{"voice": "رها", "speed": "1.5"}
	must(t, s.SetSettings(t.Context(), local, both))
	must(t, s.SetSettings(t.Context(), local, both)) // nothing new
	must(t, s.ClearSetting(t.Context(), local, "speed"))
	if got, err := s.Settings(t.Context(), local); err != nil || len(got) != 1 || got["voice"] != "رها" {
		t.Errorf("the settings read %v, %v", got, err)
	}
	if news != 2 {
		t.Errorf("%d news of two changes", news)
	}
}

func TestTheHistoryIsFoundHoweverItIsTyped(t *testing.T) {
	s := fresh(t)
	at := time.UnixMilli(1_700_000_000_123)
	first := app.Spoken{User: local, Text: "كتاب‌هاي ۱۲ کودک", Voice: "v", Speed: 1.25, Pitch: -2, Duration: 1500 * time.Millisecond, At: at}
	for _, p := range []app.Spoken{first, {User: local, Text: "سلام DUNYA 100%"}, {User: local, Text: "سَلام بر شما"}} {
		_, err := s.AddSpoken(t.Context(), p)
		must(t, err)
	}
	for _, c := range []struct {
		query  string
		before int64
		limit  int
		want   []int64
	}{
		{"", 0, 10, []int64{3, 2, 1}},
		{"", 3, 1, []int64{2}},
		{"", 0, 0, nil},
		{"سلام", 0, 10, []int64{3, 2}},
		{"شما سلام", 0, 10, []int64{3}},
		{"کتابهای", 0, 10, []int64{1}},
		{"كتاب", 0, 10, []int64{1}},
		{"12", 0, 10, []int64{1}},
		{"dunya", 0, 10, []int64{2}},
		{"%", 0, 10, []int64{2}},
		{"نیست", 0, 10, nil},
	} {
		list, err := s.History(t.Context(), local, c.query, c.before, c.limit)
		must(t, err)
		var got []int64
		for _, p := range list {
			got = append(got, p.ID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q below %d gives %v, want %v", c.query, c.before, got, c.want)
		}
	}
	first.ID = 1
	if list, err := s.History(t.Context(), local, "کودک", 0, 1); err != nil || len(list) != 1 || list[0] != first {
		t.Errorf("reads %+v, %v; want %+v", list, err, first)
	}
}

func TestTheHistoryIsDeletedOneByOneAndWhole(t *testing.T) {
	s := fresh(t)
	for range 3 {
		_, err := s.AddSpoken(t.Context(), app.Spoken{User: local, Text: "x"})
		must(t, err)
	}
	must(t, s.DeleteSpoken(t.Context(), local, 2))
	if err := s.DeleteSpoken(t.Context(), local, 2); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("deleted twice: %v", err)
	}
	if err := s.DeleteSpoken(t.Context(), local+1, 1); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("deleted another's: %v", err)
	}
	must(t, s.ClearHistory(t.Context(), local))
	if list, err := s.History(t.Context(), local, "", 0, 10); err != nil || len(list) != 0 {
		t.Errorf("left %v, %v", list, err)
	}
}

func TestAPronunciationReplacesTheOneBefore(t *testing.T) {
	s := fresh(t)
	for _, phones := range [][]string{{"k"}, {"k", "e", "ʃ"}} {
		must(t, s.PutPronunciation(t.Context(), app.Pronunciation{User: local, Word: "کش", Phones: phones}))
	}
	list, err := s.Pronunciations(t.Context(), local)
	if err != nil || len(list) != 1 || !slices.Equal(list[0].Phones, []string{"k", "e", "ʃ"}) || time.Since(list[0].At) > time.Minute {
		t.Errorf("the lexicon reads %+v, %v", list, err)
	}
	must(t, s.DeletePronunciation(t.Context(), local, "کش"))
	if err := s.DeletePronunciation(t.Context(), local, "کش"); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("deleted twice: %v", err)
	}
}

func TestARequestIsTakenOnceInTheOrderOfAsking(t *testing.T) {
	s := fresh(t)
	must(t, s.Ask(t.Context(), app.RequestStop, ""))
	must(t, s.Ask(t.Context(), app.RequestRaise, "data"))
	list, err := s.TakeRequests(t.Context())
	if err != nil || len(list) != 2 || list[0].Kind != app.RequestStop || list[1].Data != "data" {
		t.Errorf("took %+v, %v", list, err)
	}
	if list, err := s.TakeRequests(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("took %+v again, %v", list, err)
	}
}

// victim names the database that this test's own binary writes to as a child
// that is about to be killed.
const victim = "AVAGAR_TEST_VICTIM"

func TestAKilledProgramLosesNothingThatWasWritten(t *testing.T) {
	if path := os.Getenv(victim); path != "" {
		writeForever(t, path)
	}
	path := filepath.Join(t.TempDir(), File)
	for round := range 3 {
		last := killedAfter(t, path, 20+10*round)
		list, err := opened(t, path).History(t.Context(), local, "", 0, 1)
		if err != nil || len(list) != 1 || list[0].ID < last {
			t.Fatalf("the newest row is %+v, %v; %d was written", list, err, last)
		}
	}
	s := opened(t, path)
	var rows, newest int64
	var state string
	must(t, s.read.QueryRow("SELECT count(*), max(id) FROM speech_history").Scan(&rows, &newest))
	must(t, s.read.QueryRow("PRAGMA integrity_check").Scan(&state))
	if rows != newest || state != "ok" {
		t.Errorf("%d of %d rows are left; integrity: %s", rows, newest, state)
	}
}

// writeForever tells of every row once it is written.
func writeForever(t *testing.T, path string) {
	s, err := Open(t.Context(), path)
	must(t, err)
	for {
		id, err := s.AddSpoken(t.Context(), app.Spoken{User: local, Text: "سلام"})
		must(t, err)
		fmt.Printf("row %d\n", id)
	}
}

// killedAfter runs writeForever as a child, kills it after some rows and
// returns the last row that the child told of.
func killedAfter(t *testing.T, path string, rows int) (last int64) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestAKilledProgramLosesNothingThatWasWritten$")
	child.Env = append(os.Environ(), victim+"="+path)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	lines := bufio.NewScanner(out)
	for told := 0; lines.Scan(); told++ {
		if told == rows {
			must(t, child.Process.Kill())
		}
		fmt.Sscanf(lines.Text(), "row %d", &last)
	}
	if err := child.Wait(); err == nil || last == 0 {
		t.Fatalf("the child ended with %v after row %d", err, last)
	}
	return last
}
