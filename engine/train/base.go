package train

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"avagar/engine/acoustic"
	"avagar/engine/checkpoint"
	"avagar/engine/nn"
)

// basePath is where the base lies until the first checkpoint: a run that is cut
// off before it must not begin at random when it is resumed.
func (r *Run) basePath() string { return filepath.Join(r.Dir, "base.safetensors") }

// keepBase writes the base down for a run that is just created.
func (r *Run) keepBase() error {
	if r.Base == nil {
		return nil
	}
	f, err := pack(r.Base, nn.NewAdam(), state{}, r.Summary.Plan)
	if err != nil {
		return err
	}
	if err := checkpoint.WriteFileOn(r.disk, r.basePath(), f); err != nil {
		return fmt.Errorf("train: base voice: %w", err)
	}
	return nil
}

// base is the model the run begins from; nil begins at random.
func (r *Run) base() (*acoustic.Model, error) {
	if r.Base != nil {
		return r.Base, nil
	}
	f, err := checkpoint.ReadFile(r.basePath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("train: base voice: %w", err)
	}
	return unpackModel(f)
}

func (r *Run) forgetBase() error {
	if err := r.disk.Remove(r.basePath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("train: base voice: %w", err)
	}
	return nil
}
