package datasets

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"avagar/app"
	"avagar/engine/audio"
	"avagar/engine/dataset"
)

// StageRepair is the repairing of recordings, in utterances.
const StageRepair Stage = "repair"

// originalsFolder in a dataset's folder has the recordings that were repaired,
// as they were.
const originalsFolder = "originals"

// What a repaired recording is brought to: the loudness of EBU R 128, with a
// peak below full scale.
const (
	repairedLUFS = -23.0
	repairedPeak = -1.0 // dBFS
)

// cured tells whether a finding is one that Repair does away with.
func cured(f app.Finding) bool {
	switch dataset.Code(f.Code) {
	case dataset.Hum, dataset.Quiet, dataset.Offset, dataset.BadChannel:
		return true
	}
	return false
}

// Repairable tells whether there is something about a recording that Repair does
// away with.
func Repairable(u app.Utterance) bool {
	return u.Usable && u.Path != "" && slices.ContainsFunc(u.Findings, cured)
}

// Repair takes hum and offset away from recordings, leaves out their bad
// channels and brings them to one loudness; nothing moves in time. Those of ids
// that need no repair are left as they are. The recordings that were brought stay
// beside the repaired ones, for Restore; it returns how many were repaired, also
// where it is cut off by ctx. Errors: app.ErrNotFound, ErrGone, those of reading
// sound.
func (s *Service) Repair(ctx context.Context, name string, ids []string, progress func(Progress)) (repaired int, err error) {
	return s.replace(ctx, name, ids, progress, func(root *os.Root, u app.Utterance) (bool, error) {
		if _, err := root.Stat(original(u.Path)); err == nil || !Repairable(u) {
			return false, nil // repaired already, and all that can be done is done
		}
		return true, repair(root, u)
	})
}

// Restore takes the repair of recordings back, and returns of how many.
func (s *Service) Restore(ctx context.Context, name string, ids []string, progress func(Progress)) (restored int, err error) {
	return s.replace(ctx, name, ids, progress, restore)
}

// replace changes the sounds of utterances and listens to those it has changed.
func (s *Service) replace(ctx context.Context, name string, ids []string, progress func(Progress), change func(*os.Root, app.Utterance) (bool, error)) (n int, err error) {
	d, release, err := s.edit(ctx, name)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, release()) }()
	all, err := s.Store.Utterances(ctx, d.ID, app.UtteranceFilter{})
	if err != nil {
		return 0, err
	}
	root, err := os.OpenRoot(d.Path)
	if err != nil {
		return 0, fmt.Errorf("datasets: %w", err)
	}
	defer root.Close()
	var changed []string
	for i, id := range ids {
		if err = ctx.Err(); err != nil {
			break
		}
		at := slices.IndexFunc(all, func(u app.Utterance) bool { return u.ID == id })
		if at < 0 {
			continue
		}
		done, failed := change(root, all[at])
		if failed != nil {
			err = fmt.Errorf("datasets: %w", &app.About{Subject: id, Err: failed})
			break
		}
		if done {
			changed = append(changed, id)
		}
		tell(progress, StageRepair, int64(i+1), int64(len(ids)))
	}
	return len(changed), errors.Join(err, s.listen(context.WithoutCancel(ctx), d, all, changed, stays))
}

// repair writes the sound anew under the name of a WAV and keeps what was there.
func repair(root *os.Root, u app.Utterance) error {
	clip, err := readSound(root, u.Path)
	if err != nil {
		return err
	}
	wave, _ := clip.Mono()
	wave = audio.RemoveDC(wave)
	if slices.ContainsFunc(u.Findings, func(f app.Finding) bool { return f.Code == string(dataset.Hum) }) {
		wave = audio.RemoveHumZeroPhase(wave, clip.Rate, audio.HumCorner)
	}
	wave, _ = audio.NormalizeLoudness(wave, clip.Rate, repairedLUFS, repairedPeak)
	if err := root.MkdirAll(path.Dir(original(u.Path)), 0o700); err != nil {
		return err
	}
	made := path.Join(originalsFolder, ".new.wav")
	if err := audio.WriteWAVFile(filepath.Join(root.Name(), filepath.FromSlash(made)), wave, clip.Rate); err != nil {
		return err
	}
	if err := root.Rename(u.Path, original(u.Path)); err != nil {
		return err
	}
	return root.Rename(made, stem(u.Path)+".wav")
}

