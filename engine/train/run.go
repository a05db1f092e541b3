package train

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"time"

	"avagar/engine/acoustic"
	"avagar/engine/checkpoint"
	"avagar/engine/dataset"
)

// States of a run.
const (
	StateNew     = "new"
	StateRunning = "running" // or cut off while running
	StatePaused  = "paused"
	StateDone    = "done"
	StateFailed  = "failed"
)

// Summary is what run.json says of a run. Times are of the wall clock and have
// no influence on what is learned.
type Summary struct {
	Format      int       `json:"format"`
	ID          string    `json:"id"`
	Dataset     string    `json:"dataset"` // folder
	Language    string    `json:"language"`
	Base        string    `json:"base,omitempty"` // voice that it began from
	Plan        Plan      `json:"plan"`
	State       string    `json:"state"`
	Step        int       `json:"step"`
	Steps       int       `json:"steps"`
	Loss        float64   `json:"loss"`                        // of the last step
	BestStep    int       `json:"best_step"`                   // as Standing has it
	BestLoss    float64   `json:"best_loss"`                   // held-out, of the frames, at BestStep
	BestPhones  float64   `json:"best_phone_errors,omitempty"` // share, at BestStep, where BestBy is ByPhones
	BestBy      string    `json:"best_by,omitempty"`           // ByPhones or ByLoss; empty in runs from before phone errors counted
	PhoneErrors float64   `json:"phone_errors"`                // share, of the last measurement
	Utterances  int       `json:"utterances"`
	Minutes     float64   `json:"minutes"`
	Seconds     float64   `json:"seconds"` // of training so far
	Created     time.Time `json:"created"`
	Error       string    `json:"error,omitempty"`
}

// runFormat is the version of run.json.
const runFormat = 1

// Run is a training run in a folder: run.json, metrics.jsonl and checkpoints.
type Run struct {
	Dir     string
	Summary Summary
	// Base is the model a new run begins from; nil begins at random, or from what
	// Create was given. Once a checkpoint exists it is no longer asked for.
	Base *acoustic.Model

	disk checkpoint.Disk
}

// Create makes the folder of a new run.
func Create(dir string, s Summary, base *acoustic.Model) (*Run, error) {
	return create(checkpoint.OS{}, dir, s, base)
}

func create(d checkpoint.Disk, dir string, s Summary, base *acoustic.Model) (*Run, error) {
	if err := s.Plan.Check(); err != nil {
		return nil, err
	}
	if err := makeFolders(d, filepath.Dir(dir)); err != nil {
		return nil, fmt.Errorf("train: create run: %w", err)
	}
	if err := makeFolder(d, dir); err != nil {
		return nil, fmt.Errorf("train: create run: %w", err)
	}
	s.Format, s.State, s.Steps = runFormat, StateNew, s.Plan.Steps
	r := &Run{Dir: dir, Summary: s, Base: base, disk: d}
	if err := r.keepBase(); err != nil { // before run.json, which makes the folder a run
		return nil, err
	}
	return r, r.save()
}

// makeFolder makes a folder that is still there after a power cut.
func makeFolder(d checkpoint.Disk, dir string) error {
	if err := d.Mkdir(dir); err != nil {
		return err
	}
	return d.SyncFolder(filepath.Dir(dir))
}

// makeFolders makes a folder and those above it, where they are absent.
func makeFolders(d checkpoint.Disk, dir string) error {
	err := makeFolder(d, dir)
	if errors.Is(err, fs.ErrNotExist) && filepath.Dir(dir) != dir {
		if err = makeFolders(d, filepath.Dir(dir)); err == nil {
			err = makeFolder(d, dir)
		}
	}
	if info, none := os.Stat(dir); none == nil && info.IsDir() {
		return nil
	}
	return err
}

// OpenRun reads a run's folder; errors are ErrRun and, for a run of a later
// version of the program, checkpoint.ErrNewer.
func OpenRun(dir string) (*Run, error) { return open(checkpoint.OS{}, dir) }

