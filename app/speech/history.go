package speech

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"avagar/app"
)

// remembered is the longest text of a row, in bytes.
const remembered = 256 << 10

// keep adds the speech to the history, stopped or not. Speaking the same text
// again from elsewhere is no new row.
func (e *session) keep(ctx context.Context) {
	e.mu.Lock()
	row := app.Spoken{
		User: e.service.User, Text: clip(e.request.Text), Voice: e.voice,
		Speed: e.request.Options.Speed, Pitch: e.request.Options.Pitch, Duration: e.rec.time(e.rec.made), At: time.Now(),
	}
	e.mu.Unlock()
	if row.Speed == 0 {
		row.Speed = 1
	}
	if row.Duration == 0 || e.service.keptLast(row) {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if _, err := e.service.Store.AddSpoken(ctx, row); err != nil {
		slog.Error("speech: history", "error", err)
		e.service.forgetLast()
	}
}

// keptLast notes a row, and tells whether it is the one noted last.
func (s *Service) keptLast(row app.Spoken) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.last
	s.last = row
	return was.Text == row.Text && was.Voice == row.Voice && was.Speed == row.Speed && was.Pitch == row.Pitch
}

func (s *Service) forgetLast() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = app.Spoken{}
}

func clip(text string) string {
	return strings.ToValidUTF8(text[:min(len(text), remembered)], " ")
}

// History lists what was spoken, newest first: rows that hold query, older than
// the row before, which is 0 for the newest.
func (s *Service) History(ctx context.Context, query string, before int64, limit int) ([]app.Spoken, error) {
	rows, err := s.Store.History(ctx, s.User, query, before, limit)
	if err != nil {
		return nil, fmt.Errorf("speech: %w", err)
	}
	return rows, nil
}

// DeleteSpoken removes one row of the history.
func (s *Service) DeleteSpoken(ctx context.Context, id int64) error {
	s.forgetLast()
	if err := s.Store.DeleteSpoken(ctx, s.User, id); err != nil {
		return fmt.Errorf("speech: %w", err)
	}
	return nil
}

// ClearHistory removes every row of the person's history.
func (s *Service) ClearHistory(ctx context.Context) error {
	s.forgetLast()
	if err := s.Store.ClearHistory(ctx, s.User); err != nil {
		return fmt.Errorf("speech: %w", err)
	}
	return nil
}
