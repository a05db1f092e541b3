package catalogue

import (
	"context"
	"errors"
	"fmt"
	"time"

	"avagar/app"
	"avagar/app/library"
	"avagar/engine/hub"
)

// unknownSize is the size of what nobody counted.
const unknownSize = -1

// remember keeps repositories as the hub tells of them, with what was known of
// their files and cards, and returns them so. An answer that cannot be kept,
// because the database is busy or the disk full, is an answer all the same.
func (s *Service) remember(ctx context.Context, infos []hub.Info) ([]app.Found, error) {
	list := make([]app.Found, 0, len(infos))
	for _, info := range infos {
		old, err := s.Store.Found(ctx, s.User, info.String())
		if err != nil && !errors.Is(err, app.ErrNotFound) {
			return nil, fmt.Errorf("catalogue: %w", err)
		}
		list = append(list, s.found(info, old))
	}
	_ = s.Store.PutFound(ctx, list)
	return list, ctx.Err()
}

// found is a repository as the hub tells of it now, and old what was known.
func (s *Service) found(info hub.Info, old app.Found) app.Found {
	f := app.Found{
		User: s.User, Kind: string(info.Kind), Repo: info.String(), Title: title(info, old), Author: info.Author, Task: info.Task,
		Library: info.Library, License: info.License, Gated: string(info.Gated), Languages: info.Languages, Tags: info.Tags,
		Downloads: info.Downloads, Likes: info.Likes, Bytes: unknownSize, SHA: info.SHA, Modified: info.Modified,
		Data: old.Data, SeenAt: s.Now().Truncate(time.Millisecond),
	}
	if old.SHA == f.SHA && f.SHA != "" {
		f.Bytes, f.Class = old.Bytes, old.Class
	}
	if f.Class == "" && (len(info.Files) > 0 || info.Kind != hub.Model) {
		f.Class = class(library.Look(info, nil))
	}
	if f.Kind == string(hub.Dataset) && f.Bytes < 0 && info.Storage > 0 {
		f.Bytes = info.Storage // of all its revisions; nobody counts so many files
	}
	return f
}

// title is what a card calls its repository, if it was ever read.
func title(info hub.Info, old app.Found) string {
	for _, key := range []string{"pretty_name", "model_name", "title"} {
		if text, ok := info.Card[key].(string); ok && text != "" {
			return text
		}
	}
	return old.Title
}
