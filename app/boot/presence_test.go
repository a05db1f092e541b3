package boot

import (
	"testing"
	"time"

	"avagar/app/speech"
)

func TestThePersonIsAtWorkForAWhileAfterUsingTheWindow(t *testing.T) {
	var p presence
	now := time.Now()
	if p.recent(now) {
		t.Error("nobody has used it yet")
	}
	p.touch(now)
	if !p.recent(now.Add(recently-1)) || p.recent(now.Add(recently)) {
		t.Error("it is forgotten too soon or too late")
	}
	a := open(t, t.TempDir())
	if a.Studio.Works == nil || a.Studio.Works() {
		t.Error("somebody works before anything was touched")
	}
	if a.Touch(); !a.Studio.Works() {
		t.Error("a touch is not known")
	}
}

func TestSpeechThatIsMadeComesFirst(t *testing.T) {
	for _, c := range []struct {
		p    speech.Progress
		want bool
	}{
		{speech.Progress{}, false},
		{speech.Progress{State: speech.Preparing}, true},
		{speech.Progress{State: speech.Speaking}, true},
		{speech.Progress{State: speech.Speaking, Done: true}, false},
		{speech.Progress{State: speech.Paused}, false},
	} {
		if got := making(c.p); got != c.want {
			t.Errorf("%+v: %t", c.p, got)
		}
	}
}
