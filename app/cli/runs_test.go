package cli

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"avagar/app"
	"avagar/app/store"
)

func TestTrainingsThatWaitAreListed(t *testing.T) {
	p := newPerson(t)
	if told := p.types("", "train", "list"); !strings.Contains(told.err, "no training yet") {
		t.Errorf("told %q", told.err)
	}
	kept, err := store.Open(t.Context(), filepath.Join(p.home, store.File))
	if err != nil {
		t.Fatal(err)
	}
	user, err := kept.LocalUser(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = kept.AddTraining(t.Context(), app.TrainingJob{User: user.ID, Folder: "/data/sara", Options: `{"name":"sara"}`,
		State: app.TrainingWaiting, Reason: app.HoldBattery, AddedAt: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	list := objects(t, p.does("train", "list", "--json"))
	if len(list) != 1 || list[0]["id"] != "sara" || list[0]["state"] != "waiting" || list[0]["reason"] != "battery" {
		t.Errorf("the list is %v", list)
	}
	if told := p.does("train", "list"); !strings.Contains(told, "plugged in") {
		t.Errorf("told %q", told)
	}
	write(t, filepath.Join(p.home, store.File), "damaged")
	p.does("train", "list")
}
