package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"avagar/engine/audio"
)

// person is somebody at a terminal with a home folder of their own.
type person struct {
	t      *testing.T
	home   string
	locale string
}

func newPerson(t *testing.T) *person {
	return &person{t, filepath.Join(t.TempDir(), "home"), "en_US.UTF-8"}
}

type answer struct {
	out, err string
	code     int
}

func (p *person) process(in io.Reader, out, err io.Writer, args []string) Process {
	vars := map[string]string{"AVAGAR_HOME": p.home, "LANG": p.locale}
	return Process{Args: args, In: in, Out: out, Err: err, Getenv: func(name string) string { return vars[name] }}
}

// types runs one command line with stdin.
func (p *person) types(stdin string, args ...string) answer {
	p.t.Helper()
	var out, err bytes.Buffer
	code := Run(p.t.Context(), p.process(strings.NewReader(stdin), &out, &err, args))
	return answer{out.String(), err.String(), code}
}

// does runs a command line that has to succeed and returns what it printed.
func (p *person) does(args ...string) string {
	p.t.Helper()
	a := p.types("", args...)
	if a.code != exitDone {
		p.t.Fatalf("avagar %q ended with %d: %s", args, a.code, a.err)
	}
	return a.out
}

// fails runs a command line that has to fail with a status and one line of
// error that holds text, and nothing on standard output.
func (p *person) fails(code int, text string, args ...string) {
	p.t.Helper()
	a := p.types("", args...)
	if a.code != code || a.out != "" || strings.Count(a.err, "\n") != 1 || !strings.Contains(a.err, text) {
		p.t.Errorf("avagar %q: status %d, output %q, error %q; want status %d and one line with %q", args, a.code, a.out, a.err, code, text)
	}
}

// silent hides the sound device, so that a test neither needs nor uses one.
func silent(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only ALSA's device can be hidden from a test")
	}
	t.Setenv("ALSA_CONFIG_PATH", filepath.Join(t.TempDir(), "none"))
}

func TestOneLineOutForOneLineIn(t *testing.T) {
	p := newPerson(t)
	for _, c := range []struct {
		in, want string
		args     []string
	}{
		{"", "", []string{"normalize"}},
		{"۱۲ کتاب\n\nسلام\r\nآخر", "دوازده کتاب\n\nسلام\nآخر\n", []string{"normalize"}},
		{"۳\n", "سه\n", []string{"normalize", "-"}},
		{"\xff\xfe\x00\n", "\n", []string{"normalize"}},
		{"سلام\nدنیا\n", "sælɒːm\ndonjɒː\n", []string{"phonemize"}},
		{"دنیا", "donyA\n", []string{"phonemize", "--notation", "repr1"}},
		{"", "دو سیب\n", []string{"normalize", "۲", "سیب"}},
		{"", "دو سیب\n", []string{"normalize", "۲\nسیب"}},
		{"", "\n", []string{"normalize", ""}},
	} {
		if a := p.types(c.in, c.args...); a.out != c.want || a.code != exitDone || a.err != "" {
			t.Errorf("avagar %q of %q wrote %q, %q, status %d; want %q", c.args, c.in, a.out, a.err, a.code, c.want)
		}
	}
}

func TestAnswersALineBeforeTheNextIsTyped(t *testing.T) {
	p := newPerson(t)
	in, keys := io.Pipe()
	screen, out := io.Pipe()
	done := make(chan int)
	go func() {
		done <- Run(t.Context(), p.process(in, out, io.Discard, []string{"normalize"}))
		out.Close()
	}()
	for range 3 {
		if _, err := io.WriteString(keys, "۷\n"); err != nil {
			t.Fatal(err)
		}
		line := make([]byte, len("هفت\n"))
		if _, err := io.ReadFull(screen, line); err != nil || string(line) != "هفت\n" {
			t.Fatalf("answered %q, %v", line, err)
		}
	}
	keys.Close()
	if code := <-done; code != exitDone {
		t.Errorf("ended with %d", code)
	}
}

func TestALineOfAnyLengthIsOneLineOut(t *testing.T) {
	p := newPerson(t)
	const times = 20_000
	a := p.types(strings.Repeat("این یک جمله است. ", times), "normalize")
	if a.code != exitDone || strings.Count(a.out, "\n") != 1 || strings.Count(a.out, "جمله") != times {
		t.Errorf("status %d, %d lines, %d of %d sentences", a.code, strings.Count(a.out, "\n"), strings.Count(a.out, "جمله"), times)
	}
}

func TestCtrlCEndsAWaitForTyping(t *testing.T) {
	p := newPerson(t)
	in, keys := io.Pipe()
	defer keys.Close()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan int)
	var err bytes.Buffer
	go func() { done <- Run(ctx, p.process(in, io.Discard, &err, []string{"phonemize"})) }()
	cancel()
	if code := <-done; code != exitError || !strings.Contains(err.String(), "as you asked") {
		t.Errorf("ended with %d: %q", code, err.String())
	}
}

func TestWrongUsageEndsWithTwo(t *testing.T) {
	p := newPerson(t)
	p.fails(exitUsage, "nonsense", "nonsense")
	p.fails(exitUsage, "--nonsense", "say", "--nonsense", "x")
	p.fails(exitUsage, "--speed", "say", "--speed", "fast", "x")
	p.fails(exitUsage, "--notation", "phonemize", "--notation", "arpabet", "x")
	p.fails(exitUsage, "see avagar --help", "voice")
	p.fails(exitUsage, "see avagar --help", "train", "start")
	p.locale = "fa_IR.UTF-8"
	p.fails(exitUsage, "فرمان درست نوشته نشده است", "nonsense")
}

