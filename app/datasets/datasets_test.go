package datasets

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"avagar/app"
	"avagar/app/archive"
	"avagar/app/store"
	"avagar/engine/audio"
	"avagar/engine/dataset"
	"avagar/engine/hub"
)

const text = "این جمله برای آزمون است"

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// tone is a second and a half of something like speech, always the same for a name.
func tone(t testing.TB, name string, seconds float64) []byte {
	t.Helper()
	h := fnv.New64a()
	h.Write([]byte(name))
	noise := rand.New(rand.NewPCG(h.Sum64(), 1))
	wave := make([]float32, int(16000*seconds))
	pitch := 90 + 80*noise.Float64()
	for i := range wave {
		at := float64(i) / 16000
		level := .3 * math.Abs(math.Sin(9*at))
		if edge := min(at, seconds-at); edge < .15 {
			level = 0
		}
		wave[i] = float32(level*math.Sin(2*math.Pi*pitch*at) + .0005*noise.NormFloat64())
	}
	var b bytes.Buffer
	must(t, audio.WriteWAV(&b, wave, 16000))
	return b.Bytes()
}

// files are the contents of a folder by their paths; a sound that is empty
// becomes a tone.
type files map[string]string

func (f files) content(t testing.TB, name string) []byte {
	if c := f[name]; c != "" || !isSound(name) {
		return []byte(c)
	}
	return tone(t, name, 1.5)
}

func (f files) folder(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "recordings")
	must(t, os.Mkdir(dir, 0o700))
	for name := range f {
		path := filepath.Join(dir, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(path), 0o700))
		must(t, os.WriteFile(path, f.content(t, name), 0o600))
	}
	return dir
}

func (f files) zip(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "recordings.zip")
	out, err := os.Create(path)
	must(t, err)
	w := zip.NewWriter(out)
	for name := range f {
		e, err := w.Create(name)
		must(t, err)
		_, err = e.Write(f.content(t, name))
		must(t, err)
	}
	must(t, errors.Join(w.Close(), out.Close()))
	return path
}

func newService(t testing.TB) *Service {
	t.Helper()
	home := t.TempDir()
	kept, err := store.Open(t.Context(), filepath.Join(home, store.File))
	must(t, err)
	t.Cleanup(func() { must(t, kept.Close()) })
	user, err := kept.LocalUser(t.Context())
	must(t, err)
	return &Service{Home: home, Store: kept, User: user.ID}
}

// forms are the same three recordings in every form.
func forms() map[Kind]files {
	return map[Kind]files{
		LJSpeech: {"metadata.csv": "a|x|" + text + " ۱\nb|" + text + " ۲\nc|" + text + " ۳\nd|no sound\n",
			"wavs/a.wav": "", "wavs/b.wav": "", "wavs/c.wav": "", "wavs/untold.wav": "",
			"dataset.json": `{"language":"fa","license":"CC0-1.0"}`},
		CommonVoice: {"fa/validated.tsv": "client_id\tpath\tsentence\tup_votes\tlocale\n" +
			"ali\tz.mp3\t" + text + "\t2\tfa\nsara\ta.wav\t" + text + " ۱\t2\tfa\nsara\tb.wav\t" + text + " ۲\t2\tfa\nsara\tc.wav\t" + text + " ۳\t2\tfa\n",
			"fa/other.tsv": "client_id\tpath\tsentence\n", "fa/clips/z.mp3": "ID3", "fa/clips/a.wav": "", "fa/clips/b.wav": "", "fa/clips/c.wav": ""},
		Pairs: {"one/a.wav": "", "one/a.txt": "\ufeff" + text + " ۱\r\n", "one/b.wav": "", "one/b.txt": text + " ۲", "two/c.wav": "", "two/c.txt": text + " ۳",
			"two/d.txt": "no sound"},
		Piper: {"output/fa-IR/general/0001.webm": "RIFF", "output/fa-IR/general/0001.txt": text + " ۱", "output/fa-IR/general/0002.webm": "RIFF",
			"output/fa-IR/general/0002.txt": text + " ۲", "output/fa-IR/general/0003.webm": "RIFF", "output/fa-IR/general/0003.txt": text + " ۳"},
		Mimic: {"u1/u1-metadata.txt": "a.wav|wrong take|10\nb.wav|" + text + " ۲|20\nc.wav|" + text + " ۳|20\na.wav|" + text + " ۱|20\nd.wav|no sound|8\n",
			"u1/a.wav": "", "u1/b.wav": "", "u1/c.wav": ""},
	}
}

