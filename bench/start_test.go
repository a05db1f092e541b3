package bench

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"avagar/app"
)

func TestAProgramWithoutAWindowIsNoMeasurement(t *testing.T) {
	if _, err := Start(t.Context(), "/bin/true", nil, Meanwhile{}); !errors.Is(err, app.ErrNoWindow) {
		t.Errorf("it gave %v", err)
	}
	if _, err := Start(t.Context(), "/no/such/program", nil, Meanwhile{}); err == nil {
		t.Error("no program was measured")
	}
}

func TestPaceTakesAsLongAsTheSound(t *testing.T) {
	began := time.Now()
	if err := Pace(t.Context(), strings.NewReader(strings.Repeat("x", cardRate/5))); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took < 180*time.Millisecond || took > 2*time.Second {
		t.Errorf("a fifth of a second took %v", took)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Pace(ctx, strings.NewReader("xx")); !errors.Is(err, context.Canceled) {
		t.Errorf("when cancelled it gave %v", err)
	}
}
