package training

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"path/filepath"
	"time"

	"avagar/app"
	"avagar/engine/train"
)

// ErrSeveral says that a name belongs to more than one training that waits.
var ErrSeveral = errors.New("training: several wait under that name")

// order is a training that is to begin or, where its job has a run, to go on.
type order struct {
	job     app.TrainingJob // its ID is 0 where the Store does not know it
	options *StartOptions   // nil: as the job says
}

// queue is what the studio knows of its turns, guarded by its mu.
type queue struct {
	current order
	cause   string         // why current was asked to stop, as byPerson or app.HoldBattery
	held    string         // why nothing may train, as app.HoldBattery
	rests   bool           // the person paused a training and wants no other one instead
	resumes *order         // goes on once nothing holds it
	begun   map[int64]bool // jobs that had their turn, whatever the Store says
}

// drop has a run not go on by itself.
func (q *queue) drop(run string) {
	if q.resumes != nil && q.resumes.job.Run == run {
		q.resumes = nil
	}
}

// byPerson is the cause of a pause that the person asked for.
const byPerson = "person"

// keptOptions is how StartOptions wait in the Store.
type keptOptions struct {
	Name string     `json:"name,omitempty"`
	From string     `json:"from,omitempty"` // id of a voice
	Plan train.Plan `json:"plan"`
}

// NameOf is what a training is called: by its run or, while there is none, by the
// name it was given, else by the folder of its recordings.
func NameOf(j app.TrainingJob) string {
	var k keptOptions
	_ = json.Unmarshal([]byte(j.Options), &k) // else by its folder
	return cmp.Or(j.Run, k.Name, filepath.Base(j.Folder))
}

func (o StartOptions) kept() string {
	k := keptOptions{Name: o.Name, Plan: o.plan()}
	if o.From != nil {
		k.From = o.From.Info.ID
	}
	b, err := json.Marshal(k)
	if err != nil { // a number that is none, which check refuses
		return "{}"
	}
	return string(b)
}

// optionsOf are those of an order, with the voice that it begins from.
func (s *Studio) optionsOf(o order) (StartOptions, error) {
	if o.options != nil {
		return *o.options, nil
	}
	var k keptOptions
	if err := json.Unmarshal([]byte(o.job.Options), &k); err != nil {
		return StartOptions{}, fmt.Errorf("training: options of %s: %w: %w", o.job.Folder, app.ErrBadInput, err)
	}
	all := StartOptions{Folder: o.job.Folder, Name: k.Name, Adjust: func(p *train.Plan) { *p = k.Plan }}
	if k.From != "" {
		if s.Voice == nil {
			return all, fmt.Errorf("training: voice %s: %w", k.From, app.ErrNotFound)
		}
		var err error
		if all.From, err = s.Voice(k.From); err != nil {
			return all, fmt.Errorf("training: begin from %s: %w", k.From, err)
		}
	}
	return all, all.check()
}

// place starts an order, or keeps it for its turn.
func (s *Studio) place(o order) error {
	err := s.start(o)
	if !errors.Is(err, app.ErrBusy) || s.Store == nil {
		return err
	}
	s.mu.Lock()
	o.job.Reason = s.queue.held
	s.mu.Unlock()
	o.job.State, o.job.AddedAt = app.TrainingWaiting, time.Now()
	id, err := s.Store.AddTraining(context.Background(), o.job)
	if err != nil {
		return fmt.Errorf("training: queue: %w", err)
	}
	s.mu.Lock()
	delete(s.queue.begun, id) // a run that goes on once more
	s.mu.Unlock()
	s.Changed.Publish(struct{}{})
	s.next() // the other one may have ended meanwhile
	return nil
}

// next starts what comes first in the queue, unless something trains or nothing
// may.
func (s *Studio) next() {
	s.turning.Lock()
	defer s.turning.Unlock()
	for s.idle() {
		o, ok := s.first()
		if !ok {
			return
		}
		if s.take(o) {
			s.startTaken(o)
			return
		}
	}
}

// idle tells whether another training may begin.
func (s *Studio) idle() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.now.Active && !s.queue.rests && s.queue.held == ""
}

// first is the order whose turn it is.
func (s *Studio) first() (order, bool) {
	s.mu.Lock()
	resumes := s.queue.resumes
	s.mu.Unlock()
	for _, j := range s.Waiting() {
		if resumes != nil && resumes.job.ID == j.ID {
			return *resumes, true
		}
		s.mu.Lock()
		had := s.queue.begun[j.ID]
		s.mu.Unlock()
		if !had {
			return order{job: j}, true
		}
	}
	if resumes != nil { // what the Store does not know, or does not know to wait
		return *resumes, true
	}
	return order{}, false
}

// take has the Store know that an order has its turn; false where another program
// has cancelled it meanwhile. What cannot be written keeps nothing from training.
func (s *Studio) take(o order) bool {
	if s.Store == nil || o.job.ID == 0 {
		return true
	}
	err := s.Store.TakeTraining(context.Background(), s.User, o.job.ID)
	if errors.Is(err, app.ErrNotFound) {
		s.forgo(o.job.ID)
		return false
	}
	if err != nil {
		slog.Warn("training: queue", "error", err)
	}
	return true
}

// forgo has a training not go on by itself.
func (s *Studio) forgo(id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.queue.resumes; r != nil && r.job.ID == id {
		s.queue.resumes = nil
	}
}

// startTaken starts an order that was taken, or has it wait as before.
func (s *Studio) startTaken(o order) {
	if err := s.start(o); err != nil {
		if !errors.Is(err, app.ErrBusy) && !errors.Is(err, app.ErrClosed) {
			slog.Error("training: next", "error", err)
		}
		if o.job.ID != 0 {
			o.job.State = app.TrainingWaiting
			s.note(&o.job)
		}
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.resumes = nil
	if s.queue.begun == nil {
		s.queue.begun = map[int64]bool{}
	}
	s.queue.begun[o.job.ID] = true
}

// Waiting are the trainings that wait for their turn, in its order. Where they
// cannot be read there are none.
func (s *Studio) Waiting() []app.TrainingJob {
	if s.Store == nil {
		return nil
	}
	list, err := s.Store.WaitingTrainings(context.Background(), s.User)
	if err != nil {
		slog.Warn("training: queue", "error", err)
	}
	return list
}

// Cancel takes a training out of the queue; its run, where it has one, is paused.
// app.ErrNotFound where it does not wait any more.
func (s *Studio) Cancel(id int64) error {
	err := error(app.ErrNotFound)
	if s.Store != nil {
		err = s.Store.CancelTraining(context.Background(), s.User, id)
	}
	if err != nil {
		return fmt.Errorf("training: cancel %d: %w", id, err)
	}
	s.forgo(id)
	s.Changed.Publish(struct{}{})
	return nil
}

// Move moves a training of the queue so many places ahead, or with a negative
// number back; app.ErrNotFound where it does not wait any more.
func (s *Studio) Move(id int64, ahead int) error {
	if s.Store == nil {
		return fmt.Errorf("training: move %d: %w", id, app.ErrNotFound)
	}
	if err := s.Store.MoveTraining(context.Background(), s.User, id, ahead); err != nil {
		return fmt.Errorf("training: move %d: %w", id, err)
	}
	s.Changed.Publish(struct{}{})
	return nil
}

// First has a training of the queue be the next one, and begins it where nothing
// trains.
func (s *Studio) First(id int64) error {
	if err := s.Move(id, math.MaxInt32); err != nil {
		return err
	}
	s.mu.Lock()
	s.queue.rests = false
	s.mu.Unlock()
	s.next()
	return nil
}
