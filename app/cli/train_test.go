package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"avagar/app"
	"avagar/app/store"
)

// recordings is a folder of sentences that the built-in voice speaks.
func recordings(t *testing.T, p *person) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "recordings")
	if err := os.MkdirAll(filepath.Join(folder, "wavs"), 0o700); err != nil {
		t.Fatal(err)
	}
	var metadata strings.Builder
	for i, text := range []string{
		"سلام، امروز هوا خوب است.", "کتاب تازه روی میز است.", "فردا به شهر می‌رویم.", "مادرم نان می‌پزد.",
		"این خانه بزرگ و روشن است.", "باران آرام می‌بارد.", "دوستم از سفر برگشت.", "چای داغ بنوش.",
	} {
		id := fmt.Sprintf("s%02d", i)
		p.does("say", "--out", filepath.Join(folder, "wavs", id+".wav"), text)
		fmt.Fprintf(&metadata, "%s|%s\n", id, text)
	}
	write(t, filepath.Join(folder, "metadata.csv"), metadata.String())
	return folder
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestDatasetCheckSaysWhatIsWrong(t *testing.T) {
	p := newPerson(t)
	folder := recordings(t, p)
	write(t, filepath.Join(folder, "wavs", "s03.wav"), "no sound")
	if err := os.Remove(filepath.Join(folder, "wavs", "s05.wav")); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	all := objects(t, p.does("dataset", "check", "--json", folder))
	for _, o := range all[:len(all)-1] {
		if o["severity"] == "error" {
			found[o["id"].(string)] = o["code"].(string)
		}
	}
	if len(found) != 2 || found["s03"] != "unreadable_audio" || found["s05"] != "missing_audio" {
		t.Errorf("errors found: %v", found)
	}
	if sum := all[len(all)-1]; sum["usable"] != 6.0 || sum["utterances"] != 8.0 {
		t.Errorf("the summary is %v", sum)
	}
	p.locale = "fa"
	if told := p.does("dataset", "check", folder); !strings.Contains(told, "پروندهٔ صدا نیست") || !strings.Contains(told, "۶ گفته از ۸") {
		t.Errorf("told:\n%s", told)
	}
}

func TestDatasetCheckFailsWhereNothingCanBeUsed(t *testing.T) {
	p := newPerson(t)
	p.fails(exitError, "no such folder", "dataset", "check", filepath.Join(t.TempDir(), "absent"))
	p.fails(exitError, "metadata.csv", "dataset", "check", t.TempDir())
	folder := t.TempDir()
	write(t, filepath.Join(folder, "metadata.csv"), "one|یک\n")
	if a := p.types("", "dataset", "check", folder); a.code != exitError || !strings.Contains(a.out, "missing") {
		t.Errorf("status %d, %q, %q", a.code, a.out, a.err)
	}
}

func TestTrainsAVoiceThatSpeaks(t *testing.T) {
	p := newPerson(t)
	folder := recordings(t, p)
	done := objects(t, p.does("train", "start", folder, "--name", "mine", "--steps", "2", "--batch-frames", "300", "--patience", "-1", "--json"))
	if len(done) != 1 || done[0]["id"] != "mine-1" || done[0]["step"] != 2.0 || done[0]["state"] != "done" {
		t.Fatalf("the training reports %v", done)
	}
	list := objects(t, p.does("train", "list", "--json"))
	if len(list) != 1 || list[0]["id"] != "mine-1" {
		t.Errorf("the list is %v", list)
	}
	if shown := objects(t, p.does("train", "show", "mine-1", "--json")); len(shown[0]["metrics"].([]any)) < 2 {
		t.Errorf("show tells %v", shown)
	}
	chart := filepath.Join(t.TempDir(), "chart.png")
	p.does("train", "show", "mine-1", "--chart", chart)
	if b, err := os.ReadFile(chart); err != nil || !bytes.HasPrefix(b, []byte("\x89PNG")) {
		t.Errorf("the chart is no PNG: %v", err)
	}
	if told := p.does("train", "promote", "mine-1", "--id", "sara", "--license", "CC0-1.0"); !strings.Contains(told, "--voice sara") {
		t.Errorf("promote told %q", told)
	}
	p.does("say", "--voice", "sara", "--out", filepath.Join(t.TempDir(), "out.wav"), "سلام")
	p.does("train", "resume", "mine-1")
	reported(t, p, folder)
}