func TestEveryFormIsToldByLooking(t *testing.T) {
	for kind, f := range forms() {
		for _, path := range []string{f.folder(t), f.zip(t)} {
			found, err := Detect(Source{Path: path})
			if err != nil || found.Kind != kind || found.Utterances != 3 || found.Title != "recordings" {
				t.Errorf("%s: %+v, %v", kind, found, err)
			}
			if found.Zip != strings.HasSuffix(path, ".zip") {
				t.Errorf("%s: zip %v", path, found.Zip)
			}
			switch kind {
			case CommonVoice:
				if found.Speaker != "sara" || found.Speakers != 2 || found.Language != "fa" {
					t.Errorf("chose %+v", found)
				}
			case LJSpeech:
				if found.Lost != 1 || found.Untold != 1 || found.License != "CC0-1.0" {
					t.Errorf("saw %+v", found)
				}
			case Piper:
				if found.Language != "fa-ir" {
					t.Errorf("saw %+v", found)
				}
			}
		}
	}
}

func TestWhatIsBroughtCanBeLearnedFrom(t *testing.T) {
	for kind, f := range forms() {
		if kind == Piper {
			continue // its tones are none
		}
		s := newService(t)
		for name, path := range map[string]string{"folder": f.folder(t), "zip": f.zip(t)} {
			got, err := s.Import(t.Context(), Source{Path: path}, name, Options{}, nil)
			must(t, err)
			if got.Dataset.Usable != 3 || got.Dataset.Kind != string(kind) || got.Dataset.CheckedAt.IsZero() || got.Dataset.Language != "fa" {
				t.Errorf("%s from a %s: %+v", kind, name, got.Dataset)
			}
			if linked := got.Linked == 3; linked != (name == "folder") {
				t.Errorf("%d recordings of a %s are links", got.Linked, name)
			}
			list, all, err := s.Utterances(t.Context(), name, app.UtteranceFilter{Text: "۱"})
			must(t, err)
			if all != 1 || list[0].Text != text+" ۱" || math.Abs(list[0].Seconds-1.5) > .01 || list[0].Sound == "" {
				t.Errorf("%s: %+v", kind, list)
			}
			opened, err := dataset.Open(got.Dataset.Path)
			must(t, err)
			if len(opened.Utterances) != 3 {
				t.Errorf("%s: the folder has %d utterances", kind, len(opened.Utterances))
			}
		}
	}
}

