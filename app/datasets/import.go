package datasets

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"avagar/app"
	"avagar/engine/dataset"
)

// Options say how recordings are brought.
type Options struct {
	// Copy makes copies of the recordings; else they are linked where the disk
	// can (one file under two names), and copied where it cannot.
	Copy     bool
	Language string // BCP 47; empty: as the source says, or by the letters of the texts
	License  string // empty: as the source says
}

// Imported is what came in.
type Imported struct {
	Found      Found
	Dataset    app.Dataset
	Linked     int // recordings that take no room of their own
	Duplicates int // recordings that sound as an earlier one; they are not used
	LeftOut    int // sentences of a long recording that could not be heard in it
}

// Import makes a dataset of what Detect finds in a source, named after the
// source where into is empty, and listens to it. What is wrong with single
// recordings is told by their findings, and is no error.
//
// Where ctx ends, another call with the same source and name goes on with what
// was done. Errors: those of Detect, ErrOne, dataset.ErrNothingFits, ErrChanged, ErrName,
// app.ErrExists for a name that is taken, ErrBusy where another program
// imports under the name, syscall.ENOSPC, and those of reading long recordings.
func (s *Service) Import(ctx context.Context, src Source, into string, o Options, progress func(Progress)) (Imported, error) {
	p, err := look(src)
	if err != nil {
		return Imported{}, about(src.Path, err)
	}
	defer p.tree.Close()
	if into == "" {
		into = p.name()
	}
	if !validName(into) {
		return Imported{}, about(into, ErrName)
	}
	i := &importing{Service: s, plan: p, src: src, name: into, options: o, progress: progress}
	if err := i.run(ctx); err != nil {
		return Imported{}, about(src.Path, err)
	}
	return i.result(ctx)
}

var unfit = regexp.MustCompile(`[^\p{L}\p{M}\p{N}_-]+`)

// name is the source's title as a name.
func (p *plan) name() string {
	name := strings.Trim(unfit.ReplaceAllString(strings.ToValidUTF8(p.title, "-"), "-"), "-")
	if r := []rune(name); len(r) > 60 {
		name = string(r[:60])
	}
	if !validName(name) {
		return "dataset"
	}
	return name
}

// cacheFolder lies beside the datasets.
const cacheFolder = "cache"

func validName(name string) bool {
	return name != "" && len(name) <= 200 && name == fileName(name) && name[0] != '-' && !strings.EqualFold(name, cacheFolder) &&
		filepath.IsLocal(name) && name == filepath.Base(name)
}

// importing is the work of one import.
type importing struct {
	*Service
	*plan
	src      Source
	name     string
	options  Options
	progress func(Progress)

	sum     string // of the source
	staging string // folder that becomes the dataset's
	linked  int
	leftOut int
}

func (i *importing) path() string { return filepath.Join(i.Folder(), i.name) }

// stagingOf is the folder of an import that is not done.
func (s *Service) stagingOf(name string) string { return filepath.Join(s.Folder(), ".import-"+name) }

func (i *importing) run(ctx context.Context) (err error) {
	if err := os.MkdirAll(i.Folder(), 0o700); err != nil {
		return err
	}
	i.staging = i.stagingOf(i.name)
	done, err := i.take(ctx, i.name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	if i.kind != LJSpeech {
		i.tidy()
	}
	i.describeBy(i.options)
	i.sum = i.plan.sum(i.src)
	here, err := i.begun(ctx)
	if err != nil {
		return err
	}
	if !here {
		if err := i.bring(ctx); err != nil {
			return err
		}
	}
	d, err := i.Find(ctx, i.name)
	if err == nil {
		_, err = i.Service.check(ctx, d, leastCompared, i.progress)
	}
	return err
}

func (p *plan) describeBy(o Options) {
	if o.Language != "" {
		p.language = strings.ToLower(o.Language)
	}
	if o.License != "" {
		p.license = o.License
	}
}

// sum tells a source by its files, their sizes and texts.
func (p *plan) sum(src Source) string {
	h := sha256.New()
	abs, _ := filepath.Abs(src.Path)
	fmt.Fprintf(h, "%s\x00%s\x00%s\x00", abs, p.kind, p.language)
	for _, t := range p.takes {
		fmt.Fprintf(h, "%s\x00%s\x00%s\x00%d\n", t.id, t.path, t.text, p.tree.size[t.path])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// begun tells whether the dataset is here and only not listened to yet;
// app.ErrExists where there is another one of the name.
func (i *importing) begun(ctx context.Context) (bool, error) {
	d, err := i.Find(ctx, i.name)
	switch {
	case err == nil && d.SourceSum == i.sum && d.CheckedAt.IsZero():
		return true, nil
	case err == nil:
		return false, &app.About{Subject: i.name, Err: app.ErrExists}
	case !errors.Is(err, app.ErrNotFound):
		return false, err
	}
	if readSum(i.path()) == i.sum { // cut off before its row was written
		return true, i.register(ctx)
	}
	if _, err := os.Lstat(i.path()); err == nil {
		return false, &app.About{Subject: i.name, Err: app.ErrExists}
	}
	return false, nil
}

// bring makes the folder, whole or not at all, and its row.
func (i *importing) bring(ctx context.Context) error {
	if i.kind != Long && len(i.takes) == 1 {
		return ErrOne
	}
	if err := i.stage(ctx); err != nil {
		return err
	}
	if err := os.Rename(i.staging, i.path()); err != nil {
		return err
	}
	return i.register(ctx)
}

// register keeps the rows of a folder that nobody has listened to.
func (i *importing) register(ctx context.Context) error {
	folder, err := dataset.Open(i.path())
	if err != nil {
		return err
	}
	abs, err := filepath.Abs(i.src.Path)
	if err != nil {
		return err
	}
	id, err := i.Store.AddDataset(ctx, app.Dataset{User: i.User, Name: i.name, Path: i.path(), Kind: string(i.kind), Source: abs,
		SourceSum: i.sum, Language: folder.Language, License: folder.License, Speaker: i.speaker, FixedSplit: i.lists, AddedAt: i.now()})
	if err != nil {
		return err
	}
	list := make([]app.Utterance, len(folder.Utterances))
	for k, u := range folder.Utterances {
		list[k] = app.Utterance{ID: u.ID, Text: u.Text, Phonemes: u.Reading, HeldOut: u.HeldOut, Included: !u.Unused, Usable: true}
	}
	return i.Store.PutUtterances(ctx, id, list, time.Time{})
}

func (i *importing) result(ctx context.Context) (Imported, error) {
	d, err := i.Find(ctx, i.name)
	if err != nil {
		return Imported{}, err
	}
	counts, err := i.Store.CountFindings(ctx, d.ID)
	return Imported{Found: i.found(), Dataset: d, Linked: i.linked, Duplicates: counts[string(dataset.DuplicateAudio)], LeftOut: i.leftOut}, err
}