func open(d checkpoint.Disk, dir string) (*Run, error) {
	b, err := os.ReadFile(filepath.Join(dir, "run.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s: %w", ErrRun, dir, err)
	}
	if err != nil {
		return nil, fmt.Errorf("train: open run: %w", err)
	}
	r := &Run{Dir: dir, disk: d}
	if err := json.Unmarshal(b, &r.Summary); err != nil {
		return nil, fmt.Errorf("%w: %s: %v", ErrRun, dir, err)
	}
	if r.Summary.Format > runFormat {
		return nil, fmt.Errorf("train: run %s has format %d: %w", dir, r.Summary.Format, checkpoint.ErrNewer)
	}
	if err := r.Summary.Plan.Check(); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrRun, dir, err)
	}
	return r, nil
}

// stand takes over which evaluation is the best.
func (s *Summary) stand(now Standing) {
	s.BestStep, s.BestLoss, s.BestPhones, s.BestBy = now.BestStep, now.Best, 0, now.By()
	if s.BestBy == ByPhones {
		s.BestPhones = now.BestHeard.Share()
	}
}

// Now is the summary with its state as it really is: a run that says running
// but that nobody holds was cut off, and is paused.
func (r *Run) Now() Summary {
	s := r.Summary
	if s.State == StateRunning && !r.held() {
		s.State = StatePaused
	}
	return s
}

func (r *Run) save() error {
	b, err := json.MarshalIndent(r.Summary, "", "  ")
	if err != nil {
		return fmt.Errorf("train: run.json: %w", err)
	}
	if err := checkpoint.WriteBytesOn(r.disk, filepath.Join(r.Dir, "run.json"), append(b, '\n')); err != nil {
		return fmt.Errorf("train: run.json: %w", err)
	}
	return nil
}

// Checkpoints returns the steps of the checkpoints, oldest first.
func (r *Run) Checkpoints() ([]int, error) {
	names, err := filepath.Glob(filepath.Join(r.Dir, "step-*.safetensors"))
	if err != nil {
		return nil, fmt.Errorf("train: checkpoints: %w", err)
	}
	var steps []int
	for _, name := range names {
		var step int
		if _, err := fmt.Sscanf(filepath.Base(name), "step-%d.safetensors", &step); err == nil {
			steps = append(steps, step)
		}
	}
	sort.Ints(steps)
	return steps, nil
}

// Model reads the model of one checkpoint.
func (r *Run) Model(step int) (*acoustic.Model, error) {
	f, err := checkpoint.ReadFile(r.CheckpointPath(step))
	if err != nil {
		return nil, fmt.Errorf("train: checkpoint of step %d: %w", step, err)
	}
	return unpackModel(f)
}

// Judge reads the model of one checkpoint to measure it on a corpus.
// ErrCorpusChanged where it learned from another one, in which what is held out
// now need not have been.
func (r *Run) Judge(step int, c *dataset.Corpus) (*acoustic.Model, error) {
	f, err := checkpoint.ReadFile(r.CheckpointPath(step))
	if err != nil {
		return nil, fmt.Errorf("train: checkpoint of step %d: %w", step, err)
	}
	m, _, s, err := unpack(f)
	if err != nil {
		return nil, fmt.Errorf("train: checkpoint of step %d: %w", step, err)
	}
	if s.Corpus != digest(c) {
		return nil, fmt.Errorf("%w: run %s", ErrCorpusChanged, r.Summary.ID)
	}
	return m, nil
}

// CheckpointPath is the file of a checkpoint.
func (r *Run) CheckpointPath(step int) string { return filepath.Join(r.Dir, checkpointName(step)) }

// prune removes checkpoints that are neither among the newest Keep nor the best.
func (r *Run) prune(best int) error {
	steps, err := r.Checkpoints()
	if err != nil {
		return err
	}
	for _, s := range steps[:max(0, len(steps)-r.Summary.Plan.Keep)] {
		if s == best {
			continue
		}
		if err := r.disk.Remove(r.CheckpointPath(s)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("train: remove an old checkpoint: %w", err)
		}
	}
	return nil
}