func TestErrorsArePersianWhereTheLocaleIs(t *testing.T) {
	p := newPerson(t)
	p.locale = "fa_IR.UTF-8"
	p.fails(exitError, "پیدا نشد", "say", "--voice", "nobody", "سلام")
	p.fails(exitError, "چنین پوشه‌ای نیست", "dataset", "check", "/no/such/folder")
	log, err := os.ReadFile(filepath.Join(p.home, "logs", "avagar.log"))
	if err != nil || !strings.Contains(string(log), "library: voice nobody: app: not found") || strings.Contains(string(log), "سلام") {
		t.Errorf("the log reads %q, %v; want the English chain, and nothing of the text", log, err)
	}
}

func TestHelpShowsEveryCommandInBothLanguages(t *testing.T) {
	p := newPerson(t)
	for _, locale := range []string{"en_US", "fa_IR"} {
		p.locale = locale
		help := p.does("--help")
		for _, name := range []string{"say", "normalize", "phonemize", "voice list", "dataset check", "train start", "promote", "bench train"} {
			if !strings.Contains(help, name) {
				t.Errorf("%s: the help lacks %s:\n%s", locale, name, help)
			}
		}
		if say := p.does("say", "--help"); !strings.Contains(say, "--phonemes") || strings.Contains(say, "${") {
			t.Errorf("%s: the help of say reads:\n%s", locale, say)
		}
	}
	if v := p.does("--version"); !strings.HasPrefix(v, "avagar "+Version) {
		t.Errorf("the version reads %q", v)
	}
}

func TestSaysTheSameBytesTwice(t *testing.T) {
	p := newPerson(t)
	dir := t.TempDir()
	var files [3][]byte
	for i, speed := range []string{"1", "1", "2"} {
		path := filepath.Join(dir, "out.wav")
		p.does("say", "--speed", speed, "--out", path, "سلام، حال شما چطور است؟")
		var err error
		if files[i], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("one text gave two different sounds")
	}
	if ratio := float64(len(files[2])) / float64(len(files[0])); ratio > 0.65 {
		t.Errorf("at twice the speed the sound is %.2f times as long", ratio)
	}
	clip, err := audio.Decode(bytes.NewReader(files[0]))
	if err != nil || clip.Duration().Seconds() < 0.5 {
		t.Errorf("the sound lasts %v, %v", clip.Duration(), err)
	}
}

func TestSaysWhatIsTypedAndReportsItAsJSON(t *testing.T) {
	p := newPerson(t)
	path := filepath.Join(t.TempDir(), "out.wav")
	a := p.types("سلام.\nخداحافظ.\n", "--json", "say", "--out", path)
	var said spoken
	if err := json.Unmarshal([]byte(a.out), &said); err != nil || a.code != exitDone {
		t.Fatalf("said %q, %q: %v", a.out, a.err, err)
	}
	clip, err := audio.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if said.File != path || said.SampleRateHz != clip.Rate || said.DurationS != round(clip.Duration().Seconds(), 3) {
		t.Errorf("reported %+v of a file of %v at %d Hz", said, clip.Duration(), clip.Rate)
	}
}

func TestSaysThePhonemesThatPhonemizeWrites(t *testing.T) {
	p := newPerson(t)
	path := filepath.Join(t.TempDir(), "out.wav")
	phonemes := p.does("phonemize", "سلام، دنیا.")
	if a := p.types(phonemes, "say", "--phonemes", "--out", path); a.code != exitDone {
		t.Fatalf("ended with %d: %s", a.code, a.err)
	}
	if clip, err := audio.ReadFile(path); err != nil || clip.Duration().Seconds() < 0.3 {
		t.Errorf("the sound lasts %v, %v", clip.Duration(), err)
	}
	p.fails(exitError, "no phoneme", "say", "--phonemes", "--out", path, "سلام")
	p.fails(exitError, "nothing to say", "say", "--phonemes", "--out", path, "|")
}

func TestSayRefusesWhatItCannotDo(t *testing.T) {
	p := newPerson(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "out.wav")
	p.fails(exitError, "nothing to say", "say", "--out", path, "")
	p.fails(exitError, "nothing to say", "say", "--out", path, "!؟ …")
	p.fails(exitError, "out of range", "say", "--out", path, "--speed", "0", "سلام")
	p.fails(exitError, "out of range", "say", "--out", path, "--speed", "nan", "سلام")
	p.fails(exitError, "out of range", "say", "--out", path, "--pitch", "-40", "سلام")
	p.fails(exitError, "no such file", "say", "--out", filepath.Join(dir, "no", "out.wav"), "سلام")
	p.fails(exitError, "no such file", "say", "--voice", filepath.Join(dir, "no.avagar"), "--out", path, "سلام")
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("%v was left behind, %v", left, err)
	}
}

func TestSayWithoutADeviceProposesAFile(t *testing.T) {
	silent(t)
	newPerson(t).fails(exitError, "--out", "say", "سلام")
}

func TestTheDemonstrationFallsBackToAFile(t *testing.T) {
	silent(t)
	t.Chdir(t.TempDir())
	out := newPerson(t).does()
	clip, err := audio.ReadFile(demoFile)
	if err != nil || clip.Duration().Seconds() < 2 || !strings.Contains(out, demoFile) {
		t.Errorf("wrote %q, a sound of %v, %v", out, clip.Duration(), err)
	}
}

func TestNegativeNumbersBelongToTheirFlag(t *testing.T) {
	got := joinNegatives([]string{"say", "--pitch", "-2", "-", "--", "--energy", "-3"})
	if want := "say --pitch=-2 - -- --energy -3"; strings.Join(got, " ") != want {
		t.Errorf("joined to %q, want %q", got, want)
	}
}
