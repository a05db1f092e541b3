package datasets

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"avagar/app"
	"avagar/engine/dataset"
)

// Arrived keeps a dataset that is being recorded, where there is none of its
// name, and the utterance that came into its folder or was made anew there: it
// listens to it, and to others that have no row yet. Where the dataset is being
// checked the rows are left for that. Errors: ErrGone, those of dataset.Open.
func (s *Service) Arrived(ctx context.Context, d app.Dataset, id string) (err error) {
	d.User, d.AddedAt = s.User, s.now()
	if _, err := s.Store.AddDataset(ctx, d); err != nil && !errors.Is(err, app.ErrExists) {
		return err
	}
	d, done, err := s.edit(ctx, d.Name)
	if errors.Is(err, ErrBusy) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	folder, err := s.open(d)
	if err != nil {
		return err
	}
	had, err := s.Store.Utterances(ctx, d.ID, app.UtteranceFilter{})
	if err != nil {
		return err
	}
	list, err := arrived(ctx, folder, had, id)
	if err != nil {
		return err
	}
	return s.Store.PutUtterances(ctx, d.ID, list, s.now())
}

// arrived are the rows of a folder, of which those of id and without a row are
// listened to.
func arrived(ctx context.Context, folder *dataset.Dataset, had []app.Utterance, id string) ([]app.Utterance, error) {
	rows := map[string]app.Utterance{}
	for _, u := range had {
		if u.ID != id {
			rows[u.ID] = u
		}
	}
	all := slices.Clone(folder.Utterances)
	folder.Utterances = slices.DeleteFunc(folder.Utterances, func(u dataset.Utterance) bool { _, ok := rows[u.ID]; return ok })
	report, err := folder.Scan(ctx, dataset.ScanOptions{})
	if err != nil {
		return nil, fmt.Errorf("datasets: %w", err)
	}
	for _, u := range utterances(folder, report) {
		rows[u.ID] = u
	}
	list := make([]app.Utterance, len(all))
	for i, u := range all {
		list[i] = rows[u.ID]
		list[i].HeldOut = u.HeldOut
	}
	return list, nil
}
