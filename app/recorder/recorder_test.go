package recorder

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"avagar/app"
	"avagar/engine/audio"
	"avagar/engine/capture"
	"avagar/engine/dataset"
	"avagar/engine/voice"
)

var sentences = []string{
	"سلام، حال شما چطور است؟",
	"ژاله هر روز صبح زود پنجره‌ها را باز می‌کند.",
	"باغبان پیر گل‌های پژمرده را از باغچه جدا کرد.",
	"شب به خیر، فردا می‌بینمت.",
}

const rate = 48000

// speech is what a text sounds like in a quiet room, with silence around it.
func speech(t *testing.T, text string) []float32 {
	t.Helper()
	told.Lock()
	defer told.Unlock()
	if told.waves[text] == nil {
		told.waves[text] = speak(t, text)
	}
	return slices.Clone(told.waves[text])
}

// told is what was spoken before: it takes its time.
var told = struct {
	sync.Mutex
	waves map[string][]float32
}{waves: map[string][]float32{}}

func speak(t *testing.T, text string) []float32 {
	t.Helper()
	v, err := voice.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	var wave []float32
	err = v.Speak(t.Context(), strings.NewReader(text), voice.Options{}, func(block []float32) error {
		wave = append(wave, block...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	wave, err = audio.Resample(wave, v.SampleRate(), rate)
	if err != nil {
		t.Fatal(err)
	}
	wave, _ = audio.NormalizeLoudness(wave, rate, -20, -1)
	silence := make([]float32, rate/3)
	return inRoom(slices.Concat(silence, wave, silence))
}

// inRoom adds the faint noise of a quiet room.
func inRoom(wave []float32) []float32 {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range wave {
		wave[i] += float32(r.NormFloat64() * 3e-4)
	}
	return wave
}

// booth is a recorder with a microphone and a loudspeaker of the test's.
type booth struct {
	*Recorder
	t      *testing.T
	says   []float32 // what the microphone hears next
	asked  []string  // names of microphones that were opened
	there  []string  // those that are connected
	breaks error     // with which it ends by itself; nil: once all was said the test stops
	played [][]float32
	mu     sync.Mutex
}

func newBooth(t *testing.T, home string) *booth {
	b := &booth{Recorder: New(home, sentences), t: t}
	b.listen = b.microphone
	b.microphones = func() ([]string, error) { return b.there, nil }
	b.play = func(_ context.Context, wave []float32, _ int, _ float64, _ func(float64)) error {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.played = append(b.played, wave)
		return nil
	}
	return b
}

func (b *booth) microphone(ctx context.Context, name string, opened func(capture.Opened), hear func([]float32) error) error {
	b.asked = append(b.asked, name)
	opened(capture.Opened{Rate: rate, Missing: name != "" && !slices.Contains(b.there, name)})
	for block := range slices.Chunk(b.says, rate/20) {
		if err := hear(block); err != nil {
			return err
		}
	}
	if b.breaks == nil {
		b.Stop()
		<-ctx.Done()
	}
	return b.breaks
}

func (b *booth) create() *booth {
	b.t.Helper()
	if err := b.Create(NewSet{Name: "صدای من", Speaker: "مریم", Consent: "می‌پذیرم", License: "CC0-1.0"}, time.Unix(1e9, 0)); err != nil {
		b.t.Fatal(err)
	}
	return b
}

// read records the sentence at hand.
func (b *booth) read() {
	b.t.Helper()
	b.says = speech(b.t, b.Now().Text)
	if err := b.Record(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
}

func (b *booth) accept() {
	b.t.Helper()
	if err := b.Accept(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
}

// hear plays a take.
func (b *booth) hear(before bool) error { return b.Play(b.t.Context(), before, 0, func(float64) {}) }

func (b *booth) dir() string { return filepath.Join(b.home, "datasets", "صدای من") }

func TestWhatIsReadAndAcceptedIsADataset(t *testing.T) {
	b := newBooth(t, t.TempDir()).create()
	var added []string
	b.Added = func(_ context.Context, s Set, id string) error {
		added = append(added, s.Name+" "+s.Speaker+" "+id)
		return nil
	}
	for i := range sentences {
		if now := b.Now(); now.At != i || now.Take != nil || now.Recorded != i {
			t.Fatalf("sentence %d begins with %+v", i, now)
		}
		b.read()
		take := b.Now().Take
		if take == nil || take.Accepted || len(take.Problems) > 0 {
			t.Fatalf("%s gives %+v", b.Now().Text, take)
		}
		b.accept()
	}
	now := b.Now()
	if c := now.Coverage; now.Recorded != 4 || c.Phonemes != c.AllPhonemes || c.Pairs != c.AllPairs || c.Phonemes < 20 || now.Length < 4*time.Second {
		t.Errorf("at the end: %+v", now)
	}
	if len(added) != 4 || added[0] != "صدای من مریم r0001" || added[3] != "صدای من مریم r0004" {
		t.Errorf("it was added as %q", added)
	}
	d, err := dataset.Open(b.dir())
	if err != nil {
		t.Fatal(err)
	}
	report, err := d.Scan(t.Context(), dataset.ScanOptions{})
	if err != nil || report.Usable != 4 || len(report.Findings) > 0 || d.Language != "fa" || d.License != "CC0-1.0" {
		t.Errorf("%+v, %v", report, err)
	}
	for _, row := range report.Rows {
		if !slices.Contains(sentences, row.Text) {
			t.Errorf("the text is %q", row.Text)
		}
	}
}

func TestOneGoesOnTomorrowWhereOneStopped(t *testing.T) {
	home := t.TempDir()
	b := newBooth(t, home).create()
	b.read()
	b.accept()
	if err := b.Skip(); err != nil {
		t.Fatal(err)
	}
	b.read() // and the power goes before anyone judged it
	text := b.Now().Text
	tomorrow := newBooth(t, home)
	names, err := tomorrow.Sets()
	if err != nil || !slices.Equal(names, []string{"صدای من"}) {
		t.Fatalf("%q, %v", names, err)
	}
	if err := tomorrow.Open(names[0]); err != nil {
		t.Fatal(err)
	}
	now := tomorrow.Now()
	if now.Text != text || now.At != 2 || now.Take == nil || now.Take.Accepted || now.Recorded != 1 || now.Set.Speaker != "مریم" {
		t.Errorf("tomorrow begins with %+v", now)
	}
	tomorrow.accept()
	tomorrow.read()
	tomorrow.accept()
	if now := tomorrow.Now(); now.Recorded != 3 || !now.Marks {
		t.Errorf("%+v", now)
	}
	if err := tomorrow.Move(-2); err != nil {
		t.Fatal(err)
	}
	if now := tomorrow.Now(); !now.Skipped || now.At != 1 {
		t.Errorf("the skipped one is %+v", now)
	}
}

func TestASoundWithoutItsLineIsListedAgain(t *testing.T) {
	home := t.TempDir()
	b := newBooth(t, home).create()
	b.read()
	b.accept()
	path := filepath.Join(b.dir(), "metadata.csv")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil { // the power went between the two
		t.Fatal(err)
	}
	if err := newBooth(t, home).Open("صدای من"); err != nil {
		t.Fatal(err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("%q, %v", after, err)
	}
}

func TestTheOlderTakeStaysUntilTheNewOneIsAccepted(t *testing.T) {
	b := newBooth(t, t.TempDir()).create()
	b.read()
	b.accept()
	if err := b.Move(-1); err != nil {
		t.Fatal(err)
	}
	wav := filepath.Join(b.dir(), "wavs", "r0001.wav")
	older, err := os.ReadFile(wav)
	if err != nil {
		t.Fatal(err)
	}
	again := func() {
		b.says = inRoom(append(make([]float32, rate), speech(t, b.Now().Text)...))
		if err := b.Record(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	again()
	now := b.Now()
	if now.Take.Accepted || !now.Take.Older || now.Before == nil || !now.Before.Accepted || now.Before.Length >= now.Take.Length {
		t.Errorf("the takes are %+v and %+v", now.Take, now.Before)
	}
	for _, before := range []bool{false, true} {
		if err := b.hear(before); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(b.played); len(b.played[n-2]) <= len(b.played[n-1]) {
		t.Error("the new take is heard in place of the older one")
	}
	if now, _ := os.ReadFile(wav); !slices.Equal(now, older) {
		t.Error("the older take went before the new one was accepted")
	}
	if err := b.Discard(); err != nil {
		t.Fatal(err)
	}
	if now := b.Now(); !now.Take.Accepted || now.Before != nil {
		t.Errorf("after all %+v", now)
	}
	again()
	b.accept()
	if now, _ := os.ReadFile(wav); len(now) <= len(older) {
		t.Error("the new take did not take its place")
	}
	if lines, _ := os.ReadFile(filepath.Join(b.dir(), "metadata.csv")); strings.Count(string(lines), "\n") != 1 {
		t.Errorf("the lines are %q", lines)
	}
}

func TestFaultsOfATakeAreFound(t *testing.T) {
	text := sentences[1]
	good := speech(t, text)
	noisy := slices.Clone(good)
	for i := range noisy {
		noisy[i] += float32(rand.NormFloat64() * 0.03)
	}
	m := audio.Measure(good, rate)
	begin, end := int(m.Leading.Seconds()*rate), len(good)-int(m.Trailing.Seconds()*rate)
	for name, c := range map[string]struct {
		wave []float32
		want Fault
	}{
		"good":         {good, ""},
		"loud":         {amplified(good, 12), TooLoud},
		"faint":        {amplified(good, 0.05), TooQuiet},
		"noisy":        {noisy, Noisy},
		"begun late":   {good[begin+rate/4:], CutBegin},
		"ended early":  {good[:end-rate/4], CutEnd},
		"half of it":   {inRoom(slices.Concat(make([]float32, rate/3), good[begin:begin+rate], make([]float32, rate/3))), TooShort},
		"nothing":      {inRoom(make([]float32, 2*rate)), Silent},
		"dead channel": {make([]float32, 2*rate), Silent},
		"a click":      {good[begin : begin+rate/10], TooShort},
	} {
		_, got := check(text, c.wave, rate)
		if c.want == "" && len(got) > 0 || c.want != "" && !has(got, c.want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func amplified(wave []float32, by float32) []float32 {
	out := slices.Clone(wave)
	for i := range out {
		out[i] = max(-1, min(1, by*out[i]))
	}
	return out
}

func TestFaultsAreToldWhileOneReads(t *testing.T) {
	b := newBooth(t, t.TempDir()).create()
	good := speech(t, b.Now().Text)
	for name, c := range map[string]struct {
		wave []float32
		want Fault
	}{
		"good":  {slices.Concat(good, good), ""},
		"loud":  {amplified(good, 12), TooLoud},
		"faint": {amplified(slices.Concat(good, good), 0.03), TooQuiet},
		"dead":  {make([]float32, 3*rate), Silent},
	} {
		var last Level
		stop := b.Level.Subscribe(func(l Level) { last = l })
		b.says = c.wave
		if err := b.Record(t.Context()); err != nil {
			t.Fatal(err)
		}
		stop()
		if last.Fault != c.want || last.Time < time.Second {
			t.Errorf("%s ends with %+v", name, last)
		}
	}
}

func TestATakeThatEndsByItselfIsKept(t *testing.T) {
	b := newBooth(t, t.TempDir()).create()
	b.says, b.breaks = speech(t, b.Now().Text), capture.ErrLost
	if err := b.Record(t.Context()); !errors.Is(err, capture.ErrLost) || b.Now().Take == nil || b.Now().State != Idle {
		t.Errorf("torn out: %v, %+v", err, b.Now())
	}
	b.says, b.breaks = nil, capture.ErrNoMicrophone
	if err := b.Record(t.Context()); !errors.Is(err, capture.ErrNoMicrophone) || b.Now().Take == nil {
		t.Errorf("without a microphone: %v, %+v", err, b.Now())
	}
	b.says, b.breaks = make([]float32, 40*rate), nil
	if err := b.Record(t.Context()); err != nil || b.Now().Take.Length != longest {
		t.Errorf("too long: %v, %v", err, b.Now().Take.Length)
	}
	b.says = nil
	if err := b.Record(t.Context()); !errors.Is(err, ErrNothing) {
		t.Errorf("stopped at once: %v", err)
	}
}

func TestNothingElseIsDoneWhileATakeIsRecorded(t *testing.T) {
	b := newBooth(t, t.TempDir()).create()
	began, done := make(chan struct{}), make(chan error)
	b.listen = func(ctx context.Context, _ string, opened func(capture.Opened), hear func([]float32) error) error {
		opened(capture.Opened{Rate: rate})
		err := hear(make([]float32, rate))
		close(began)
		<-ctx.Done()
		return err
	}
	go func() { done <- b.Record(t.Context()) }()
	<-began
	for name, err := range map[string]error{"move": b.Move(1), "skip": b.Skip(), "open": b.Open("صدای من"), "record": b.Record(t.Context()), "accept": b.Accept(t.Context()), "play": b.hear(false)} {
		if !errors.Is(err, ErrBusy) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s := b.Now().State; s != Recording {
		t.Errorf("the state is %s", s)
	}
	b.Stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestMarksAndTakesAreHeard(t *testing.T) {
	b := newBooth(t, t.TempDir()).create()
	b.read()
	if len(b.played) != 2 {
		t.Fatalf("%d marks were played", len(b.played))
	}
	if err := b.SetMarks(false); err != nil {
		t.Fatal(err)
	}
	b.read()
	if err := b.hear(false); err != nil || len(b.played) != 3 || len(b.played[2]) < rate {
		t.Errorf("%v, %d played", err, len(b.played))
	}
	if err := b.hear(true); !errors.Is(err, ErrNoTake) {
		t.Errorf("without an older take: %v", err)
	}
	for _, v := range tone(beginMark) {
		if math.Abs(float64(v)) > 0.3 {
			t.Fatal("the mark is loud")
		}
	}
}

func TestWhatASetMayBe(t *testing.T) {
	b := newBooth(t, t.TempDir())
	for name, c := range map[string]struct {
		set  NewSet
		want error
	}{
		"a path":        {NewSet{Name: "../x", Speaker: "m", Consent: "y"}, ErrName},
		"no name":       {NewSet{Name: "  ", Speaker: "m", Consent: "y"}, ErrName},
		"the cache":     {NewSet{Name: "cache", Speaker: "m", Consent: "y"}, ErrName},
		"no consent":    {NewSet{Name: "x", Speaker: "m"}, ErrConsent},
		"nobody speaks": {NewSet{Name: "x", Consent: "y"}, ErrConsent},
	} {
		if err := b.Create(c.set, time.Now()); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	b.create()
	if err := b.Create(NewSet{Name: "صدای من", Speaker: "m", Consent: "y"}, time.Now()); !errors.Is(err, app.ErrExists) {
		t.Errorf("again: %v", err)
	}
	if err := b.Open("nothing"); !errors.Is(err, ErrSet) {
		t.Errorf("what is not there: %v", err)
	}
	for name, err := range map[string]error{"move": New(b.home, nil).Move(1), "accept": New(b.home, nil).Accept(t.Context()), "record": New(b.home, nil).Record(t.Context())} {
		if !errors.Is(err, ErrNoSet) {
			t.Errorf("%s without a set: %v", name, err)
		}
	}
}

func TestSentencesComeInTheOrderOfWhatTheyAdd(t *testing.T) {
	got, err := order([]string{"نان", "نان تازه", "ژاله پنجره را گشود.", "نان"})
	if err != nil || len(got) != 4 || got[0] != "ژاله پنجره را گشود." || got[1] != "نان تازه" {
		t.Errorf("%q, %v", got, err)
	}
}

func FuzzPrompts(f *testing.F) {
	f.Add("r1|سلام\nr1|باز\n../x|بد\n|\nr2|یک|دو")
	f.Fuzz(func(t *testing.T, data string) {
		list, err := parsePrompts(data)
		if (err == nil) != (len(list) > 0) {
			t.Fatal(err)
		}
		for _, p := range list {
			if !filepath.IsLocal(p.id) || strings.ContainsAny(p.text, "|\n") || p.text == "" {
				t.Fatalf("%+v", p)
			}
		}
	})
}
