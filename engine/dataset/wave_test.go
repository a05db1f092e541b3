package dataset

import (
	"errors"
	"os"
	"slices"
	"testing"

	"avagar/engine/mel"
)

func TestAnExampleGivesTheSamplesOfItsFeatures(t *testing.T) {
	dir := spokenFolder(t, 4, true)
	c := prepare(t, dir, PrepareOptions{})
	analyzer, err := mel.NewAnalyzer(c.Params)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range slices.Concat(c.Train, c.HeldOut) {
		wave, err := e.Wave()
		if err != nil {
			t.Fatal(err)
		}
		kept, err := e.Features()
		if f := analyzer.Features(wave); err != nil || f.Frames != e.Frames || !slices.Equal(f.Mel, kept.Mel) {
			t.Errorf("%s: %d frames of %d, error %v", e.ID, f.Frames, e.Frames, err)
		}
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Train[0].Wave(); !errors.Is(err, ErrNoFolder) {
		t.Errorf("without recordings: %v", err)
	}
}