func TestAListOfAnotherNameIsRead(t *testing.T) {
	f := files{"wavs/a.wav": "", "wavs/b.wav": "", "filelist.txt": "wavs/a.wav|" + text + "\nwavs/b.wav|" + text + "\n", "notes.txt": "a | b\nc"}
	found, err := Detect(Source{Path: f.folder(t)})
	if err != nil || found.Kind != LJSpeech || found.Utterances != 2 {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestWhatAStoppedImportLeftCanBeRemoved(t *testing.T) {
	s := newService(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.Import(ctx, Source{Path: many(4).folder(t)}, "x", Options{}, func(Progress) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	must(t, s.Remove(t.Context(), "x"))
	if left, err := filepath.Glob(filepath.Join(s.Folder(), "*x*")); err != nil || len(left) != 0 {
		t.Errorf("left %v, %v", left, err)
	}
	if err := s.Remove(t.Context(), "x"); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
}

func TestTheSameSoundIsFoundInAnotherFile(t *testing.T) {
	f := files{"metadata.csv": "a|" + text + "\nb|" + text + "\nc|" + text + "\n", "wavs/a.wav": "", "wavs/b.wav": "", "wavs/c.wav": ""}
	a := tone(t, "x", 1.5)
	f["wavs/a.wav"], f["wavs/c.wav"] = string(a), string(append(append([]byte(nil), a...), "LIST\x04\x00\x00\x00abcd"...))
	s := newService(t)
	got, err := s.Import(t.Context(), Source{Path: f.folder(t)}, "", Options{}, nil)
	must(t, err)
	list, _, err := s.Utterances(t.Context(), got.Dataset.Name, app.UtteranceFilter{Finding: string(dataset.DuplicateAudio)})
	must(t, err)
	if got.Duplicates != 1 || len(list) != 1 || list[0].ID != "c" || got.Dataset.Usable != 2 {
		t.Errorf("%+v, %+v", got, list)
	}
}

func TestWhatCannotBeUsedIsSaid(t *testing.T) {
	bomb := files{"a.wav": string(make([]byte, 8<<20)), "a.txt": text}
	for name, c := range map[string]struct {
		path string
		want error
	}{
		"nothing":        {files{"notes.md": "x"}.folder(t), ErrNoSound},
		"no transcripts": {files{"a.wav": "", "b.wav": ""}.folder(t), ErrNoTranscripts},
		"another form":   {files{"a.wav": "", "list.json": "[]"}.folder(t), ErrForm},
		"no match":       {files{"wavs/a.wav": "", "metadata.csv": "x|" + text}.folder(t), ErrNoMatch},
		"no pair":        {files{"a.wav": "", "b.wav": "", "x.txt": text}.folder(t), ErrNoMatch},
		"one":            {files{"wavs/a.wav": "", "metadata.csv": "a|" + text}.folder(t), ErrOne},
		"m4a":            {files{"a.m4a": "\x00\x00\x00\x20ftypM4A ", "a.txt": text, "b.m4a": "\x00\x00\x00\x20ftypM4A ", "b.txt": text}.folder(t), ErrUnsupported},
		"no list":        {files{"wavs/a.wav": "", "metadata.csv": "\x00\x01\x02"}.folder(t), dataset.ErrMetadata},
		"an empty zip":   {files{}.zip(t), ErrNoSound},
		"a hostile zip":  {files{"../a.wav": "", "a.txt": text}.zip(t), hub.ErrUnsafePath},
		"a bomb":         {bomb.zip(t), archive.ErrLies},
		"no zip":         {filepath.Join(files{"a.zip": "PK\x03\x04nothing"}.folder(t), "a.zip"), archive.ErrArchive},
		"absent":         {filepath.Join(t.TempDir(), "none"), os.ErrNotExist},
	} {
		s := newService(t)
		_, err := s.Import(t.Context(), Source{Path: c.path}, "x", Options{}, nil)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if list, err := s.List(t.Context()); err != nil || len(list) != 0 {
			t.Errorf("%s left %v, %v", name, list, err)
		}
	}
}

// many is a folder with so many recordings.
func many(n int) files {
	f := files{}
	var list strings.Builder
	for i := range n {
		fmt.Fprintf(&list, "u%02d|%s\n", i, text)
		f[fmt.Sprintf("wavs/u%02d.wav", i)] = ""
	}
	f["metadata.csv"] = list.String()
	return f
}

func TestAnImportThatWasStoppedGoesOn(t *testing.T) {
	src := Source{Path: many(6).folder(t)}
	for _, stage := range []Stage{StageCopy, StageListen} {
		s := newService(t)
		ctx, cancel := context.WithCancel(t.Context())
		_, err := s.Import(ctx, src, "x", Options{Copy: true}, func(p Progress) {
			if p.Stage == stage && p.Done > p.Total/3 {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped with %v", err)
		}
		first := filepath.Join(s.Folder(), ".import-x", "wavs", "u00.wav")
		if stage == StageListen {
			first = filepath.Join(s.Folder(), "x", "wavs", "u00.wav")
		}
		before, err := os.Stat(first)
		must(t, err)
		got, err := s.Import(t.Context(), src, "x", Options{Copy: true}, nil)
		must(t, err)
		after, err := os.Stat(filepath.Join(got.Dataset.Path, "wavs", "u00.wav"))
		must(t, err)
		if !os.SameFile(before, after) || got.Dataset.Usable != 6 {
			t.Errorf("stopped at %s: begun anew, or %+v", stage, got.Dataset)
		}
		if _, err := s.Import(t.Context(), src, "x", Options{}, nil); !errors.Is(err, app.ErrExists) {
			t.Errorf("imported twice: %v", err)
		}
		if left, err := filepath.Glob(filepath.Join(s.Folder(), ".import*")); err != nil || len(left) != 0 {
			t.Errorf("left %v, %v", left, err)
		}
	}
}

func TestANameThatIsNoFolderIsRefused(t *testing.T) {
	src := Source{Path: many(2).folder(t)}
	s := newService(t)
	for _, name := range []string{"../x", "a/b", ".", "cache", "-x", "a b", ".hidden", strings.Repeat("x", 300)} {
		if _, err := s.Import(t.Context(), src, name, Options{}, nil); !errors.Is(err, ErrName) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestWhatAPersonDecidesReachesTheFolder(t *testing.T) {
	s := newService(t)
	src := many(8)
	src["phonemes.csv"] = "u00|s a\nu01|s a\n"
	got, err := s.Import(t.Context(), Source{Path: src.folder(t)}, "x", Options{}, nil)
	must(t, err)
	must(t, s.SetText(t.Context(), "x", "u01", "متن | تازه\n"))
	must(t, s.Include(t.Context(), "x", false, "u02", "u03"))
	if err := s.SetText(t.Context(), "x", "u01", " "); !errors.Is(err, app.ErrBadInput) {
		t.Errorf("an empty text: %v", err)
	}
	folder, err := dataset.Open(got.Dataset.Path)
	must(t, err)
	unused, held := 0, 0
	for _, u := range folder.Utterances {
		if u.Unused {
			unused++
		}
		if u.HeldOut {
			held++
		}
	}
	if folder.Utterances[1].Text != "متن تازه" || unused != 2 || !folder.Utterances[2].Unused || held == 0 {
		t.Errorf("the folder reads %+v", folder.Utterances)
	}
	phonemes, err := os.ReadFile(filepath.Join(got.Dataset.Path, "phonemes.csv"))
	if err != nil || string(phonemes) != "u00|s a\n" {
		t.Errorf("the phonemes are %q, %v", phonemes, err)
	}
	d, err := s.Check(t.Context(), "x", nil)
	must(t, err)
	if d.Included != 6 || d.Utterances != 8 {
		t.Errorf("another look gives %+v", d)
	}
	must(t, s.Include(t.Context(), "x", true, "u02"))
	more, err := os.OpenFile(filepath.Join(d.Path, "metadata.csv"), os.O_APPEND|os.O_WRONLY, 0)
	must(t, err)
	_, err = more.WriteString("new|" + text + "\n") // a recording made since
	must(t, errors.Join(err, more.Close(), os.WriteFile(filepath.Join(d.Path, "wavs", "new.wav"), tone(t, "new", 1.5), 0o600)))
	if d, err = s.Check(t.Context(), "x", nil); err != nil || d.Included != 8 || d.Utterances != 9 || d.HeldOut == 0 {
		t.Errorf("with another recording: %+v, %v", d, err)
	}
	must(t, os.RemoveAll(d.Path))
	if err := s.Include(t.Context(), "x", true, "u03"); !errors.Is(err, ErrGone) {
		t.Errorf("a folder that is gone: %v", err)
	}
	must(t, s.Remove(t.Context(), "x"))
	if _, err := s.Find(t.Context(), "x"); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("found after its end: %v", err)
	}
}

func TestListsOfTheSourceDecideWhatIsHeldOut(t *testing.T) {
	f := many(5)
	f["train.txt"], f["heldout.txt"] = "u00\nu01\n", "wavs/u02.wav\nu03\n"
	s := newService(t)
	got, err := s.Import(t.Context(), Source{Path: f.folder(t)}, "x", Options{}, nil)
	must(t, err)
	must(t, s.Include(t.Context(), "x", false, "u00"))
	must(t, s.Include(t.Context(), "x", true, "u04")) // which no list has
	d, err := s.Find(t.Context(), "x")
	must(t, err)
	if got.Dataset.Included != 4 || got.Dataset.HeldOut != 2 || d.HeldOut != 2 || d.Included != 4 {
		t.Errorf("%+v, then %+v", got.Dataset, d)
	}
	folder, err := dataset.Open(d.Path)
	must(t, err)
	if u := folder.Utterances; !u[0].Unused || u[4].Unused || !u[2].HeldOut {
		t.Errorf("the folder reads %+v", u)
	}
}

// FuzzForms gives every form any bytes for its list.
func FuzzForms(f *testing.F) {
	for kind, all := range forms() {
		for name, content := range all {
			if !isSound(name) {
				f.Add(string(kind), name, []byte(content))
			}
		}
	}
	f.Add("x", "validated.tsv", []byte("client_id\tpath\tsentence\n\t../../x\t\n"))
	f.Fuzz(func(t *testing.T, _, name string, content []byte) {
		if hub.CheckPath(name) != nil || isSound(name) {
			return
		}
		dir := t.TempDir()
		path := filepath.Join(dir, filepath.FromSlash(name))
		if os.MkdirAll(filepath.Dir(path), 0o700) != nil || os.WriteFile(path, content, 0o600) != nil {
			return
		}
		for _, wav := range []string{"wavs/a.wav", "a.wav", "fa/clips/a.wav", "u1/b.wav", "output/fa-IR/general/0001.webm"} {
			wav = filepath.Join(dir, filepath.FromSlash(wav))
			_ = os.MkdirAll(filepath.Dir(wav), 0o700)
			_ = os.WriteFile(wav, []byte("RIFF"), 0o600)
		}
		p, err := look(Source{Path: dir})
		if err != nil {
			return
		}
		defer p.tree.Close()
		if p.kind != LJSpeech {
			p.tidy()
		}
		seen := map[string]bool{}
		for _, k := range p.takes {
			if seen[k.id] || !filepath.IsLocal(k.id) || strings.ContainsAny(k.text, "\n|") && p.kind != Long {
				t.Fatalf("%q says %q", k.id, k.text)
			}
			seen[k.id] = true
			if _, err := p.tree.read(k.path, io.SeekStart+1<<20); err != nil {
				t.Fatal(err)
			}
		}
	})
}
