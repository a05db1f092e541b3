package training

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"testing"

	"avagar/app"
	"avagar/engine/disk"
)

func TestAFullDiskHoldsTheQueueUntilThereIsRoom(t *testing.T) {
	s := storedStudio(t)
	free := int64(leastRoom / 2) // nobody has looked yet
	s.Free = func() (int64, error) { return free, nil }
	folder := recordings(t, "sara")
	o := short(folder)
	first := order{job: app.TrainingJob{User: s.User, Folder: folder, Options: o.kept(), State: app.TrainingRunning}, options: &o}
	if !s.claim(first) {
		t.Fatal("something trains")
	}
	s.note(&first.job)
	must(t, s.Begin(short(folder)))
	s.ended(fmt.Errorf("dataset: cache: %w", syscall.ENOSPC))
	if now := s.Now(); now.Active || now.Held != app.HoldNoSpace || now.Err != nil {
		t.Errorf("%+v", now)
	}
	list := s.Waiting()
	if len(list) != 2 || list[0].ID != first.job.ID || list[0].Reason != app.HoldNoSpace || list[1].Reason != app.HoldNoSpace {
		t.Errorf("%+v wait", list)
	}
	s.look(t.Context())
	if now := s.Now(); now.Active {
		t.Errorf("one began on a full disk: %+v", now)
	}
	free = roomAgain
	s.look(t.Context())
	s.until(t, "both are done", func(p Progress) bool { return !p.Active && p.Run == "sara-2" })
}

func TestADiskThatIsFullWhenThePersonPausesIsSaid(t *testing.T) {
	s := storedStudio(t)
	s.Free = func() (int64, error) { return roomAgain, nil }
	must(t, s.Begin(long(recordings(t, "sara"))))
	s.until(t, "it trains", stepping("sara-1"))
	s.Pause()
	s.until(t, "it is paused", ended)
	s.ended(errors.Join(context.Canceled, syscall.ENOSPC))
	if now := s.Now(); !disk.Full(now.Err) || errors.Is(now.Err, context.Canceled) || now.Held != "" || s.state(t, "sara-1") != app.TrainingPaused {
		t.Errorf("%+v", now)
	}
}
