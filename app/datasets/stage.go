package datasets

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"avagar/engine/cancel"
	"avagar/engine/checkpoint"
	"avagar/engine/disk"
)

// sourceFile in a dataset's folder tells what it was made of.
const sourceFile = "source.json"

type sourceNote struct {
	Sum string `json:"sum"`
}

func readSum(dir string) string {
	data, err := os.ReadFile(filepath.Join(dir, sourceFile))
	var n sourceNote
	if err != nil || json.Unmarshal(data, &n) != nil {
		return ""
	}
	return n.Sum
}

func writeJSON(path string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return checkpoint.WriteBytes(path, data)
}

// stage fills the staging folder, or what is missing of it.
func (i *importing) stage(ctx context.Context) error {
	if readSum(i.staging) != i.sum { // of another source, or of this one as it was
		if err := os.RemoveAll(i.staging); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Join(i.staging, "wavs"), 0o700); err != nil {
		return err
	}
	if err := writeJSON(filepath.Join(i.staging, sourceFile), sourceNote{i.sum}); err != nil {
		return err
	}
	bring := i.files
	if i.kind == Long {
		bring = i.cutAll
	}
	if err := bring(ctx); err != nil {
		return err
	}
	return i.writeTexts()
}

// files brings every recording as it is.
func (i *importing) files(ctx context.Context) error {
	var done, total int64
	for _, t := range i.takes {
		total += i.tree.size[t.path]
	}
	if err := i.room(total); err != nil {
		return err
	}
	for _, t := range i.takes {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := i.file(ctx, t.path, filepath.Join("wavs", filepath.FromSlash(t.id)+ending(t.path))); err != nil {
			return err
		}
		done += i.tree.size[t.path]
		tell(i.progress, StageCopy, done, total)
	}
	for name, from := range i.beside {
		if err := i.copy(ctx, from, filepath.Join(i.staging, name)); err != nil {
			return err
		}
	}
	return nil
}

// spare is what stays free on the disk, in bytes.
const spare = 64 << 20

func (i *importing) room(bytes int64) error {
	free, err := disk.Below(i.Folder())
	if err != nil {
		return err
	}
	if i.tree.zip == nil && !i.options.Copy {
		bytes = 0
	}
	if free-spare < bytes {
		return fmt.Errorf("%w: %d bytes needed, %d free", syscall.ENOSPC, bytes+spare, free)
	}
	return nil
}

// file brings one recording, unless it is there from a call before.
func (i *importing) file(ctx context.Context, from, to string) error {
	to = filepath.Join(i.staging, to)
	if info, err := os.Lstat(to); err == nil && info.Mode().IsRegular() && info.Size() == i.tree.size[from] {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	if i.link(from, to) {
		i.linked++
		return nil
	}
	return i.copy(ctx, from, to)
}

// link gives a recording a second name. It fails where the disks differ or the
// system knows no such thing.
func (i *importing) link(from, to string) bool {
	if i.options.Copy || i.tree.disk == "" {
		return false
	}
	real, err := filepath.EvalSymlinks(filepath.Join(i.tree.disk, filepath.FromSlash(from)))
	if err != nil {
		return false
	}
	_ = os.Remove(to)
	return os.Link(real, to) == nil
}

// copy writes a file beside its name; it appears whole or not at all.
func (i *importing) copy(ctx context.Context, from, to string) (err error) {
	in, err := i.tree.open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to + ".part")
	if err != nil {
		return err
	}
	n, err := io.Copy(out, io.LimitReader(cancel.Reader(ctx, in), i.tree.size[from]+1))
	if err == nil && n != i.tree.size[from] {
		err = fmt.Errorf("%w: %s", i.tree.wrongSize(), from)
	}
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err == nil {
		err = os.Rename(out.Name(), to)
	}
	if err != nil {
		return errors.Join(err, os.Remove(out.Name()))
	}
	return nil
}

// writeTexts writes the texts, and what the dataset is.
func (i *importing) writeTexts() error {
	var texts strings.Builder
	for _, t := range i.takes {
		fmt.Fprintf(&texts, "%s|%s\n", t.id, t.text)
	}
	if err := checkpoint.WriteBytes(filepath.Join(i.staging, textsFile), []byte(texts.String())); err != nil {
		return err
	}
	about := map[string]string{"name": i.name}
	for key, v := range map[string]string{"language": i.language, "license": i.license} {
		if v = strings.TrimSpace(v); v != "" {
			about[key] = v
		}
	}
	return writeJSON(filepath.Join(i.staging, "dataset.json"), about)
}
