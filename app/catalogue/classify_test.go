package catalogue

import (
	"errors"
	"testing"

	"avagar/app/library"
	"avagar/engine/hub"
	"avagar/engine/hub/hubtest"
)

// blind is a network whose name alone would make a voice of it.
func blind() hubtest.Repo {
	r := voices()
	r.ID, r.Downloads = "lab/persian-blind", 3
	r.Files = r.Files[1:2]
	return r
}

func (r *rig) found(t *testing.T, text string) []Hit {
	t.Helper()
	a, err := r.Search(t.Context(), Query{Text: text})
	must(t, err)
	return a.List
}

func TestWhatWasFoundIsLookedAtOnce(t *testing.T) {
	r := newRig(t, voices(), torch(), blind())
	told := map[string]Hit{}
	must(t, r.Classify(t.Context(), r.found(t, "persian"), func(h Hit) { told[h.Repo] = h }))
	if len(told) != 3 || told["org/persian-voices"].Bytes <= 12000 || told["lab/persian-tts-torch"].Bytes != 19 {
		t.Errorf("told %+v", told)
	}
	if got := ClassOf(told["lab/persian-blind"].Found); got.Runs != library.RunsNever || got.Reason != library.ReasonNoConfig {
		t.Errorf("the network alone is %+v", got)
	}
	again := r.found(t, "persian")
	before := len(r.hub.Requests())
	must(t, r.Classify(t.Context(), again, func(h Hit) { t.Errorf("%s was looked at again", h.Repo) }))
	if asked := len(r.hub.Requests()) - before; asked != 0 || again[0].Bytes <= 12000 {
		t.Errorf("%d requests, %d bytes", asked, again[0].Bytes)
	}
}

func TestALookEndsWhereTheHubCountsTooManyRequests(t *testing.T) {
	r := newRig(t, voices(), torch(), blind())
	hits := r.found(t, "persian")
	limited := hubtest.RateLimited(300)
	r.hub.Break(limited)
	err := r.Classify(t.Context(), hits, func(Hit) { t.Error("nothing can be known") })
	if !errors.Is(err, hub.ErrRateLimited) {
		t.Error(err)
	}
	if limited.Hits() > looksAtOnce {
		t.Errorf("the hub was asked %d times", limited.Hits())
	}
}

func TestALookPassesOverWhatIsGone(t *testing.T) {
	r := newRig(t, voices(), torch())
	hits := r.found(t, "persian")
	r.hub.Remove("org/persian-voices")
	told := 0
	must(t, r.Classify(t.Context(), hits, func(Hit) { told++ }))
	if told != 1 {
		t.Errorf("told of %d", told)
	}
}
