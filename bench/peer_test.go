package bench

import (
	"errors"
	"strings"
	"testing"

	"avagar/engine/mel"
)

func TestWithoutPyTorchOursAloneIsMeasured(t *testing.T) {
	before := pythons
	defer func() { pythons = before }()
	pythons = nil
	p := peer{PeerOptions: PeerOptions{Rounds: 1, Seconds: 0.01}, corpus: newCorpus(mel.DefaultParams(), 4), total: 1}
	r, err := p.measure(t.Context(), "base", 2)
	if !errors.Is(err, ErrNoTorch) {
		t.Errorf("what is missing is told as %v", err)
	}
	if r.FramesPerS <= 0 || r.RSSMB <= 0 || r.GemmShare <= 0 || r.OwnPeak <= 0 || r.Ratio != 0 || r.Reference != "" || p.done != 1 {
		t.Errorf("the report is %+v", r)
	}
}

func TestTheReportTakesMedians(t *testing.T) {
	r := PeerReport{}
	r.sum([]turn{{FramesPerS: 10}, {FramesPerS: 30}, {FramesPerS: 20, RSSMB: 7}}, []turn{{FramesPerS: 9}, {FramesPerS: 1}, {FramesPerS: 8}})
	if r.FramesPerS != 20 || r.ReferenceFramesPerS != 8 || r.Ratio != 2.5 || r.RSSMB != 7 {
		t.Errorf("the report is %+v", r)
	}
}

func TestTheTwinRunsWithoutSettingsForOthers(t *testing.T) {
	t.Setenv("OPENBLAS_CORETYPE", "Haswell")
	t.Setenv("OMP_NUM_THREADS", "1")
	t.Setenv("AVAGAR_KEPT", "1")
	env := strings.Join(untuned("OPENBLAS_CORETYPE=SkylakeX"), "\n")
	if strings.Contains(env, "Haswell") || strings.Contains(env, "OMP_NUM") || !strings.Contains(env, "AVAGAR_KEPT=1") || !strings.Contains(env, "=SkylakeX") {
		t.Errorf("it runs in\n%s", env)
	}
}

func TestALineOfErrorsIsTheLast(t *testing.T) {
	if got := lastLine("Traceback\n  File\nRuntimeError: no\n"); got != "RuntimeError: no" {
		t.Errorf("it is %q", got)
	}
}
