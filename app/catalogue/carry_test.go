package catalogue

import (
	"path/filepath"
	"testing"

	"avagar/app/library"
)

func TestABundleBringsAModelWithoutAnyNetwork(t *testing.T) {
	r := newRig(t, voices())
	q := r.queued(t)
	r.get(t, q, r.open(t, "org/persian-voices"), nil)
	here, err := r.Installed(t.Context())
	must(t, err)
	path := filepath.Join(t.TempDir(), "friend"+library.BundleExtension)
	_, err = r.WriteBundle(t.Context(), path, library.Choice{Models: []library.Part{{Repo: here[0].Repo, Commit: here[0].Commit}}}, nil)
	must(t, err)

	friend := newRig(t)
	friend.hub.Down()
	friend.queued(t)
	told := 0
	defer friend.Changed.Subscribe(func(struct{}) { told++ })()
	came, err := friend.Take(t.Context(), path, nil)
	must(t, err)
	if len(came.Models) != 1 || told != 1 {
		t.Errorf("%+v, told %d times", came, told)
	}
	theirs, err := friend.Installed(t.Context())
	must(t, err)
	if len(theirs) != 1 || !theirs[0].Ours || theirs[0].Commit != here[0].Commit || len(theirs[0].Findings) != 2 {
		t.Errorf("%+v", theirs)
	}
	if sheet := friend.open(t, "org/persian-voices"); !sheet.Offline || !sheet.Has(sheet.Findings[0]) {
		t.Errorf("%+v", sheet)
	}
}
