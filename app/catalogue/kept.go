package catalogue

import (
	"context"
	"encoding/json"
	"errors"
	"os"

	"avagar/app"
	"avagar/app/library"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
)

// Bounds of what is kept of a sheet, so that a hostile repository does not fill
// the database.
const (
	mostKeptFiles = 20_000
	mostKeptCard  = 256 << 10 // bytes
)

// record is what Found.Data holds, as JSON.
type record struct {
	Front map[string]any `json:"front,omitempty"`
	Body  string         `json:"body,omitempty"`
	Files []keptFile     `json:"files,omitempty"`
}

type keptFile struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA1   string `json:"sha1,omitempty"`
	SHA256 string `json:"sha256,omitempty"`
}

// rememberSheet keeps a sheet for when the hub is out of reach.
func (s *Service) rememberSheet(ctx context.Context, info hub.Info, sheet Sheet) (app.Found, error) {
	old, err := s.Store.Found(ctx, s.User, info.String())
	if err != nil && !errors.Is(err, app.ErrNotFound) {
		return app.Found{}, err
	}
	info.Card = sheet.Card.Front
	f := s.found(info, old)
	f.Bytes, f.Class = total(sheet.Files), class(sheet.Findings)
	if f.Data, err = encode(sheet); err != nil {
		return app.Found{}, err
	}
	_ = s.Store.PutFound(ctx, []app.Found{f}) // a sheet that cannot be kept is a sheet all the same
	return f, nil
}

func encode(sheet Sheet) ([]byte, error) {
	r := record{Front: sheet.Card.Front}
	if len(sheet.Card.Body) <= mostKeptCard {
		r.Body = sheet.Card.Body
	}
	for _, f := range sheet.Files[:min(len(sheet.Files), mostKeptFiles)] {
		r.Files = append(r.Files, keptFile{f.Path, f.Size, f.SHA1, f.SHA256})
	}
	return json.Marshal(r)
}

// kept is the sheet as it was seen before or, where it never was, what lies in
// the cache; reason, where there is neither.
func (s *Service) kept(ctx context.Context, r hub.Repo, reason error) (Sheet, error) {
	f, err := s.Store.Found(ctx, s.User, r.String())
	var seen record
	if err == nil && json.Unmarshal(f.Data, &seen) == nil && len(seen.Files) > 0 {
		return s.seenSheet(f, seen, reason), nil
	}
	sheet, found := s.cachedSheet(r)
	if !found {
		return Sheet{}, reason
	}
	if err == nil {
		f.SHA, f.Bytes = sheet.SHA, sheet.Bytes
		sheet.Found = f
	}
	sheet.Offline, sheet.Reason = true, reason
	return sheet, nil
}

func (s *Service) seenSheet(f app.Found, seen record, reason error) Sheet {
	sheet := Sheet{Found: f, Card: hub.Card{Front: seen.Front, Body: seen.Body, Commit: f.SHA}, Offline: true, Reason: reason, Age: s.Now().Sub(f.SeenAt)}
	for _, k := range seen.Files {
		sheet.Files = append(sheet.Files, hub.File{Path: k.Path, Size: k.Size, SHA1: k.SHA1, SHA256: k.SHA256})
	}
	sheet.Findings = library.Look(hub.Info{Repo: sheet.Ref(), SHA: f.SHA, Files: sheet.Files}, nil)
	return sheet
}

// cachedSheet is the newest revision that the cache has of a repository.
func (s *Service) cachedSheet(r hub.Repo) (Sheet, bool) {
	have, err := s.Cache.Look(r)
	if err != nil || len(have.Revisions) == 0 {
		return Sheet{}, false
	}
	v := have.Revisions[0]
	found := app.Found{User: s.User, Kind: string(r.Kind), Repo: r.String(), SHA: v.Commit, Bytes: v.Bytes, Modified: v.LastModified, SeenAt: v.LastModified}
	sheet := Sheet{Found: found, Findings: library.LookCached(s.Cache, r, v), Card: s.cachedCard(r, v)}
	for _, f := range v.Files {
		sheet.Files = append(sheet.Files, hub.File{Path: f.Path, Size: f.Size})
	}
	return sheet, true
}

func (s *Service) cachedCard(r hub.Repo, v cache.Revision) hub.Card {
	path, err := s.Cache.Path(r, v.Commit, "README.md")
	if err != nil {
		return hub.Card{}
	}
	if info, err := os.Stat(path); err != nil || info.Size() > mostKeptCard {
		return hub.Card{}
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return hub.Card{}
	}
	return hub.ParseCard(content)
}

// total is the size of files, -1 where one is not known.
func total(files []hub.File) (bytes int64) {
	for _, f := range files {
		if f.Size < 0 {
			return unknownSize
		}
		bytes += f.Size
	}
	return bytes
}