// original is where a recording lies while a repaired one has its place.
func original(name string) string { return path.Join(originalsFolder, name) }

// restore puts the recording that was repaired back, whatever its ending.
func restore(root *os.Root, u app.Utterance) (bool, error) {
	kept, ok, err := keptOriginal(root, u.Path)
	if err != nil || !ok {
		return false, err
	}
	if err := root.Remove(u.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	return true, root.Rename(original(kept), kept)
}

// keptOriginal is the path that the original of a recording had.
func keptOriginal(root *os.Root, name string) (kept string, ok bool, err error) {
	if name == "" {
		return "", false, nil
	}
	entries, err := fs.ReadDir(root.FS(), path.Dir(original(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return "", false, nil
	}
	for _, e := range entries {
		if stem(e.Name()) == stem(path.Base(name)) {
			return path.Join(path.Dir(name), e.Name()), true, nil
		}
	}
	return "", false, err
}

// Repaired are the ids of the utterances whose recordings are repaired ones.
func (s *Service) Repaired(ctx context.Context, name string) (ids []string, err error) {
	d, err := s.Find(ctx, name)
	if err != nil {
		return nil, err
	}
	kept := map[string]bool{}
	root := filepath.Join(d.Path, originalsFolder)
	err = filepath.WalkDir(root, func(at string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			below, _ := filepath.Rel(root, at)
			kept[stem(filepath.ToSlash(below))] = true
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("datasets: %w", err)
	}
	list, err := s.Store.Utterances(ctx, d.ID, app.UtteranceFilter{})
	for _, u := range list {
		if kept[stem(u.Path)] {
			ids = append(ids, u.ID)
		}
	}
	return ids, err
}

// CheckOnly listens anew to some utterances, whose text may be another now, and
// keeps what it finds. Errors: app.ErrNotFound, ErrGone, ErrBusy.
func (s *Service) CheckOnly(ctx context.Context, name string, ids ...string) (err error) {
	d, done, err := s.edit(ctx, name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	all, err := s.Store.Utterances(ctx, d.ID, app.UtteranceFilter{})
	if err != nil {
		return err
	}
	return s.listen(ctx, d, all, ids, func(folder *dataset.Dataset, was app.Utterance) (app.Finding, bool) {
		return s.doubt(ctx, d, folder, was.ID)
	})
}

// stays is whether the text of an utterance did not seem to fit before.
func stays(_ *dataset.Dataset, was app.Utterance) (app.Finding, bool) {
	at := slices.IndexFunc(was.Findings, func(f app.Finding) bool { return f.Code == string(dataset.BadTranscript) })
	if at < 0 {
		return app.Finding{}, false
	}
	return was.Findings[at], true
}

// listen listens anew to some utterances of all; doubted tells whether the text of
// one does not seem to fit.
func (s *Service) listen(ctx context.Context, d app.Dataset, all []app.Utterance, ids []string, doubted func(*dataset.Dataset, app.Utterance) (app.Finding, bool)) error {
	if len(ids) == 0 {
		return nil
	}
	folder, err := s.open(d)
	if err != nil {
		return err
	}
	folder.Utterances = slices.DeleteFunc(folder.Utterances, func(u dataset.Utterance) bool { return !slices.Contains(ids, u.ID) })
	report, err := folder.Scan(ctx, dataset.ScanOptions{})
	if err != nil {
		return fmt.Errorf("datasets: check %s: %w", d.Name, err)
	}
	for _, u := range utterances(folder, report) {
		for i := range all {
			if all[i].ID == u.ID {
				u.HeldOut = all[i].HeldOut
				if f, doubt := doubted(folder, all[i]); doubt {
					u.Findings, u.Usable = append(u.Findings, f), u.Usable && f.Severity != severities[dataset.Error]
				}
				all[i] = u
			}
		}
	}
	return s.Store.PutUtterances(ctx, d.ID, all, d.CheckedAt)
}