// reported checks the reports on one training and on two.
func reported(t *testing.T, p *person, recordings string) {
	t.Helper()
	if told := p.does("train", "report", "mine-1"); !strings.Contains(told, "the bar") || !strings.Contains(told, filepath.Join("mine-1", "report")) {
		t.Errorf("report told %q", told)
	}
	p.does("train", "start", recordings, "--name", "other", "--from", "persian", "--steps", "1", "--batch-frames", "300")
	out := filepath.Join(t.TempDir(), "reports")
	all := objects(t, p.does("train", "report", "mine-1", "other-1", "--out", out, "--json"))
	if len(all) != 3 || all[1]["base"] != "persian" || all[2]["against"] != "mine-1" || all[0]["held_out"] != 1.0 {
		t.Errorf("the reports are %v", all)
	}
	for _, name := range []string{"report.md", "mine-1/report.md", "other-1/report.json", "other-1/1.png", "mine-1/1-copy.wav"} {
		if info, err := os.Stat(filepath.Join(out, filepath.FromSlash(name))); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheNumbersOfATrainingAreKeptInIt(t *testing.T) {
	p := newPerson(t)
	folder := recordings(t, p)
	p.does("train", "start", folder, "--steps", "1", "--batch-frames", "300", "--learning-rate", "0.002", "--warm-up", "0",
		"--threads", "3", "--validation", "50", "--seed", "0")
	run := objects(t, p.does("train", "list", "--json"))[0]
	plan := run["plan"].(map[string]any)
	for name, want := range map[string]float64{"batch_frames": 300, "learning_rate": .002, "warm_up": 0, "replicas": 3, "held_share": .5, "seed": 0} {
		if plan[name] != want {
			t.Errorf("%s is %v, want %v", name, plan[name], want)
		}
	}
	if n := run["utterances"].(float64); n > 6 {
		t.Errorf("it learns from %v of 8 utterances though half is to be held out", n)
	}
	p.does("train", "resume", run["id"].(string))
}

func TestACancelledTrainingSaysHowToGoOn(t *testing.T) {
	p := newPerson(t)
	folder := recordings(t, p)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	errs := &trigger{on: "step 1 of 100000", then: cancel}
	code := Run(ctx, p.process(strings.NewReader(""), &bytes.Buffer{}, errs, []string{
		"train", "start", folder, "--steps", "100000", "--evaluate-every", "1", "--batch-frames", "300",
	}))
	if told := errs.String(); code != exitError || !strings.Contains(told, "avagar train resume recordings-1") || !strings.Contains(told, "as you asked") {
		t.Fatalf("status %d, told %q", code, told)
	}
	if list := objects(t, p.does("train", "list", "--json")); list[0]["state"] != "paused" || list[0]["step"].(float64) < 1 {
		t.Errorf("the list is %v", list)
	}
}

func TestATrainingIsPausedFromAnotherTerminal(t *testing.T) {
	p := newPerson(t)
	folder := recordings(t, p)
	p.fails(exitError, "Not found", "train", "pause", "recordings-1")
	var once sync.Once
	var told string
	errs := &trigger{on: "step 1 of 100000", then: func() {
		once.Do(func() { told = p.does("train", "pause", "recordings-1") })
	}}
	code := Run(t.Context(), p.process(strings.NewReader(""), &bytes.Buffer{}, errs, []string{
		"train", "start", folder, "--steps", "100000", "--evaluate-every", "1", "--batch-frames", "300",
	}))
	if code != exitError || !strings.Contains(told, "avagar train resume recordings-1") || !strings.Contains(errs.String(), "avagar train resume recordings-1") {
		t.Fatalf("status %d; the one who asked was told %q, the other %q", code, told, errs.String())
	}
	if list := objects(t, p.does("train", "list", "--json")); list[0]["state"] != "paused" || list[0]["step"].(float64) < 1 {
		t.Errorf("the list is %v", list)
	}
	p.fails(exitError, "nothing to pause", "train", "pause", "recordings-1")
}

// trigger collects text and calls then once it holds on.
type trigger struct {
	bytes.Buffer
	on   string
	then func()
}

func (w *trigger) Write(b []byte) (int, error) {
	n, err := w.Buffer.Write(b)
	if strings.Contains(w.String(), w.on) {
		w.then()
	}
	return n, err
}

func TestTrainRefusesWhatItCannotDo(t *testing.T) {
	p := newPerson(t)
	p.fails(exitError, "metadata.csv", "train", "start", t.TempDir())
	for flag, wrong := range map[string]string{
		"--steps=-5": "number of steps", "--evaluate-every=-1": "between evaluations", "--batch-frames=0": "frames of a step",
		"--learning-rate=-1": "learning rate", "--warm-up=-1": "warm-up", "--threads=65": "threads", "--validation=0": "from 1 to 50",
	} {
		p.fails(exitError, wrong, "train", "start", flag, t.TempDir())
	}
	p.fails(exitUsage, "--seed", "train", "start", "--seed=-1", t.TempDir())
	p.fails(exitError, "Not found", "train", "resume", "nothing")
	p.fails(exitError, "Not found", "train", "show", "../../etc")
	p.fails(exitError, "Not found", "train", "promote", "nothing")
	p.fails(exitError, "Not found", "train", "report", "nothing")
	p.fails(exitUsage, "--size", "train", "start", "--size", "huge", t.TempDir())
}

// queueTrainings puts trainings into the queue that a window works.
func queueTrainings(t *testing.T, p *person, jobs ...app.TrainingJob) {
	t.Helper()
	if err := os.MkdirAll(p.home, 0o700); err != nil {
		t.Fatal(err)
	}
	kept, err := store.Open(t.Context(), filepath.Join(p.home, store.File))
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	user, err := kept.LocalUser(t.Context())
	for i, j := range jobs {
		j.User, j.State, j.AddedAt = user.ID, app.TrainingWaiting, time.UnixMilli(int64(i))
		if _, e := kept.AddTraining(t.Context(), j); e != nil {
			err = e
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

// turnsTold is the queue as --json tells it.
func turnsTold(t *testing.T, told string) (names []string) {
	t.Helper()
	for _, o := range objects(t, told) {
		names = append(names, o["id"].(string))
	}
	return names
}

func TestTheQueueOfTrainingsIsOrderedAndCancelled(t *testing.T) {
	p := newPerson(t)
	queueTrainings(t, p, app.TrainingJob{Folder: "/data/a"}, app.TrainingJob{Folder: "/data/b"}, app.TrainingJob{Folder: "/data/c", Run: "c-4"},
		app.TrainingJob{Folder: "/other/b"})
	for _, c := range []struct{ job, where, want string }{
		{"c-4", "up", "a c-4 b b"}, {"a", "last", "c-4 b b a"}, {"a", "first", "a c-4 b b"}, {"1", "down", "c-4 a b b"}, {"۱", "up", "a c-4 b b"},
	} {
		if got := strings.Join(turnsTold(t, p.does("train", "move", c.job, c.where, "--json")), " "); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.job, c.where, got, c.want)
		}
	}
	p.fails(exitError, "give its number", "train", "move", "b", "up")
	p.fails(exitError, "give its number", "train", "cancel", "b")
	p.fails(exitError, "Not found", "train", "cancel", "nothing")
	p.fails(exitUsage, "not written right", "train", "move", "a", "sideways")
	if o := objects(t, p.does("train", "cancel", "c-4", "--json")); o[0]["state"] != "paused" || o[0]["job"] != 3.0 {
		t.Errorf("%v", o)
	}
	if o := objects(t, p.does("train", "cancel", "4", "--json")); o[0]["state"] != "cancelled" || o[0]["dataset"] != "/other/b" {
		t.Errorf("%v", o)
	}
	p.locale = "fa"
	if told := p.does("train", "cancel", "b"); !strings.Contains(told, "برداشته شد") {
		t.Errorf("told %q", told)
	}
	if told := p.does("train", "list"); !strings.HasPrefix(told, "۱  ") || strings.Count(told, "\n") != 1 {
		t.Errorf("told %q", told)
	}
}
