package store

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"avagar/app"
)

func add(t *testing.T, s *Store, j app.TrainingJob) int64 {
	t.Helper()
	j.AddedAt = time.UnixMilli(1700)
	id, err := s.AddTraining(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func waiting(t *testing.T, s *Store, user int64) (ids []int64) {
	t.Helper()
	list, err := s.WaitingTrainings(t.Context(), user)
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range list {
		ids = append(ids, j.ID)
	}
	return ids
}

func TestTrainingsWaitInTheirOrder(t *testing.T) {
	s, user := fresh(t), int64(local)
	one, two, three := add(t, s, app.TrainingJob{User: user, Folder: "/a", State: app.TrainingWaiting}),
		add(t, s, app.TrainingJob{User: user, Folder: "/b", State: app.TrainingWaiting, Reason: app.HoldBattery}),
		add(t, s, app.TrainingJob{User: user, Folder: "/c", State: app.TrainingWaiting})
	for _, c := range []struct {
		id    int64
		ahead int
		want  []int64
	}{
		{three, 1, []int64{one, three, two}},
		{three, 99, []int64{three, one, two}},
		{three, -1, []int64{one, three, two}},
		{one, -99, []int64{three, two, one}},
	} {
		if err := s.MoveTraining(t.Context(), user, c.id, c.ahead); err != nil {
			t.Fatal(err)
		}
		if got := waiting(t, s, user); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%d moved by %d: %v, want %v", c.id, c.ahead, got, c.want)
		}
	}
	if err := s.DeleteTraining(t.Context(), user, two); err != nil {
		t.Fatal(err)
	}
	if err := s.MoveTraining(t.Context(), user, two, 1); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("a training that is gone gave %v", err)
	}
}

func TestATrainingIsTakenOrCancelledAndNeverBoth(t *testing.T) {
	s, user := fresh(t), int64(local)
	fresh := add(t, s, app.TrainingJob{User: user, Folder: "/a", State: app.TrainingWaiting})
	again := add(t, s, app.TrainingJob{User: user, Run: "b-1", Folder: "/b", State: app.TrainingWaiting, Reason: app.HoldBattery})
	begun := add(t, s, app.TrainingJob{User: user, Folder: "/c", State: app.TrainingWaiting})
	if err := s.TakeTraining(t.Context(), user, begun); err != nil {
		t.Fatal(err)
	}
	if err := s.CancelTraining(t.Context(), user, begun); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("one that has begun was cancelled: %v", err)
	}
	for _, id := range []int64{fresh, again} {
		if err := s.CancelTraining(t.Context(), user, id); err != nil {
			t.Fatal(err)
		}
		if err := s.TakeTraining(t.Context(), user, id); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("one that was cancelled began: %v", err)
		}
	}
	list, err := s.Trainings(t.Context(), user)
	if err != nil || len(list) != 2 || list[0].ID != again || list[0].State != app.TrainingPaused || list[0].Reason != "" || list[1].State != app.TrainingRunning {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestARunIsEnteredOnce(t *testing.T) {
	s, user := fresh(t), int64(local)
	id := add(t, s, app.TrainingJob{User: user, Run: "sara-1", Folder: "/a", State: app.TrainingPaused})
	if again := add(t, s, app.TrainingJob{User: user, Run: "sara-1", Folder: "/a", State: app.TrainingWaiting}); again != id {
		t.Errorf("it is entered as %d and %d", id, again)
	}
	if got := waiting(t, s, user); len(got) != 1 {
		t.Errorf("%v wait", got)
	}
}

func TestWhatWasCutOffIsPaused(t *testing.T) {
	s, user := fresh(t), int64(local)
	id := add(t, s, app.TrainingJob{User: user, Folder: "/a", State: app.TrainingRunning})
	if err := s.SetTraining(t.Context(), app.TrainingJob{ID: id, User: user, Run: "a-1", State: app.TrainingRunning}); err != nil {
		t.Fatal(err)
	}
	add(t, s, app.TrainingJob{User: user, Folder: "/b", State: app.TrainingRunning}) // was still made ready
	add(t, s, app.TrainingJob{User: user, Folder: "/c", State: app.TrainingWaiting})
	if err := s.StopTrainings(t.Context(), user); err != nil {
		t.Fatal(err)
	}
	list, err := s.Trainings(t.Context(), user)
	if err != nil || len(list) != 3 || list[0].State != app.TrainingPaused || list[0].Run != "a-1" {
		t.Errorf("%+v, %v", list, err)
	}
	if got := waiting(t, s, user); len(got) != 2 {
		t.Errorf("%v wait", got)
	}
}

func TestLevelsAreKeptAsTheyCome(t *testing.T) {
	s, user := fresh(t), int64(local)
	id := add(t, s, app.TrainingJob{User: user, Run: "a-1", Folder: "/a", State: app.TrainingRunning})
	var pages []app.TrainingPage
	for i := range 5 {
		pages = append(pages, app.TrainingPage{First: 64 * i, Last: 64*i + 63, N: 64, Min: 1, Mean: 2.5, Max: float64(i), Data: []byte{byte(i)}})
	}
	levels := func(measured, paced int64, steps, heldOut []app.TrainingPage) app.TrainingLevels {
		return app.TrainingLevels{Measured: measured, Paced: paced, Pages: map[string][]app.TrainingPage{"mel": steps, "held_out": heldOut}}
	}
	all := levels(900, 80, pages, pages)
	part := levels(500, 40, append(pages[:3:3], app.TrainingPage{First: 192, N: 1, Data: []byte{9}}), pages[:2])
	if err := s.AppendLevels(t.Context(), id, map[string]int{}, part); err != nil {
		t.Fatal(err)
	}
	if err := s.AppendLevels(t.Context(), id, map[string]int{"mel": 3, "held_out": 2}, levels(900, 80, pages[3:], pages[2:])); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Levels(t.Context(), id); err != nil || !reflect.DeepEqual(got, all) {
		t.Errorf("%+v, %v", got, err)
	}
	if err := s.AppendLevels(t.Context(), id, nil, app.TrainingLevels{Measured: 10}); err != nil {
		t.Fatal(err)
	}
	if got, _ := s.Levels(t.Context(), id); got.Measured != 10 || len(got.Pages) != 0 {
		t.Errorf("a run that began anew has %+v", got)
	}
}

func TestCheckpointsGoWithTheirTraining(t *testing.T) {
	s, user := fresh(t), int64(local)
	id := add(t, s, app.TrainingJob{User: user, Run: "a-1", Folder: "/a", State: app.TrainingDone})
	want := []app.TrainingCheckpoint{{Step: 10, Best: true, Bytes: 7, Sum: "ab"}, {Step: 20, Bytes: 8, Sum: "cd"}}
	for range 2 {
		if err := s.SaveCheckpoints(t.Context(), id, want); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.Checkpoints(t.Context(), id); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	if err := s.DeleteTraining(t.Context(), user, id); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Checkpoints(t.Context(), id); err != nil || len(got) != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}
