package cli

import (
	"strconv"
	"strings"
	"time"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/store"
)

type historyCommands struct {
	List   historyList   `cmd:"" help:"${history_list}"`
	Remove historyRemove `cmd:"" help:"${history_remove}"`
	Clear  historyClear  `cmd:"" help:"${history_clear}"`
}

type (
	historyList struct {
		Limit  int      `default:"20" help:"${history_limit}"`
		Before int64    `help:"${history_before}"`
		Query  []string `arg:"" optional:"" help:"${history_query}"`
	}
	historyRemove struct {
		ID int64 `arg:"" help:"${history_id}"`
	}
	historyClear struct{}
)

// historyItem is what --json says of one text that was spoken.
type historyItem struct {
	ID        int64   `json:"id"`
	Text      string  `json:"text"`
	Voice     string  `json:"voice"`
	Speed     float64 `json:"speed"`
	Semitones float64 `json:"pitch_semitones"`
	DurationS float64 `json:"duration_s"`
	Spoken    string  `json:"spoken"` // RFC 3339
}

// Run lists what was spoken, the newest first.
func (c *historyList) Run(s *session) error {
	return s.records(func(kept *store.Store, user app.User) error {
		list, err := kept.History(s.ctx, user.ID, strings.Join(c.Query, " "), c.Before, c.Limit)
		if err != nil {
			return err
		}
		for _, p := range list {
			if err := s.remembered(p); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *session) remembered(p app.Spoken) error {
	if s.json {
		return s.object(historyItem{p.ID, p.Text, p.Voice, p.Speed, p.Pitch, round(p.Duration.Seconds(), 3), p.At.UTC().Format(time.RFC3339)})
	}
	at := p.At.Local().Format("2006-01-02 15:04")
	return s.say(fa.HistoryLine, strconv.FormatInt(p.ID, 10), at, strings.Join(strings.Fields(p.Text), " "))
}

// Run deletes one text of the history.
func (c *historyRemove) Run(s *session) error {
	id := strconv.FormatInt(c.ID, 10)
	return s.records(func(kept *store.Store, user app.User) error {
		if err := kept.DeleteSpoken(s.ctx, user.ID, c.ID); err != nil {
			return about(id, err)
		}
		if s.json {
			return s.object(map[string]any{"id": c.ID, "state": "removed"})
		}
		return s.say(fa.HistoryRemoved, id)
	})
}

// Run deletes the whole history.
func (historyClear) Run(s *session) error {
	return s.records(func(kept *store.Store, user app.User) error {
		if err := kept.ClearHistory(s.ctx, user.ID); err != nil {
			return err
		}
		if s.json {
			return s.object(map[string]string{"state": "cleared"})
		}
		return s.say(fa.HistoryCleared)
	})
}
